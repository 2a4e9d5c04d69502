import Editorial
import GRDB

extension Store {
    private static let daysKept = 30.0
    private static let textsKept = 20

    /// Keeps it in the place of what that person had typed in the same window into the same form, and of those `copies` with which this one went on; answers
    /// whether it did. It does not where `isOver`, asked when its turn has come: what was saved or discarded is not brought back by what was under way. No more
    /// than twenty of a person are kept, the last of each form first, each for thirty days; the journal says nothing of them, for nothing has happened yet. Throws `NotFound` where
    /// there is no such account.
    @discardableResult
    package func keep(
        _ text: UnsavedText, of login: String, insteadOf copies: [UnsavedText.Copy] = [], unless isOver: @Sendable @escaping () -> Bool = { false }
    ) async throws -> Bool {
        try await write { db in
            if isOver() { return false }
            let user = try User.rowID(of: login, in: db)
            try UnsavedText.discard(copies, of: login, on: text.release, in: db)
            try db.execute(
                cached: """
                    INSERT INTO unsaved (user_id, release_id, typed_in, version, fields, at) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (user_id, release_id, typed_in) DO UPDATE SET version = excluded.version, fields = excluded.fields, at = excluded.at
                    """,
                arguments: [user, text.release, text.window, text.version, text.fields.stored, text.at])
            if let made = try text.made(by: login, in: db) { try UnsavedText.move(from: text.release, to: made, of: login, in: db) }
            // Nobody else's: a clock that is wrong for a while costs no more than it must.
            try db.execute(cached: "DELETE FROM unsaved WHERE user_id = ? AND at < ?", arguments: [user, Self.eldest(at: text.at)])
            // This one stays, whatever the clock says; and the last of each release before the second of any.
            try db.execute(
                cached: """
                    DELETE FROM unsaved WHERE user_id = ?1 AND (release_id, typed_in) NOT IN (
                        SELECT release_id, typed_in FROM (
                            SELECT release_id, typed_in, at, at = ?3 AS is_this, row_number() OVER (PARTITION BY release_id ORDER BY at DESC, typed_in) AS place
                            FROM unsaved WHERE user_id = ?1)
                        ORDER BY is_this DESC, place, at DESC, release_id LIMIT ?2)
                    """,
                arguments: [user, Self.textsKept, text.at])
            return true
        }
    }

    private static func eldest(at now: Instant) -> Instant { now.later(seconds: -daysKept * 86_400) }

    /// What that person has typed into the form in the last thirty days and neither saved nor discarded, one text for each window, the last first.
    package func unsaved(of login: String, on release: String, at now: Instant) async throws -> [UnsavedText] {
        try await read { db in try UnsavedText.fetchAll("unsaved.release_id = ?", [release], of: login, since: Self.eldest(at: now), in: db) }
    }

    /// What they typed for releases that are not there yet, the last first.
    package func unsavedNew(of login: String, at now: Instant) async throws -> [UnsavedText] {
        try await read { db in
            try UnsavedText.fetchAll("unsaved.version IS NULL", [], of: login, since: Self.eldest(at: now), in: db).filter { try $0.made(by: login, in: db) == nil }
        }
    }

    /// What they typed into releases that are there, the last first.
    package func unsaved(of login: String, at now: Instant) async throws -> [UnsavedText] {
        try await read { db in try UnsavedText.fetchAll("unsaved.version IS NOT NULL", [], of: login, since: Self.eldest(at: now), in: db) }
    }

    /// Those are not wanted any more.
    package func discardUnsaved(_ copies: [UnsavedText.Copy], of login: String, on release: String) async throws {
        try await write { db in try UnsavedText.discard(copies, of: login, on: release, in: db) }
    }
}
