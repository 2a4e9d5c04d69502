import Distribution
import Editorial
import GRDB

/// A channel at which the server must look now.
package struct Look: Sendable {
    /// A row.
    package let release: Int64
    package let channel: Channel
    /// What it waits to see; a later change of the release makes this look void.
    package let publicAt: Instant
    /// What the public should see.
    package let live: Live
}

extension Store {
    /// When the next look is due, nil where there is none, or while on hold.
    package func nextLook() async throws -> Instant? {
        try await read { db in
            guard try !Self.onHold(in: db) else { return nil }
            return try Instant.fetchOne(db, cached: "SELECT min(due_at) FROM sighting WHERE status = 'looking'")
        }
    }

    /// What must be looked at by `now`, those that wait longest first; nothing while on hold.
    package func looks(at now: Instant, limit: Int) async throws -> [Look] {
        try await read { db in
            guard try !Self.onHold(in: db) else { return [] }
            let question = """
                SELECT sighting.release_id, sighting.channel, sighting.public_at, release.public_id
                FROM sighting CROSS JOIN release ON release.id = sighting.release_id
                WHERE sighting.status = 'looking' AND sighting.due_at <= ? ORDER BY sighting.due_at LIMIT ?
                """
            return try Row.fetchAll(db, cached: question, arguments: [now, limit]).compactMap { row in
                guard let channel = Channel(rawValue: row[1]) else { return nil }
                // Of what cannot be read nobody can say whether it is what is seen: as if nothing were expected.
                let live = (try? Release.fetch(row[3], in: db))?.live ?? .nothing
                return Look(release: row[0], channel: channel, publicAt: row[2], live: live)
            }
        }
    }

    /// Notes what was found, and when to look again. What is given up stands in the journal.
    package func note(_ found: [(look: Look, fault: String?)], at now: Instant) async throws {
        try await write { db in
            for (look, fault) in found {
                if let fault { try Self.note(fault, of: look, at: now, in: db) } else { try Self.see(look, at: now, in: db) }
            }
        }
    }

    /// Of what happened last to that release.
    package func sightings(of release: String) async throws -> [Sighting] {
        try await read { db in
            try Row.fetchAll(
                db, cached: "SELECT sighting.* FROM sighting JOIN release ON release.id = release_id WHERE release.public_id = ? ORDER BY channel DESC", arguments: [release]
            ).compactMap { row in
                guard let channel = Channel(rawValue: row["channel"]), let status = Sighting.Status(rawValue: row["status"]) else { return nil }
                return Sighting(
                    channel: channel, status: status, publicAt: row["public_at"], seenAt: row["seen_at"], nextLook: row["due_at"], fault: row["fault"])
            }
        }
    }

    /// The ids of releases that the public should have seen by `now` and has not, those that wait longest first. What is public is no secret.
    package func unseen(at now: Instant, limit: Int = 50) async throws -> [String] {
        try await read { db in
            try String.fetchAll(
                db,
                cached: """
                    SELECT DISTINCT release.public_id FROM sighting CROSS JOIN release ON release.id = sighting.release_id
                    WHERE sighting.status <> 'live' AND sighting.public_at < ? ORDER BY sighting.public_at LIMIT ?
                    """,
                arguments: [now.later(seconds: -Sighting.patience), limit])
        }
    }

    static func unseenCount(at now: Instant, in db: Database) throws -> Int {
        try Int.fetchOne(
            db, cached: "SELECT count(*) FROM sighting WHERE status <> 'live' AND public_at < ?", arguments: [now.later(seconds: -Sighting.patience)]) ?? 0
    }

    /// What went out is looked for, from its instant on; what was looked for before is void.
    func lookFor(_ type: EventType, of release: Int64, at now: Instant, in db: Database) throws {
        let channels = Channel.showing(type)
        guard deliveryRules.looks, !channels.isEmpty else { return }
        try db.execute(cached: "DELETE FROM sighting WHERE release_id = ?", arguments: [release])
        for channel in channels {
            try db.execute(
                cached: "INSERT INTO sighting (release_id, channel, status, public_at, due_at) VALUES (?, ?, 'looking', ?, ?)",
                arguments: [release, channel.rawValue, now, Sighting.next(after: 0, at: now)])
        }
    }

    private static func see(_ look: Look, at now: Instant, in db: Database) throws {
        try db.execute(
            cached: "UPDATE sighting SET status = 'live', due_at = NULL, seen_at = ?, fault = NULL, looks = looks + 1 WHERE \(standing)",
            arguments: [now, look.release, look.channel.rawValue, look.publicAt])
    }

    private static func note(_ fault: String, of look: Look, at now: Instant, in db: Database) throws {
        let arguments: StatementArguments = [look.release, look.channel.rawValue, look.publicAt]
        guard let looks = try Int.fetchOne(db, cached: "SELECT looks FROM sighting WHERE \(standing)", arguments: arguments) else { return }
        let next = Sighting.next(after: looks + 1, at: now)
        try db.execute(
            cached: "UPDATE sighting SET status = ?, due_at = ?, fault = ?, looks = looks + 1 WHERE \(standing)",
            arguments: [next == nil ? "failed" : "looking", next, fault] + arguments)
        guard next == nil, let id = try String.fetchOne(db, cached: "SELECT public_id FROM release WHERE id = ?", arguments: [look.release]) else { return }
        try JournalEntry.append(
            "release.unseen", ["channel": .string(look.channel.rawValue), "fault": .string(fault)], release: id, by: .courier, at: now, in: db)
    }

    private static let standing = "release_id = ? AND channel = ? AND public_at = ? AND status = 'looking'"
}
