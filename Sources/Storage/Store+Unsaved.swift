import Editorial
import GRDB

/// What somebody has typed into a release's form and not saved: outside the history, and nobody's but theirs.
package struct UnsavedText: Sendable, Equatable {
    /// The id of the release, or of the form of one that is yet to be made.
    package let release: String
    /// The version that was before them, nil in a new release's form; 0 where that form has made the release meanwhile.
    package let version: Int?
    /// The form's fields, as the desk wrote them.
    package let fields: JSON
    package let at: Instant
    package init(release: String, version: Int?, fields: JSON, at: Instant) {
        (self.release, self.version, self.fields, self.at) = (release, version, fields, at)
    }
}

extension Store {
    private static let daysKept = 30.0
    private static let textsKept = 20

    /// Keeps it in the place of what that person had typed into the same form; answers whether it did. It does not where `isOver`, asked when its turn has come:
    /// what was saved or discarded is not brought back by what was under way. No more than the last twenty of a person are kept, each for thirty days; the
    /// journal says nothing of them, for nothing has happened yet. Throws `NotFound` where there is no such account.
    @discardableResult
    package func keep(_ text: UnsavedText, of login: String, unless isOver: @Sendable @escaping () -> Bool = { false }) async throws -> Bool {
        try await write { db in
            if isOver() { return false }
            let user = try User.rowID(of: login, in: db)
            try db.execute(
                cached: """
                    INSERT INTO unsaved (user_id, release_id, version, fields, at) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (user_id, release_id) DO UPDATE SET version = excluded.version, fields = excluded.fields, at = excluded.at
                    """,
                arguments: [user, text.release, text.version, text.fields.stored, text.at])
            // Nobody else's: a clock that is wrong for a while costs no more than it must.
            try db.execute(cached: "DELETE FROM unsaved WHERE user_id = ? AND at < ?", arguments: [user, Self.eldest(at: text.at)])
            try db.execute(
                cached: """
                    DELETE FROM unsaved
                    WHERE user_id = ?1 AND release_id NOT IN (SELECT release_id FROM unsaved WHERE user_id = ?1 ORDER BY at DESC, release_id LIMIT ?2)
                    """,
                arguments: [user, Self.textsKept])
            return true
        }
    }

    private static func eldest(at now: Instant) -> Instant { now.later(seconds: -daysKept * 86_400) }

    /// Nil where that person has typed nothing into the form in the last thirty days that was not saved or discarded.
    package func unsaved(of login: String, on release: String, at now: Instant) async throws -> UnsavedText? {
        try await read { db in try UnsavedText.fetchAll("unsaved.release_id = ?", [release], of: login, since: Self.eldest(at: now), in: db).first }
    }

    /// The last that they typed for a release that is not there yet.
    package func unsavedNew(of login: String, at now: Instant) async throws -> UnsavedText? {
        try await read { db in
            try UnsavedText.fetchAll("unsaved.version IS NULL", [], of: login, since: Self.eldest(at: now), in: db).first { try $0.isUnmade(by: login, in: db) }
        }
    }

    /// What they typed into releases that are there, the last first.
    package func unsaved(of login: String, at now: Instant) async throws -> [UnsavedText] {
        try await read { db in try UnsavedText.fetchAll("unsaved.version IS NOT NULL", [], of: login, since: Self.eldest(at: now), in: db) }
    }

    /// It is not wanted any more.
    package func discardUnsaved(of login: String, on release: String) async throws {
        try await write { db in try UnsavedText.discard(of: login, on: release, in: db) }
    }
}

extension UnsavedText {
    /// Whether no release was made of it yet. What is no form of ours makes none.
    fileprivate func isUnmade(by login: String, in db: Database) throws -> Bool {
        guard let id = try? Release.id(madeFrom: release, by: login) else { return true }
        return try Release.rowID(of: id, in: db) == nil
    }

    /// It is saved, in the same transaction, or not wanted any more.
    static func discard(of login: String, on release: String, in db: Database) throws {
        try db.execute(
            cached: "DELETE FROM unsaved WHERE user_id = (SELECT id FROM user WHERE login = ?) AND release_id = ?", arguments: [login, release])
    }

    /// The last that was typed first.
    fileprivate static func fetchAll(
        _ condition: String, _ arguments: StatementArguments, of login: String, since eldest: Instant, in db: Database
    ) throws -> [UnsavedText] {
        let rows = try Row.fetchAll(
            db,
            cached: """
                SELECT unsaved.* FROM unsaved JOIN user ON user.id = unsaved.user_id
                WHERE user.login = ? AND unsaved.at >= ? AND \(condition) ORDER BY unsaved.at DESC
                """,
            arguments: [login, eldest] + arguments)
        // What cannot be read is lost already: it must not take the rest of a desk with it.
        return rows.compactMap { row in
            (try? JSON(stored: row["fields"])).map { UnsavedText(release: row["release_id"], version: row["version"], fields: $0, at: row["at"]) }
        }
    }
}
