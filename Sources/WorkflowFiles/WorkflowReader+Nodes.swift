import Yams

extension WorkflowReader {
    mutating func fault(_ line: Int, _ message: String) { faults.append(.init(file: file, line: line, message: message)) }

    /// The values of a mapping whose keys are known.
    mutating func mapping(_ node: Node?, _ what: String, known: [String]) -> [String: Node] {
        guard let node else { return [:] }
        return entries(node, what).reduce(into: [:]) { fields, entry in
            let key = entry.key.scalar?.string ?? ""
            if known.contains(key) {
                fields[key] = entry.value
            } else {
                fault(entry.key.line, "unknown key “\(key)” in \(what); known are \(known.joined(separator: ", "))")
            }
        }
    }

    /// The pairs of a mapping, in the file's order.
    mutating func entries(_ node: Node, _ what: String) -> [(key: Node, value: Node)] {
        guard let mapping = node.mapping else {
            fault(node.line, "\(what) must be a mapping of names to values")
            return []
        }
        return Array(mapping)
    }

    /// The items of a list, none of them twice.
    mutating func list(_ node: Node, _ what: String) -> [Node] {
        guard let items = node.sequence else {
            fault(node.line, "\(what) must be a list: [one, another]")
            return []
        }
        var seen: Set<String> = []
        for item in items {
            if let text = item.scalar?.string, !seen.insert(text).inserted { fault(item.line, "“\(text)” stands twice in \(what)") }
        }
        return Array(items)
    }

    /// One word or line.
    mutating func text(_ node: Node, _ what: String) -> String {
        guard let scalar = node.scalar, !node.isAbsent, !scalar.string.allSatisfy(\.isWhitespace) else {
            fault(node.line, "\(what) must be a text")
            return ""
        }
        return scalar.string
    }

    mutating func flag(_ node: Node, _ what: String) -> Bool {
        guard let scalar = node.scalar, scalar.style == .plain, ["true", "false"].contains(scalar.string) else {
            fault(node.line, "\(what) must be true or false")
            return false
        }
        return scalar.string == "true"
    }
}

extension WorkflowReader {
    /// A time span in seconds, written like `90`, `30m`, `24h` or `2d`.
    mutating func duration(_ node: Node, _ what: String) -> Int {
        let text = text(node, what)
        let unit = ["s": 1, "m": 60, "h": 3_600, "d": 86_400][text.last.map(String.init) ?? ""]
        guard let count = Int(unit == nil ? text : String(text.dropLast())), 1...10_000_000 ~= count, 1...2_592_000 ~= count * (unit ?? 1) else {
            if !text.isEmpty { fault(node.line, "\(what) must be a time of at most 30 days, like 90s, 30m, 24h or 2d") }
            return 86_400
        }
        return count * (unit ?? 1)
    }
}

extension Node {
    /// The line on which it begins, from 1.
    var line: Int { mark?.line ?? 1 }

    /// Nothing at all, `~` or `null`.
    var isAbsent: Bool { scalar.map { $0.style == .plain && ["", "~", "null"].contains($0.string) } ?? false }
}
