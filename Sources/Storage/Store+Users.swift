import Editorial
import GRDB

/// An account.
package struct User: Sendable, Equatable {
    package let person: Person
    package let email: String?
    package let disabled: Bool
    package let createdAt: Instant
    package init(person: Person, email: String?, disabled: Bool, createdAt: Instant) {
        (self.person, self.email, self.disabled, self.createdAt) = (person, email, disabled, createdAt)
    }
}

extension Store {
    /// By login.
    package func users() async throws -> [User] { try await read(User.fetchAll) }

    /// Nil where there is no such account.
    package func user(_ login: String) async throws -> User? { try await read { db in try User.fetch(login, in: db) } }

    /// Administrators and the command line. Throws `Invalid` for a login that is taken or malformed, an unknown role, or a weak password; `Forbidden`.
    package func addUser(
        login: String, name: String, email: String?, roles: Set<Role>, password: String, by origin: Origin, at now: Instant
    ) async throws -> User {
        try UserRules.check(login: login, name: name, email: email, roles: roles, under: office)
        try PasswordRules.check(password, login: login)
        let hash = try await passwords.hash(password)
        let details: [String: JSON] = ["login": .string(login), "roles": JSON(roles.sorted().map(\.rawValue))]
        return try await act("user.add", details, allowed: \.administers, by: origin, at: now) { db in
            guard try User.fetch(login, in: db) == nil else { throw Invalid("/login", "There is an account \(login) already.") }
            return try User.insert(login: login, name: name, email: email, roles: roles, password: hash, at: now, in: db)
        }
    }

    /// One's own, administrators and the command line. Ends the person's sessions, `keeping` one where it is theirs. Throws `Invalid`, `Forbidden`, `NotFound`.
    package func setPassword(of login: String, to password: String, keeping session: String? = nil, by origin: Origin, at now: Instant) async throws {
        try PasswordRules.check(password, login: login)
        let hash = try await passwords.hash(password)
        try await act("user.set-password", ["login": .string(login)], allowed: { $0.mayActFor(login) }, by: origin, at: now) { db in
            let id = try User.rowID(of: login, in: db)
            try User.set(hash, of: id, in: db)
            try db.execute(sql: "DELETE FROM session WHERE user_id = ? AND public_id IS NOT ?", arguments: [id, session])
        }
    }

    /// Administrators and the command line. Throws `Invalid`, `Forbidden`, `NotFound`, and `Conflict` where nobody at a desk would administer any more.
    package func setRoles(of login: String, to roles: Set<Role>, by origin: Origin, at now: Instant) async throws {
        try UserRules.check(roles, under: office)
        let details: [String: JSON] = ["login": .string(login), "roles": JSON(roles.sorted().map(\.rawValue))]
        try await act("user.set-roles", details, allowed: \.administers, by: origin, at: now) { db in
            try User.set(roles, of: User.rowID(of: login, in: db), in: db)
            try origin.mustLeaveAnAdministrator(in: db)
        }
    }

    /// Kills sessions and tokens at once. Answers the approved releases not yet out that this person wrote or approved; with `takeBack` those approvals
    /// are taken back, and those of texts that wait for more. What is damaged does not go out, and stays as it is. Throws `Forbidden`, `NotFound`, `Conflict` as `setRoles`.
    package func disable(_ login: String, takeBack: Bool, by origin: Origin, at now: Instant) async throws -> [Listed] {
        try await act("user.disable", ["login": .string(login), "take_back": .bool(takeBack)], allowed: \.administers, by: origin, at: now) { db in
            let id = try User.rowID(of: login, in: db)
            let present = try origin.present(in: db)
            try db.execute(sql: "UPDATE user SET disabled_at = coalesce(disabled_at, ?) WHERE id = ?", arguments: [now, id])
            try db.execute(sql: "DELETE FROM session WHERE user_id = ?", arguments: [id])
            try db.execute(sql: "DELETE FROM token WHERE user_id = ?", arguments: [id])
            try origin.mustLeaveAnAdministrator(in: db)
            let pending = try pending(of: login, in: db)
            guard takeBack else { return pending }
            let others = try approvedInPart(by: login, in: db).filter { part in !pending.contains { $0.id == part.id } }
            return try (pending + others).map { listed in
                guard let release = listed.release, release.isDecided else { return listed }
                let command = Command.takeBackApprovals(comment: "The account \(login) was closed.")
                return .whole(try perform(command, on: release, by: present, at: now, in: db).get())
            }
        }
    }

    /// Administrators and the command line. Sessions and tokens do not come back. Throws `Forbidden`, `NotFound`.
    package func enable(_ login: String, by origin: Origin, at now: Instant) async throws {
        try await act("user.enable", ["login": .string(login)], allowed: \.administers, by: origin, at: now) { db in
            try db.execute(sql: "UPDATE user SET disabled_at = NULL WHERE id = ?", arguments: [User.rowID(of: login, in: db)])
        }
    }

    /// The approved releases not yet out that this person wrote or approved and of which `reader` may know.
    package func pending(of login: String, reader: Person? = nil) async throws -> [Listed] {
        try await read { db in try pending(of: login, reader: reader, in: db) }
    }
}

extension Origin {
    /// From the desk nobody locks the office out; the command line may, and may mend it.
    fileprivate func mustLeaveAnAdministrator(in db: Database) throws {
        if case .commandLine = actor { return }
        let left = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT * FROM user JOIN user_role ON user_id = id WHERE role = 'administrator' AND disabled_at IS NULL)")
        if left != true { throw Conflict("This is the last administrator.") }
    }
}
