import Editorial
import GRDB

/// An API token, of which only a hash is kept.
package struct Token: Sendable, Equatable {
    package let id: String
    package let login: String
    package let name: String
    package let createdAt: Instant
    package let expiresAt: Instant?
    package let lastUsedAt: Instant?
    package init(id: String, login: String, name: String, createdAt: Instant, expiresAt: Instant?, lastUsedAt: Instant?) {
        (self.id, self.login, self.name, self.createdAt) = (id, login, name, createdAt)
        (self.expiresAt, self.lastUsedAt) = (expiresAt, lastUsedAt)
    }
}

/// Who comes with a token.
package struct Bearer: Sendable, Equatable {
    package let person: Person
    /// The token's id.
    package let token: String
    package init(person: Person, token: String) { (self.person, self.token) = (person, token) }
}

extension Store {
    /// Answers the token itself, shown once: `impr_` and 32 random bytes. One's own and the command line: whoever makes a token for another could act as
    /// that person. Throws `Forbidden`, `NotFound`, `Invalid` for an empty name, `Conflict` where the account is disabled.
    package func addToken(for login: String, name: String, expiresAt: Instant?, by origin: Origin, at now: Instant) async throws -> (secret: String, Token) {
        guard !name.allSatisfy(\.isWhitespace) else { throw Invalid("/name", "A token has a name.") }
        if let expiresAt, expiresAt <= now { throw Invalid("/expires_at", "A token expires in the future.") }
        let secret = "impr_" + Secrets.token()
        let token = Token(id: Secrets.id(at: now), login: login, name: name, createdAt: now, expiresAt: expiresAt, lastUsedAt: nil)
        let allowed: @Sendable (Actor) -> Bool = { if case .commandLine = $0 { true } else { $0.login == login } }
        try await act("token.add", ["login": .string(login), "token": .string(token.id), "name": .string(name)], allowed: allowed, by: origin, at: now) { db in
            guard let user = try User.fetch(login, in: db) else { throw NotFound("account") }
            guard !user.disabled else { throw Conflict("The account \(login) is disabled.") }
            try db.execute(
                cached: "INSERT INTO token (public_id, user_id, token_hash, name, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [token.id, User.rowID(of: login, in: db), Secrets.hash(secret), name, now, expiresAt])
        }
        return (secret, token)
    }

    /// `login` nil: everybody's. Newest first.
    package func tokens(of login: String?) async throws -> [Token] {
        try await read { db in
            try Row.fetchAll(
                db,
                cached: """
                    SELECT token.*, user.login FROM token JOIN user ON user.id = token.user_id
                    WHERE :login IS NULL OR user.login = :login ORDER BY token.id DESC
                    """,
                arguments: ["login": login]
            ).map(Token.init(row:))
        }
    }

    /// One's own, administrators and the command line. Throws `Forbidden`, `NotFound`.
    package func revokeToken(_ id: String, by origin: Origin, at now: Instant) async throws {
        let owner = try await read { db in
            try String.fetchOne(db, cached: "SELECT user.login FROM token JOIN user ON user.id = token.user_id WHERE token.public_id = ?", arguments: [id])
        }
        guard let owner else { throw NotFound("token") }
        try await act("token.revoke", ["login": .string(owner), "token": .string(id)], allowed: { $0.mayActFor(owner) }, by: origin, at: now) { db in
            try db.execute(cached: "DELETE FROM token WHERE public_id = ?", arguments: [id])
            if db.changesCount == 0 { throw NotFound("token") }
        }
    }

    /// Whose token this is, nil where it is unknown, expired or its person disabled. Notes that it was used, at most once a minute.
    package func bearer(of secret: String, at now: Instant) async throws -> Bearer? {
        let hash = Secrets.hash(secret)
        let found: (Bearer, Instant?)? = try await read { db in
            try Row.fetchOne(
                db,
                cached: """
                    SELECT user.id, user.login, user.name, token.public_id, token.used_at FROM token JOIN user ON user.id = token.user_id
                    WHERE token.token_hash = ? AND user.disabled_at IS NULL AND (token.expires_at IS NULL OR token.expires_at > ?)
                    """,
                arguments: [hash, now]
            ).map { row in
                let person = try Person(login: row["login"], name: row["name"], userID: row["id"], in: db)
                return (Bearer(person: person, token: row["public_id"]), row["used_at"])
            }
        }
        guard let (bearer, usedAt) = found else { return nil }
        if (usedAt ?? Instant(milliseconds: .min)) < now.later(seconds: -60) {
            // A disk that is full keeps nobody from reading.
            try? await write { db in try db.execute(cached: "UPDATE token SET used_at = ? WHERE token_hash = ?", arguments: [now, hash]) }
        }
        return bearer
    }
}

extension Token {
    fileprivate init(row: Row) {
        self.init(
            id: row["public_id"], login: row["login"], name: row["name"], createdAt: row["created_at"], expiresAt: row["expires_at"],
            lastUsedAt: row["used_at"])
    }
}
