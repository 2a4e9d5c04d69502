import Editorial
import GRDB

extension Store {
    /// The earliest release time of a release that publishes by itself then, nil where there is none or a hold is on.
    package func nextRelease() async throws -> Instant? {
        try await read { db in
            guard try !Self.onHold(in: db) else { return nil }
            let states = States.automatic(of: office)
            return try Instant.fetchOne(
                db,
                cached: """
                    WITH \(states.table)
                    SELECT min(coalesce(release.release_at, release.updated_at))
                    FROM among JOIN release ON release.workflow = among.workflow AND release.state = among.state
                    WHERE release.idle_version IS DISTINCT FROM release.version
                    """,
                arguments: states.arguments)
        }
    }

    /// Takes up to `limit` due releases through the one door, as the clock, in one transaction with a savepoint each; answers how many it tried.
    package func publishDue(at now: Instant, limit: Int = 100) async throws -> Int {
        try await write { db in
            guard try !Self.onHold(in: db) else { return 0 }
            let due = try Self.due(at: now, limit: limit, among: .automatic(of: office), in: db)
            for id in due { try publish(id, at: now, in: db) }
            return due.count
        }
    }

    /// The ids of the releases at which the clock must look now, those that waited longest first.
    static func due(at now: Instant, limit: Int, among states: States, in db: Database) throws -> [String] {
        try String.fetchAll(db, cached: dueQuestion(states), arguments: states.arguments + [now, limit])
    }

    static func dueQuestion(_ states: States) -> String {
        """
        WITH \(states.table)
        SELECT release.public_id FROM among CROSS JOIN release ON release.workflow = among.workflow AND release.state = among.state
        WHERE (release.release_at IS NULL OR release.release_at <= ?) AND release.idle_version IS DISTINCT FROM release.version
        ORDER BY release.release_at, release.id LIMIT ?
        """
    }

    /// One that cannot be published rolls back alone, and is left until it changes.
    private func publish(_ id: String, at now: Instant, in db: Database) throws {
        do {
            try db.savepoint {
                guard let release = try Release.fetch(id, in: db) else { throw Damaged(what: "a release") }
                if try follow(release, at: now, in: db) == release { try Self.leave(id, in: db) }
            }
        } catch let error where !(error.forbidsWriting) {
            try JournalEntry.append("release.publish.refused", ["reason": "The release cannot be read or written."], release: id, by: .clock, at: now, in: db)
            try Self.leave(id, in: db)
        }
    }

    private static func leave(_ id: String, in db: Database) throws {
        try db.execute(cached: "UPDATE release SET idle_version = version WHERE public_id = ?", arguments: [id])
    }
}

extension Error {
    /// Whether nothing at all can be written now, so that the fault is not this one release's.
    fileprivate var forbidsWriting: Bool {
        guard let error = self as? DatabaseError else { return false }
        return error.forPeople is DataUnavailable
    }
}
