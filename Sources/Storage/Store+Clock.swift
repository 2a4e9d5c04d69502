import Editorial
import Foundation
import GRDB

extension Store {
    /// When the clock can publish something next, nil where there is nothing or a hold is on. What has no release time it can publish at once, whenever that was
    /// decided: the system's clock may have been set back since.
    package func nextRelease() async throws -> NextRelease? {
        try await read { db in
            guard try !Self.onHold(in: db) else { return nil }
            let states = States.automatic(of: office)
            guard let next = try Instant.fetchOne(
                db,
                cached: """
                    WITH \(states.table)
                    SELECT min(coalesce(release.release_at, 0))
                    FROM among JOIN release ON release.workflow = among.workflow AND release.state = among.state
                    WHERE release.idle_version IS DISTINCT FROM release.version
                    """,
                arguments: states.arguments)
            else { return nil }
            return NextRelease(at: next, count: try Self.due(at: next, limit: Self.mostAhead, among: states, in: db).count)
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
        note(late, and: (ContinuousClock.now - start) / .seconds(1))
        return tried
    }

    /// Does the work of what falls due at `instant` before it, in a transaction that is committed once `clock` has come to it: until then nobody sees any of
    /// it, and a process that dies leaves none. Steps back, as if it had not begun, where somebody decides meanwhile, or the time does not come.
    package func publishAhead(of instant: Instant, clock: @escaping @Sendable () -> Instant) async throws {
        let start = ContinuousClock.now
        do {
            let late = try await write { db -> [Double] in
                guard try !Self.onHold(in: db) else { return [] }
                try db.execute(sql: "PRAGMA cache_size = \(DatabaseFile.smallCache)")
                defer { try? db.execute(sql: "PRAGMA cache_size = \(DatabaseFile.cache)") }
                var late: [Double] = []
                for id in try Self.due(at: instant, limit: Self.mostAhead, among: .automatic(of: office), in: db) where clock() < instant {
                    if precedence.isAsked { throw SteppedBack() }
                    if let seconds = try publish(id, at: instant, in: db) { late.append(seconds) }
                }
                while case let left = instant.seconds(since: clock()), left > 0 {
                    if precedence.isAsked || ContinuousClock.now - start > Self.patience { throw SteppedBack() }
                    // Short, and not until a time of day: that may be set back.
                    Thread.sleep(forTimeInterval: min(left, 0.001))
                }
                return late
            }
            note(late, and: max(0, clock().seconds(since: instant)))
        } catch is SteppedBack {}
    }

    /// More than these are not prepared at once; the writer is theirs for so long at the most.
    private static let mostAhead = 1000
    private static let patience = Duration.seconds(2)

    /// Public is what is committed, so what that took is added to how late each was when it was decided.
    private func note(_ late: [Double], and taken: Double) { for seconds in late { lateness.note(seconds + taken) } }

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
                try announceAhead(from: release, to: after, by: .clock, at: now, in: db)
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

/// When something publishes by itself next.
package struct NextRelease: Sendable, Equatable {
    package let at: Instant
    /// How many releases, of those that can be prepared together.
    package let count: Int

    /// When their work begins, so that at `at` only the commit is left: a millisecond and a half each, which is more than it takes.
    package var begin: Instant { at.later(seconds: -0.01 - 0.0015 * Double(count)) }
}

/// Rolls back what was only prepared.
private struct SteppedBack: Error {}

extension Release {
    /// How many seconds ago the clock could have acted: since the release time, or since the last change where that came after it.
    fileprivate func lateness(at now: Instant) -> Double {
        let due = max(releaseAt ?? updatedAt, updatedAt)
        return max(0, now.seconds(since: due))
    }
}

extension Error {
    /// Whether nothing at all can be written now, so that the fault is not this one release's.
    fileprivate var forbidsWriting: Bool {
        guard let error = self as? DatabaseError else { return false }
        return error.forPeople is DataUnavailable
    }
}
