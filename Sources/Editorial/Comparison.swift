/// What differs between two texts of a release: field by field, and word by word within a field.
package struct Comparison: Sendable, Equatable {
    /// What differs, in the order of the content's fields, and then of the description's.
    package let fields: [Field]
    /// The names of the fields that are alike on both sides.
    package let unchanged: [String]

    /// One text that differs.
    package struct Field: Sendable, Equatable {
        /// As the API names it, with the place within it: `body`, `contact/email`, `boilerplate/about/text`.
        package let name: String
        /// Nil where there was none.
        package let before: String?
        /// Nil where there is none any more.
        package let after: String?
        /// Those that are the same or deleted make up `before` to the byte, those that are the same or inserted `after`.
        package let pieces: [Piece]

        /// The field of the content or description that it belongs to.
        package var field: String { String(name.prefix { $0 != "/" }) }
    }

    /// A stretch of a text.
    package struct Piece: Sendable, Equatable {
        package enum Kind: String, Sendable { case same, inserted, deleted }
        package let kind: Kind
        package let text: String
        package init(_ kind: Kind, _ text: String) { (self.kind, self.text) = (kind, text) }
    }

    /// Of the ten fields of the content.
    package init(from before: Content, to after: Content) { self.init(from: Account(of: before), to: Account(of: after)) }

    /// Of the content, and of where the release stands and when it goes out.
    package init(from before: Shown, to after: Shown) {
        self.init(from: Account(of: before.content) + Account(of: before), to: Account(of: after.content) + Account(of: after))
    }

    private init(from before: Account, to after: Account) {
        let old = Dictionary(before.entries.map { ($0.name, $0.text) }) { first, _ in first }
        let new = Dictionary(after.entries.map { ($0.name, $0.text) }) { first, _ in first }
        let gone = before.entries.filter { new[$0.name] == nil }.map(\.name)
        let order = Dictionary(uniqueKeysWithValues: before.fields.enumerated().map { ($1, $0) })
        let names = (after.entries.map(\.name) + gone).enumerated().sorted {
            (order[Account.field(of: $0.element)] ?? 0, $0.offset) < (order[Account.field(of: $1.element)] ?? 0, $1.offset)
        }
        let differing = names.map(\.element).compactMap { name -> Field? in
            let (old, new) = (old[name] ?? nil, new[name] ?? nil)
            guard old.map({ Array($0.utf8) }) != new.map({ Array($0.utf8) }) else { return nil }
            return Field(name: name, before: old, after: new, pieces: Self.pieces(from: old ?? "", to: new ?? ""))
        }
        fields = differing
        unchanged = before.fields.filter { name in !differing.contains { $0.field == name } }
    }
}

/// All that an approver sees of a release at a moment.
package struct Shown: Sendable, Equatable {
    package var content: Content
    package var description: Description
    package var releaseAt: Instant?
    package init(_ content: Content, _ description: Description, releaseAt: Instant?) {
        (self.content, self.description, self.releaseAt) = (content, description, releaseAt)
    }
}

extension Release {
    /// What there is to see of it now.
    package var shown: Shown { Shown(revision.content, description, releaseAt: releaseAt) }
}

/// A release told in named texts, each of which can be compared with the one of that name on the other side.
private struct Account {
    let fields: [String]
    let entries: [Entry]
    typealias Entry = (name: String, text: String?)

    static func field(of name: String) -> String { String(name.prefix { $0 != "/" }) }
    static func + (a: Account, b: Account) -> Account { Account(fields: a.fields + b.fields, entries: a.entries + b.entries) }
    private init(fields: [String], entries: [Entry]) { (self.fields, self.entries) = (fields, entries) }

    init(of content: Content) {
        let boilerplate = content.boilerplate.counted(by: \.name)
        let attachments = content.attachments.counted(by: \.filename)
        fields = [
            "headline", "subheadline", "dateline", "summary", "body", "speaker", "boilerplate", "contact", "attachments", "correction_note",
        ]
        var entries: [Entry] = [("headline", content.headline), ("subheadline", content.subheadline)]
        entries += [("dateline/place", content.dateline?.place), ("dateline/date", content.dateline?.date)]
        entries += [("summary", content.summary), ("body", content.body), ("speaker", content.speaker)]
        entries.append(("boilerplate", boilerplate.order))
        for (name, item) in boilerplate { entries += [("boilerplate/\(name)/title", item.title), ("boilerplate/\(name)/text", item.text)] as [Entry] }
        entries += [("contact/role", content.contact?.role), ("contact/name", content.contact?.name)]
        entries += [("contact/email", content.contact?.email), ("contact/phone", content.contact?.phone)]
        entries.append(("attachments", attachments.order))
        for (name, item) in attachments {
            entries += [("attachments/\(name)/digest", item.digest), ("attachments/\(name)/media_type", item.mediaType)] as [Entry]
            entries += [("attachments/\(name)/alt", item.alt), ("attachments/\(name)/caption", item.caption)] as [Entry]
        }
        entries.append(("correction_note", content.correctionNote))
        self.entries = entries
    }

    init(of shown: Shown) {
        let description = shown.description
        fields = ["kind", "section", "language", "slug", "translation_of", "release_at"]
        let source = description.translationOf.map { "\($0.release), revision \($0.revision)" }
        entries = [
            ("kind", description.kind.rawValue), ("section", description.section), ("language", description.language), ("slug", description.slug),
            ("translation_of", source), ("release_at", shown.releaseAt?.rfc3339),
        ]
    }
}

extension [(name: String, item: Boilerplate)] {
    fileprivate var order: String? { count > 1 ? map(\.name).joined(separator: "\n") : nil }
}

extension [(name: String, item: Attachment)] {
    fileprivate var order: String? { count > 1 ? map(\.name).joined(separator: "\n") : nil }
}

extension Array {
    /// Each with its name, and a number behind it from the second of that name on.
    fileprivate func counted(by name: KeyPath<Element, String>) -> [(name: String, item: Element)] {
        var seen: [String: Int] = [:]
        return map { item in
            let key = item[keyPath: name]
            seen[key, default: 0] += 1
            return (seen[key] == 1 ? key : "\(key) (\(seen[key] ?? 0))", item)
        }
    }
}
