import ArgumentParser
import Editorial
import Foundation

/// `imprimatur import`: Markdown files become drafts, or history.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring in Markdown files with YAML front matter as drafts.",
        discussion: """
            A folder's *.md become releases, the *.md in its folder boilerplate the office's standing texts. Each file is taken whole or not at all; what is \
            wrong is said as file:line: message. With --archive, files with published_at become public history, without approval and without webhooks.
            """)
    @Argument(help: "Files, or folders of them.") var paths: [String]
    @Option(name: .customLong("as"), help: ArgumentHelp("Whose drafts they are.", valueName: "login")) var login: String
    @Flag(help: "Files with published_at become live, as imported history.") var archive = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let files = try paths.flatMap(Self.files).sorted { $0.turn < $1.turn }
        let door = try await DataDoor.open(data)
        var progress = Progress(total: files.count)
        var faults = 0
        for file in files {
            do {
                let text = try Text(File.read(file.path, limit: 8 * 1_048_576), file: file.path)
                _ = try await door.perform(
                    file.turn == .boilerplate ? "import.boilerplate" : "import.release",
                    ["as": JSON(login), "file": JSON(file.path), "text": JSON(text.string), "archive": .bool(archive)])
            } catch {
                let failure = Failure(error)
                // What is said of no file is wrong with all of them.
                guard failure.message.hasPrefix(file.path) || failure.code == 1 else { throw failure }
                progress.clear()
                Console.error(failure.message.hasPrefix(file.path) ? failure.message : "\(file.path):1: \(failure.message)")
                faults += 1
            }
            progress.advance()
        }
        progress.clear()
        if faults > 0 { throw ExitCode(65) }
    }

    private struct Source {
        let path: String
        let turn: Turn
    }

    /// Standing texts before those that name them, translations after what they translate.
    private enum Turn: Int, Comparable {
        case boilerplate, release, translation
        static func < (a: Turn, b: Turn) -> Bool { a.rawValue < b.rawValue }
    }

    private static func files(at path: String) throws -> [Source] {
        guard File.isFolder(path) else {
            guard path.hasSuffix(".md") else { throw Failure.input("\(path): not a Markdown file: its name does not end in .md.") }
            let isBoilerplate = path.split(separator: "/").dropLast().last == "boilerplate"
            return [try source(path, isBoilerplate: isBoilerplate)]
        }
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        let isBoilerplate = folder.split(separator: "/").last == "boilerplate"
        var sources = try File.names(in: path).filter { $0.hasSuffix(".md") }.map { try source("\(folder)/\($0)", isBoilerplate: isBoilerplate) }
        if File.isFolder("\(folder)/boilerplate") { sources += try files(at: "\(folder)/boilerplate") }
        return sources
    }

    private static func source(_ path: String, isBoilerplate: Bool) throws -> Source {
        if isBoilerplate { return Source(path: path, turn: .boilerplate) }
        let head = try File.read(path, limit: 8 * 1_048_576).split(separator: 0x0A).prefix(200)
        let translates = head.contains { $0.starts(with: "translation_of:".utf8) }
        return Source(path: path, turn: translates ? .translation : .release)
    }
}

/// A bar that fills from left to right, on a terminal only.
struct Progress {
    let total: Int
    private var done = 0
    private let visible: Bool

    init(total: Int) {
        self.total = total
        visible = Console.errorIsTerminal && total > 1
    }

    mutating func advance() {
        done += 1
        guard visible else { return }
        let width = 40
        let full = done * width / total
        Console.show("\r[" + String(repeating: "#", count: full) + String(repeating: " ", count: width - full) + "] \(done)/\(total)")
    }

    func clear() { if visible { Console.show("\r\u{1B}[K") } }
}
