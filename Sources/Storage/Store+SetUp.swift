import Editorial
import Foundation
import GRDB

extension Store {
    /// A one-time token for the set-up link, valid for an hour; nil where there are users already. The one before is void.
    package func makeSetUpToken(at now: Instant) async throws -> String? {
        try await write { db in
            guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT * FROM user)") == false else { return nil }
            let token = Secrets.token()
            try db.execute(
                sql: "UPDATE office SET set_up_hash = ?, set_up_expires_at = ?", arguments: [Secrets.hash(token), now.later(seconds: 3600)])
            return token
        }
    }

    /// Whether the set-up link with that token may still be used.
    package func setUpTokenHolds(_ token: String, at now: Instant) async throws -> Bool {
        try await read { db in try Self.setUpTokenHolds(token, at: now, in: db) }
    }

    /// The first administrator; the token is used up. Throws `Forbidden` where it does not hold, `Invalid` as `addUser`.
    package func setUp(token: String, login: String, name: String, password: String, address: String?, at now: Instant) async throws -> User {
        guard try await setUpTokenHolds(token, at: now) else { return try await write { db in try Self.refuse(address, at: now, in: db) }.get() }
        try UserRules.check(login: login, name: name, email: nil, roles: [.administrator], under: office)
        try PasswordRules.check(password, login: login)
        let hash = try await passwords.hash(password)
        return try await write { db -> Result<User, Forbidden> in
            guard try Self.setUpTokenHolds(token, at: now, in: db) else { return try Self.refuse(address, at: now, in: db) }
            let user = try User.insert(login: login, name: name, email: nil, roles: [.administrator], password: hash, at: now, in: db)
            try db.execute(sql: "UPDATE office SET set_up_hash = NULL, set_up_expires_at = NULL")
            try JournalEntry.append("user.set-up", ["login": .string(login)], actor: login, via: .desk, address: address, at: now, in: db)
            return .success(user)
        }.get()
    }

    private static func refuse(_ address: String?, at now: Instant, in db: Database) throws -> Result<User, Forbidden> {
        try JournalEntry.appendOnceAMinute("user.set-up.refused", [:], address: address, at: now, in: db)
        return .failure(Forbidden("This link has been used or has expired."))
    }

    private static func setUpTokenHolds(_ token: String, at now: Instant, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT * FROM office WHERE set_up_hash = ? AND set_up_expires_at > ?) AND NOT EXISTS (SELECT * FROM user)",
            arguments: [Secrets.hash(token), now]) ?? false
    }
}
