import ArgumentParser
import Editorial

/// `imprimatur export`: every release and standing text as a Markdown file.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write every release and boilerplate as a Markdown file, from which an import makes the same texts.")
    @Argument(help: "The folder to write into; it is made where there is none.") var folder: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let door = try await DataDoor.open(data)
        var after: JSON = nil
        var damaged: [JSON] = []
        repeat {
            let page = try await door.perform("export", ["after": after])
            for file in page["files"].array ?? [] {
                let path = "\(folder)/\(file["path"].words)"
                try File.makeFolder(path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/"))
                try File.write(Array(file["text"].words.utf8), to: path)
            }
            damaged += page["damaged"].array ?? []
            after = page["next"]
        } while after != nil
        for id in damaged { Console.error("The release \(id.words) is not exported: its stored text is damaged. Restore it from a backup.") }
        if !damaged.isEmpty { throw ExitCode(65) }
    }
}
