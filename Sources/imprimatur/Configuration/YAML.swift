import Yams

/// One value of a YAML file, which knows where it stands.
struct YAML {
    let file: String
    private let node: Node
    private let mark: Mark?

    /// The root of a file; nil where there is nothing in it. Throws a fault for what is not YAML, and for a key that stands twice.
    static func read(_ text: String, file: String) throws(FileFault) -> YAML? {
        do {
            return try compose(yaml: text).map { YAML(file: file, node: $0, mark: $0.mark) }
        } catch {
            throw FileFault(error, file: file, text: text)
        }
    }

    var line: Int { mark?.line ?? 1 }
    func fault(_ message: String) -> FileFault { FileFault(file: file, line: line, message: message) }

    /// Whether nothing is said: `key:`, `~` or `null`.
    var isNull: Bool { if case .scalar(let scalar) = node { scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string) } else { false } }
    var isMapping: Bool { node.mapping != nil }
    var isList: Bool { node.sequence != nil }

    /// The words of a scalar, as they were written.
    func text(_ name: String) throws(FileFault) -> String {
        guard case .scalar(let scalar) = node, !isNull else { throw fault("\(name) must be text.") }
        return scalar.string
    }

    func list(_ name: String) throws(FileFault) -> [YAML] {
        guard case .sequence(let sequence) = node else { throw fault("\(name) must be a list.") }
        return sequence.map { YAML(file: file, node: $0, mark: $0.mark ?? mark) }
    }

    func texts(_ name: String) throws(FileFault) -> [String] {
        var texts: [String] = []
        for item in try list(name) { texts.append(try item.text("Each of \(name)")) }
        return texts
    }

    /// The values of a mapping by key, each at the line of its key, in the file's order. `known` nil lets every key pass.
    func members(_ name: String, known: [String]?) throws(FileFault) -> [(key: String, value: YAML)] {
        guard case .mapping(let mapping) = node else { throw fault("\(name) must be a mapping.") }
        var members: [(key: String, value: YAML)] = []
        for (key, value) in mapping {
            let member = YAML(file: file, node: value, mark: key.mark ?? mark)
            guard let word = key.string else { throw member.fault("A key must be a word.") }
            if let known, !known.contains(word) { throw member.fault("Unknown key: \(word). Known here: \(known.joined(separator: ", ")).") }
            members.append((word, member))
        }
        return members
    }

    /// The same, to look keys up; what is null counts as absent unless `keepingNull`.
    func fields(_ name: String, known: [String], keepingNull: Bool = false) throws(FileFault) -> [String: YAML] {
        let members = try members(name, known: known)
        return Dictionary(members.filter { keepingNull || !$0.value.isNull }.map { ($0.key, $0.value) }) { first, _ in first }
    }
}

extension FileFault {
    /// What Yams says, in one line.
    fileprivate init(_ error: any Error, file: String, text: String) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            self.init(file: file, line: mark.line, message: "Not YAML: \(problem).")
        case .duplicatedKeysInMapping(let keys, let context):
            let line = Self.repeated(keys.first ?? "", in: text, from: context.mark.line)
            self.init(file: file, line: line, message: "The key \(keys.first ?? "") stands twice.")
        case .reader(let problem, let offset, _, let yaml):
            let line = yaml.prefix(offset ?? 0).count { $0 == "\n" } + 1
            self.init(file: file, line: line, message: "Not YAML: \(problem).")
        default:
            self.init(file: file, line: 1, message: "Not YAML.")
        }
    }

    /// The line where `key` stands again, as far as that can be seen from the outside.
    private static func repeated(_ key: String, in text: String, from first: Int) -> Int {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let again = lines.indices.dropFirst(first).first { lines[$0].drop { $0 == " " }.hasPrefix(key + ":") }
        return (again ?? first - 1) + 1
    }
}
