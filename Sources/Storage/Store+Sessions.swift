import Editorial
import GRDB

/// A signed-in browser.
package struct Session: Sendable, Equatable {
    /// Public id, to end it by; not the cookie's token.
    package let id: String
    package let person: Person
    package let formToken: String
    package let createdAt: Instant
    package let lastSeenAt: Instant
    package let address: String?
    package let userAgent: String?
    package init(id: String, person: Person, formToken: String, createdAt: Instant, lastSeenAt: Instant, address: String?, userAgent: String?) {
        (self.id, self.person, self.formToken, self.createdAt) = (id, person, formToken, createdAt)
        (self.lastSeenAt, self.address, self.userAgent) = (lastSeenAt, address, userAgent)
    }

    /// Seconds without a request after which a session is dead.
    static let idle = 7200.0
    /// Seconds after its sign-in at which it is dead in any case.
    static let longest = 43_200.0
}

extension Store {
    /// The session of that cookie token, nil where it is unknown, timed out (12 h absolute, 2 h idle) or its person disabled. Notes that it was seen, at most once a minute.
    package func session(token: String, at now: Instant) async throws -> Session? {
        let hash = Secrets.hash(token)
        guard let session = try await read({ db in try Session.fetchAll("token_hash = ?", [hash], at: now, in: db).first }) else { return nil }
        if session.lastSeenAt < now.later(seconds: -60) {
            // A disk that is full keeps nobody from reading.
            try? await write { db in try db.execute(cached: "UPDATE session SET seen_at = ? WHERE token_hash = ?", arguments: [now, hash]) }
        }
        return session
    }

    /// Those that live, newest first.
    package func sessions(of login: String, at now: Instant) async throws -> [Session] {
        try await read { db in try Session.fetchAll("login = ?", [login], at: now, in: db) }
    }

    /// One's own, administrators and the command line. Throws `Forbidden`, `NotFound`.
    package func endSession(_ id: String, of login: String, by origin: Origin, at now: Instant) async throws {
        try await act("session.end", ["login": .string(login), "session": .string(id)], allowed: { $0.mayActFor(login) }, by: origin, at: now) { db in
            try db.execute(cached: "DELETE FROM session WHERE public_id = ? AND user_id = ?", arguments: [id, User.rowID(of: login, in: db)])
            if db.changesCount == 0 { throw NotFound("session") }
        }
    }

    /// One's own, administrators and the command line. Throws `Forbidden`, `NotFound`.
    package func endSessions(of login: String, by origin: Origin, at now: Instant) async throws {
        try await act("session.end-all", ["login": .string(login)], allowed: { $0.mayActFor(login) }, by: origin, at: now) { db in
            try db.execute(cached: "DELETE FROM session WHERE user_id = ?", arguments: [User.rowID(of: login, in: db)])
        }
    }
}

extension Session {
    static func open(for user: Int64, token: String, address: String?, userAgent: String?, at now: Instant, in db: Database) throws -> Session {
        try db.execute(
            cached: "DELETE FROM session WHERE created_at <= ? OR seen_at <= ?", arguments: [now.later(seconds: -longest), now.later(seconds: -idle)])
        try db.execute(
            cached: """
                INSERT INTO session (public_id, user_id, token_hash, form_token, address, user_agent, created_at, seen_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [Secrets.id(at: now), user, Secrets.hash(token), Secrets.token(), address, userAgent.map { String($0.prefix(300)) }, now, now])
        let opened = try fetchAll("session.id = ?", [db.lastInsertedRowID], at: now, in: db)
        guard let session = opened.first else { throw Damaged(what: "a session") }
        return session
    }

    /// Sessions that live, of accounts that are open.
    static func fetchAll(_ condition: String, _ arguments: StatementArguments, at now: Instant, in db: Database) throws -> [Session] {
        let rows = try Row.fetchAll(
            db,
            cached: """
                SELECT session.*, user.login, user.name FROM session JOIN user ON user.id = session.user_id
                WHERE \(condition) AND user.disabled_at IS NULL AND session.created_at > ? AND session.seen_at > ?
                ORDER BY session.id DESC
                """,
            arguments: arguments + [now.later(seconds: -longest), now.later(seconds: -idle)])
        return try rows.map { row in
            Session(
                id: row["public_id"], person: try Person(login: row["login"], name: row["name"], userID: row["user_id"], in: db),
                formToken: row["form_token"], createdAt: row["created_at"], lastSeenAt: row["seen_at"], address: row["address"], userAgent: row["user_agent"])
        }
    }
}
