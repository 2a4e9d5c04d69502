import ArgumentParser
import Editorial
import Storage

/// `imprimatur audit …`: the journal and its chain, read beside a running server.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The journal and its hash chain; also beside a running server.", subcommands: [Verify.self, Head.self, Print.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Recompute the chain, and hold all texts, approvals and publications against it. Prints how many entries there are and the last one's hash.")
        @Option(help: ArgumentHelp("The hash of an entry that you noted: it must still be there.", valueName: "hash")) var head: HeadHash?
        @OptionGroup var data: DataOptions

        func run() async throws {
            let verified = try JournalReader(directory: Settings(data).data).verify(head: head?.hex)
            if let found = verified.found { Console.print("The head that you noted is entry \(found).") }
            Console.print("\(verified.entries) entries, the chain holds; head \(verified.head.hash)")
        }
    }

    struct Head: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the last entry's number and hash, to be noted elsewhere and given to `verify --head` later.")
        @OptionGroup var data: DataOptions

        func run() async throws {
            guard let head = try JournalReader(directory: Settings(data).data).head() else { throw Failure.other("The journal has no entry yet.") }
            Console.print("\(head.sequence) \(head.hash)")
        }
    }

    struct Print: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "export", abstract: "Print the journal as JSON lines, oldest first.")
        @OptionGroup var data: DataOptions

        func run() async throws {
            try JournalReader(directory: Settings(data).data).entries { entry in Console.print(String(decoding: entry.json.canonical, as: UTF8.self)) }
        }
    }
}
