import Foundation

/// Graphviz, where it is installed: a program beside this one, run without a shell.
enum Graphviz {
    /// The drawing as SVG. Throws a 69 where there is no `dot`, a 1 where it fails.
    static func svg(_ dot: String) throws(Failure) -> String {
        guard let program else { throw .unavailable("Graphviz is not installed: there is no program `dot` here. Its Debian package is graphviz; --format mermaid and dot need nothing.") }
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: program)
        process.arguments = ["-Tsvg"]
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, FileHandle.nullDevice)
        do {
            try process.run()
            // A drawing is far smaller than what a pipe holds.
            try input.fileHandleForWriting.write(contentsOf: Data(dot.utf8))
            try input.fileHandleForWriting.close()
            let drawn = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            guard process.terminationStatus == 0, let svg = String(validating: drawn, as: UTF8.self) else { throw Failure.other("Graphviz could not draw this.") }
            return svg
        } catch { throw error as? Failure ?? .other("Graphviz could not be run: \(error.localizedDescription)") }
    }

    private static var program: String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { $0 + "/dot" }.first { access($0, X_OK) == 0 }
    }
}
