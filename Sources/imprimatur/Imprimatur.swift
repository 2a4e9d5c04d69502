import ArgumentParser
import Foundation

/// The program: reads the command line, runs what it names, and turns every failure into one clear line and an exit code.
@main
struct Imprimatur: AsyncParsableCommand {
    static let version = "0.1.0"
    /// How it names itself to other servers.
    static let userAgent = "Imprimatur/\(version)"

    static let configuration = CommandConfiguration(
        abstract: "A press office's editorial workflow server.", version: version,
        subcommands: [
            Serve.self, Demo.self, Resume.self, UserCommand.self, TokenCommand.self, EndpointCommand.self, WorkflowCommand.self, Import.self, Export.self,
            Audit.self, BackUp.self, Restore.self, Receive.self,
        ])

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parse()
            if var waiting = command as? any AsyncParsableCommand { try await waiting.run() } else { try command.run() }
        } catch {
            let failure = Failure(error)
            if !failure.message.isEmpty { Console.error(failure.message) }
            Foundation.exit(failure.code)
        }
    }

    /// The command that was asked for. Ends the program where help or the version was.
    private static func parse() throws -> any ParsableCommand {
        do {
            return try parseAsRoot()
        } catch {
            throw answered(error)
        }
    }

    /// What ArgumentParser has to say: help and version whole on standard output, and of a usage error's four lines the first.
    static func answered(_ error: any Error) -> Failure {
        guard !exitCode(for: error).isSuccess else {
            Console.print(fullMessage(for: error))
            Foundation.exit(0)
        }
        let lines = message(for: error).split(separator: "\n").map { $0.drop { $0 == " " } }
        return .usage(lines.joined(separator: " "))
    }
}
