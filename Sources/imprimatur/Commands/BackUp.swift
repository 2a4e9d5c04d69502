import ArgumentParser
import Editorial

/// `imprimatur backup`: one file with everything.
struct BackUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a consistent copy of everything into one file; it holds secrets, and only its owner may read it.")
    @Argument(help: "The file to write.") var file: String
    @OptionGroup var data: DataOptions

    func run() async throws { _ = try await DataDoor.open(data).perform("backup", ["path": JSON(File.absolute(file))]) }
}
