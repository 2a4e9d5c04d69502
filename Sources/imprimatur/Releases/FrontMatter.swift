/// A Markdown file with YAML between two lines of `---` at its head.
struct FrontMatter {
    let file: String
    /// By key, in which `null` counts as said.
    let fields: [String: YAML]
    /// Without the blank lines around it.
    let body: String
    /// Where the body begins.
    let bodyLine: Int

    /// Throws a fault for what is not such a file, and for keys that are not `known`.
    init(_ text: String, file: String, known: [String]) throws(FileFault) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first.map(Self.isRule) == true else {
            throw FileFault(file: file, line: 1, message: "The file must begin with a line of --- and what it says about the text.")
        }
        guard let end = lines.indices.dropFirst().first(where: { Self.isRule(lines[$0]) }) else {
            throw FileFault(file: file, line: 1, message: "The front matter is not closed by a second line of ---.")
        }
        let root = try YAML.read(lines[..<end].joined(separator: "\n") + "\n", file: file)
        fields = try root.map { root throws(FileFault) in root.isNull ? [:] : try root.fields("The front matter", known: known, keepingNull: true) } ?? [:]
        let rest = lines[(end + 1)...]
        let first = rest.firstIndex { !Self.isBlank($0) } ?? rest.endIndex
        let last = rest.lastIndex { !Self.isBlank($0) }.map { $0 + 1 } ?? rest.endIndex
        body = first < last ? rest[first..<last].joined(separator: "\n") : ""
        (self.file, bodyLine) = (file, first < last ? first + 1 : end + 1)
    }

    /// What stands for that key, nil for `null` too.
    subscript(key: String) -> YAML? { fields[key].flatMap { $0.isNull ? nil : $0 } }

    func text(_ key: String) throws(FileFault) -> String? { try self[key]?.text(key) }

    /// The body, or what the key `key` holds: a text with blank lines around it cannot stand below the front matter.
    func longText(_ key: String) throws(FileFault) -> String {
        guard let field = self[key] else { return body }
        guard body.isEmpty else { throw field.fault("\(key) stands here and below the front matter; it can be in one place only.") }
        return try field.text(key)
    }

    private static func isRule(_ line: Substring) -> Bool { line.hasPrefix("---") && isBlank(line.dropFirst(3)) }
    private static func isBlank(_ line: Substring) -> Bool { line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }

    /// The same file again: the front matter's lines, and the text below unless it must stand among them.
    static func write(_ lines: [String], key: String, text: String) -> String {
        let edges = text.split(separator: "\n", omittingEmptySubsequences: false)
        let mustBeQuoted = !text.isEmpty && (text.utf8.contains(0x0D) || isBlank(edges[0]) || isBlank(edges[edges.count - 1]))
        let head = lines + (mustBeQuoted ? ["\(key): \(text.quotedForYAML)"] : [])
        return "---\n" + head.joined(separator: "\n") + "\n---\n" + (mustBeQuoted || text.isEmpty ? "" : "\n" + text + "\n")
    }
}

extension String {
    /// A YAML scalar that reads as this text: as it stands where it is one plain word, else in double quotes.
    var quotedForYAML: String {
        if wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9-]*/) != nil, lowercased() != "null" { return self }
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            // What YAML takes for a control character or a line break.
            case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
