import ArgumentParser
import Editorial
import Storage

/// `imprimatur audit …`: the journal and its chain, read beside a running server.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The journal and its hash chain; both also beside a running server.", subcommands: [Verify.self, Print.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Recompute the chain. Prints how many entries there are and the last one's hash.")
        @Option(help: ArgumentHelp("The hash of an entry that you noted: it must still be there.", valueName: "hash")) var head: String?
        @OptionGroup var data: DataOptions

        func run() async throws {
            let reader = try JournalReader(directory: Settings(data).data)
            let (entries, last) = try reader.verify()
            if let head {
                var found = false
                try reader.entries { entry in if entry.hash == head.lowercased() { found = true } }
                guard found else { throw Failure.other("The journal's chain holds, but no entry has the hash \(head): it is not the journal that you noted.") }
            }
            Console.print("\(entries) entries, the chain holds; head \(last)")
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
