import Foundation

/// The terminal, or what stands in its place. Writing to a pipe that nobody reads any more ends nothing and says nothing.
enum Console {
    /// One line on standard output.
    static func print(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }
    /// Text on standard output as it is.
    static func pass(_ text: String) { write(text, to: STDOUT_FILENO) }
    /// One line on standard error.
    static func error(_ line: String) { write(line + "\n", to: STDERR_FILENO) }
    /// Text on standard error, without ending the line.
    static func show(_ text: String) { write(text, to: STDERR_FILENO) }

    static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Shows `question` and answers whether `y` or `yes` was typed.
    static func confirm(_ question: String) -> Bool {
        show(question + " [y/N] ")
        return ["y", "yes"].contains(readLine()?.lowercased())
    }

    /// Columns as wide as their widest cell, the last as it is.
    static func table(_ header: [String], _ rows: [[String]]) {
        guard !rows.isEmpty else { return }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        for row in [header] + rows {
            let cells = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
            print(cells.joined(separator: "  ").trimmingTrailingSpaces)
        }
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
                if written < 0 && errno == EINTR { continue }
                guard written > 0 else { return }
                rest = rest.dropFirst(written)
            }
        }
    }
}

extension String {
    fileprivate var trimmingTrailingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}
