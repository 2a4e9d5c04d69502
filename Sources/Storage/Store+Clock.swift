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
        let start = ContinuousClock.now
        let (tried, late) = try await write { db -> (Int, [Double]) in
            guard try !Self.onHold(in: db) else { return (0, []) }
            let due = try Self.due(at: now, limit: limit, among: .automatic(of: office), in: db)
            return (due.count, try due.compactMap { try publish($0, at: now, in: db) })
        }
        // Public is what is committed.
        let taken = (ContinuousClock.now - start) / .seconds(1)
        for seconds in late { lateness.note(seconds + taken) }
        return tried
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

    /// One that cannot be published rolls back alone, and is left until it changes. Answers how late it was in seconds, nil where nothing became public.
    private func publish(_ id: String, at now: Instant, in db: Database) throws -> Double? {
        do {
            return try db.savepoint {
                guard let release = try Release.fetch(id, in: db) else { throw Damaged(what: "a release") }
                let after = try follow(release, at: now, late: release.lateness(at: now), in: db)
                if after == release { try Self.leave(id, in: db) }
                return after.live == release.live ? nil : release.lateness(at: now)
            }
        } catch let error where !(error.forbidsWriting) {
            try JournalEntry.append("release.publish.refused", ["reason": "The release cannot be read or written."], release: id, by: .clock, at: now, in: db)
            try Self.leave(id, in: db)
            return nil
        }
    }

    private static func leave(_ id: String, in db: Database) throws {
        try db.execute(cached: "UPDATE release SET idle_version = version WHERE public_id = ?", arguments: [id])
    }
}

extension Release {
    /// How many seconds ago the clock could have acted: since the release time, or since the last change where that came after it.
    fileprivate func lateness(at now: Instant) -> Double {
        let due = max(releaseAt ?? updatedAt, updatedAt)
        return max(0, Double(now.milliseconds - due.milliseconds) / 1000)
    }
}

extension Error {
    /// Whether nothing at all can be written now, so that the fault is not this one release's.
    fileprivate var forbidsWriting: Bool {
        guard let error = self as? DatabaseError else { return false }
        return error.forPeople is DataUnavailable
    }
}
