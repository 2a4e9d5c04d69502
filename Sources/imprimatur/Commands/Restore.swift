import ArgumentParser
import Storage
import Timekeeping

/// `imprimatur restore`: a backup becomes a data directory, on hold.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a data folder of a backup.",
        discussion: """
            The folder must be empty. It is on hold afterwards: nothing is published by itself and nothing is sent until `imprimatur resume`. The configuration \
            and the workflows that the backup carries are put into its folder restored, for you to look at and to use.
            """)
    @Argument(help: "The backup.") var file: String
    @Option(help: ArgumentHelp("The hash that `backup` or `audit head` printed: the journal must contain that entry.", valueName: "hash")) var head: HeadHash?
    @OptionGroup var data: DataOptions

    func run() async throws {
        let directory = try Settings(data).data
        let files = try Store.restore(from: file, into: directory, head: head?.hex, at: .now)
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            guard !parts.contains(where: { ["", ".", ".."].contains($0) }) else { throw Failure.input("\(file): it carries a file with a path that leads elsewhere: \(path).") }
            let target = "\(directory)/restored/\(path)"
            try File.makeFolder(target.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/"), mode: 0o700)
            try File.write(bytes, to: target, mode: 0o600)
            Console.error("Restored \(target)")
        }
        Console.error("\(directory) is on hold: `imprimatur resume` says what is due and owed, and ends the hold.")
    }
}
