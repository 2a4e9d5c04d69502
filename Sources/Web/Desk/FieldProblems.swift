import Editorial

/// What is wrong with a form, by field.
struct FieldProblems: Error, Sendable, Equatable {
    struct Problem: Sendable, Equatable {
        /// The field's name, which is also its id on the page; nil where the form as a whole is meant.
        let field: String?
        let detail: String
    }

    private(set) var problems: [Problem] = []

    init() {}

    /// Finds the field of each pointer: `/content/contact/email` is `contact_email`, `/release_at` is `release_time`.
    init(_ invalid: Invalid) {
        problems = invalid.problems.map { Problem(field: Self.field(of: $0.pointer), detail: $0.detail) }
    }

    var isEmpty: Bool { problems.isEmpty }

    /// What is wrong with one field, nil where nothing is.
    subscript(field: String) -> String? {
        let details = problems.filter { $0.field == field }.map(\.detail)
        return details.isEmpty ? nil : details.joined(separator: " ")
    }

    /// Takes what `work` makes, or keeps its problems beside the others, so that one answer names them all.
    mutating func gather<Value>(_ work: () throws(Invalid) -> Value) -> Value? {
        do { return try work() } catch {
            problems += FieldProblems(error).problems
            return nil
        }
    }

    private static func field(of pointer: String) -> String? {
        var parts = pointer.split(separator: "/").map(String.init)
        if parts.first == "content" { parts.removeFirst() }
        switch parts.first {
        case nil: return nil
        case "release_at": return parts.count > 1 ? "release_date" : "release_time"
        case "boilerplate", "attachments": return parts[0]
        default: return parts.joined(separator: "_")
        }
    }
}
