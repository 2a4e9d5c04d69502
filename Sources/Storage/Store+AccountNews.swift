import Editorial
import GRDB

extension Store {
    /// What has happened to accounts since that person last said to have seen it, oldest first: who came, and who may do what. For press secretaries. No more
    /// than fifty at once, and how many follow: what was not shown cannot be said to have been seen.
    package func accountNews(for person: Person) async throws -> (entries: [JournalEntry], more: Int) {
        guard person.roles.contains(.pressSecretary) else { return ([], 0) }
        return try await read { db in
            let entries = try Row.fetchAll(db, cached: "SELECT * \(Self.unseen) ORDER BY sequence LIMIT 50", arguments: [person.login])
            let count = try Int.fetchOne(db, cached: "SELECT count(*) \(Self.unseen)", arguments: [person.login]) ?? 0
            // A damaged entry is for `audit verify` to name: it must not take everybody's desk away.
            let readable = entries.compactMap { try? JournalEntry(row: $0) }
            return (readable, count - entries.count)
        }
    }

    /// The person has seen the news up to that entry. Throws `Forbidden` for a closed account.
    package func seeAccountNews(through sequence: Int, by origin: Origin, at now: Instant) async throws {
        guard let login = origin.actor.login else { return }
        try await act("user.see-news", ["through": JSON(sequence)], allowed: { $0.roles.contains(.pressSecretary) }, by: origin, at: now) { db in
            let last = try Int.fetchOne(db, sql: "SELECT coalesce(max(sequence), 0) FROM journal") ?? 0
            try db.execute(
                cached: "UPDATE news_seen SET sequence = max(sequence, ?) WHERE user_id = ?", arguments: [min(sequence, last), User.rowID(of: login, in: db)])
        }
    }

    /// What they did themselves, and that they came, they know. Accounts are told of as the index of those entries has them.
    private static let unseen = """
        FROM journal
        WHERE (action = 'user.add' OR action = 'user.set-roles' OR action = 'user.enable' OR action = 'user.disable' OR action = 'user.set-up')
            AND actor <> ?1 AND NOT (action = 'user.add' AND CASE WHEN json_valid(details) THEN details ->> '$.login' = ?1 ELSE 0 END)
            AND sequence > (SELECT sequence FROM news_seen JOIN user ON user.id = news_seen.user_id WHERE user.login = ?1)
        """
}

extension User {
    /// A new account begins with what comes after it.
    static func beginNews(of id: Int64, in db: Database) throws {
        try db.execute(cached: "INSERT INTO news_seen (user_id, sequence) SELECT ?, coalesce(max(sequence), 0) FROM journal", arguments: [id])
    }
}
