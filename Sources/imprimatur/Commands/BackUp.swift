import ArgumentParser
import Editorial

/// `imprimatur backup`: one file with everything.
struct BackUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a consistent copy of everything into one file; it holds secrets, and only its owner may read it.")
    @Argument(help: "The file to write.") var file: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let head = try await DataDoor.open(data).perform("backup", ["path": JSON(File.absolute(file))])
        // To be kept apart from the copy: a restore asks for it, and finds whether it is that copy.
        if let sequence = head["sequence"].integer { Console.print("Journal head: \(sequence) \(head["hash"].words)") }
    }
}
