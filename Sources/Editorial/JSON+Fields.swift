/// The members of an object that is being read, and what is wrong with them.
package struct Fields {
    /// Where the object stands.
    package let pointer: String
    /// None where it is no object.
    package let members: [String: JSON]
    let isObject: Bool
    /// Every place that is wrong, so far.
    package var problems: [Invalid.Problem] = []

    /// Fields that are not `known` are problems, and so is what is no object.
    package init(_ json: JSON, at pointer: String, known: Set<String>) {
        self.pointer = pointer
        members = json.object ?? [:]
        isObject = json.object != nil
        if !isObject { problems.append(.init(pointer, "This must be an object.")) }
        for name in members.keys.sorted() where !known.contains(name) {
            problems.append(.init(pointer + JSON.pointer(name), "There is no such field."))
        }
    }

    /// The text of that name, nil where there is none or an empty one.
    package mutating func text(_ name: String) -> String? {
        switch members[name] ?? .null {
        case .null: return nil
        case .string(let text): return text.isEmpty ? nil : text
        default:
            problems.append(.init("\(pointer)/\(name)", "This must be a text."))
            return nil
        }
    }

    /// The text of that name, which must be there.
    package mutating func requiredText(_ name: String) -> String {
        if let text = text(name) { return text }
        if isObject, members[name]?.string != nil || members[name] ?? .null == .null { problems.append(.init("\(pointer)/\(name)", "This must be there.")) }
        return ""
    }

    /// The elements of the list of that name, none where there is no list.
    package mutating func list(_ name: String) -> [JSON] {
        switch members[name] ?? .null {
        case .null: return []
        case .array(let elements): return elements
        default:
            problems.append(.init("\(pointer)/\(name)", "This must be a list."))
            return []
        }
    }
}
