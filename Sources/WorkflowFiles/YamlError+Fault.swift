import Yams

extension YamlError {
    /// What is wrong, in one line, and where.
    func fault(in text: String, file: String) -> WorkflowFile.Faults.Fault {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            .init(file: file, line: mark.line, message: "this is not YAML: \(problem)")
        case .reader(let problem, let offset, _, _):
            .init(file: file, line: text.utf8.prefix(offset ?? 0).count { $0 == 0x0A } + 1, message: "this is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let names, let context):
            .init(
                file: file, line: Self.secondLine(of: names.first ?? "", after: context.mark, in: text),
                message: "“\(names.first ?? "")” stands here twice, the first time in line \(context.mark.line)")
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            .init(file: file, line: 1, message: "this is not YAML")
        }
    }

    /// Yams tells only where a name stands for the first time: the next line that begins with it, as deep, is the second.
    private static func secondLine(of name: String, after first: Mark, in text: String) -> Int {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { Array($0) }
        let second = lines.indices.dropFirst(first.line).first { index in
            let line = lines[index]
            let indent = line.prefix { $0 == " " }.count
            return indent == first.column - 1 && String(line.dropFirst(indent)).trimmingQuotes.hasPrefix(name)
                && String(line.dropFirst(indent)).trimmingQuotes.dropFirst(name.count).drop { $0 == " " || $0 == "'" || $0 == "\"" }.hasPrefix(":")
        }
        return second.map { $0 + 1 } ?? first.line
    }
}

extension String {
    fileprivate var trimmingQuotes: Substring { drop { $0 == "'" || $0 == "\"" } }
}
