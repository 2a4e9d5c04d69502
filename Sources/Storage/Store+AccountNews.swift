import Editorial
import GRDB

extension Store {
    /// What has happened to accounts since that person last said to have seen it, newest first: who came, and who may do what. For press secretaries.
    package func accountNews(for person: Person) async throws -> [JournalEntry] {
        guard person.roles.contains(.pressSecretary) else { return [] }
        return try await read { db in
            try Row.fetchAll(
                db,
                cached: """
                    SELECT * FROM journal
                    WHERE \(Self.isAboutAccounts)
                        AND sequence > (SELECT sequence FROM news_seen JOIN user ON user.id = news_seen.user_id WHERE user.login = ?)
                    ORDER BY sequence DESC LIMIT 50
                    """,
                arguments: [person.login]
            ).map(JournalEntry.init(row:)).filter { entry in
                // What they did themselves, and that they came, they know.
                entry.actor != person.login && !(entry.action == "user.add" && entry.details["login"].string == person.login)
            }
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

    /// As the index of those entries has it.
    private static let isAboutAccounts =
        "(action = 'user.add' OR action = 'user.set-roles' OR action = 'user.enable' OR action = 'user.disable' OR action = 'user.set-up')"
}

extension User {
    /// A new account begins with what comes after it.
    static func beginNews(of id: Int64, in db: Database) throws {
        try db.execute(cached: "INSERT INTO news_seen (user_id, sequence) SELECT ?, coalesce(max(sequence), 0) FROM journal", arguments: [id])
    }
}
