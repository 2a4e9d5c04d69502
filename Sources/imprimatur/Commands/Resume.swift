import ArgumentParser
import Editorial

/// `imprimatur resume`: ends a hold.
struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "End a hold.", discussion: "Lists what is due, what is owed and the time of the journal's last entry, then asks.")
    @Flag(help: "Do not ask.") var yes = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let door = try await DataDoor.open(data)
        let held = try await door.perform("hold.show")
        guard held["on_hold"].bool == true else {
            Console.print("There is no hold.")
            return
        }
        show(held)
        if !yes {
            guard Console.inputIsTerminal else { throw Failure.usage("Nothing was resumed: without a terminal to ask at, say --yes.") }
            guard Console.confirm("End the hold?") else { throw Failure.other("Nothing was resumed.") }
        }
        _ = try await door.perform("hold.resume")
        Console.print("Resumed.")
    }

    private func show(_ held: JSON) {
        let releases = held["releases"].array ?? []
        Console.print("Last entry of the journal: \(held["last_entry_at"].words)")
        Console.print(releases.isEmpty ? "No release waits." : "\(releases.count) approved, to be published at their release time:")
        for release in releases { Console.print("  \(release["release_at"].string ?? "at once")  \(release["headline"].words)  (\(release["id"].words))") }
        let deliveries = held["deliveries"].integer ?? 0
        Console.print(deliveries == 0 ? "No delivery is owed." : "\(deliveries) deliveries are owed:")
        for endpoint in held["endpoints"].array ?? [] { Console.print("  \(endpoint["deliveries"].integer ?? 0) to \(endpoint["name"].words)") }
    }
}
