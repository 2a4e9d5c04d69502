import Editorial
import GRDB

extension Store {
    /// Several commands as one change: all of them are taken, in that order, or none, and with them go those copies of what the person had typed and not saved.
    /// What follows by itself follows the last. Throws as `perform` of one; the refusal that is journaled is that of the first command that was refused.
    @discardableResult
    package func perform(
        _ commands: [Command], on id: String, saving copies: [UnsavedText.Copy] = [], by origin: Origin, version: Int, at now: Instant
    ) async throws -> Release {
        try await decide { db -> Result<Release, any Error> in
            guard let release = try Release.fetch(id, in: db) else { throw NotFound("release") }
            var refused: Command?
            do {
                let origin = try origin.present(in: db)
                if case .person(let person) = origin.actor, !release.isOpen(to: person, under: office) { throw NotFound("release") }
                if version != release.version { throw Stale(version: release.version) }
                let saved = try db.savepoint {
                    try commands.reduce(release) { release, command in
                        refused = command
                        return try perform(command, on: release, by: origin, at: now, in: db).get()
                    }
                }
                if let login = origin.actor.login { try UnsavedText.discard(copies, of: login, on: id, in: db) }
                return .success(saved)
            } catch let refusal where refusal is Refusal || refusal is Forbidden {
                // The savepoint took back what was journaled with the rest.
                guard let command = refused ?? commands.first else { throw refusal }
                let details = release.details(of: command, after: release, under: office)
                try Self.note(refusal, of: command.action, details, release: id, by: origin, at: now, in: db)
                return .failure(refusal)
            }
        }.get()
    }
}
