import Editorial
import Foundation
import GRDB

/// What came of an attempt to sign in.
package enum SignIn: Sendable {
    case signedIn(token: String, Session)
    case refused
    /// Try again after that many seconds.
    case throttled(seconds: Int)
}

extension Store {
    /// Verifies a password (an unknown login costs the same time), throttles (10 failures of an account in 15 minutes, 30 of an address in one;
    /// `knownBrowser`, a value that `browserMark` made at an earlier sign-in, is counted apart), journals.
    package func signIn(login typed: String, password: String, knownBrowser: String?, address: String?, userAgent: String?, at now: Instant) async throws -> SignIn {
        let login = typed.lowercased()
        let known = try await read { db in try Account.fetch(login, in: db) }
        let key = try await markKey()
        let throttle = SignInThrottle(login: login, knownBrowser: knownBrowser == Self.browserMark(for: login, key: key), address: address, key: key)

        let counted = try await count(throttle, as: "session.sign-in", known == nil ? [:] : ["account": .string(login)], by: address, at: now)
        guard case .success(let failure) = counted else { return .throttled(seconds: counted.seconds) }

        let matches = try await passwords.verify(password, against: known?.password)
        let stronger = matches && known.map { passwords.isWeak($0.password) } ?? false ? try await passwords.hash(password) : nil
        return try await write { db in
            // The account may have been closed, or its password changed, while this one was hashed.
            guard let known, matches, let present = try Account.fetch(login, in: db), !present.disabled, present.password.hash == known.password.hash else {
                let details: [String: JSON] = known == nil ? [:] : ["account": .string(login)]
                try JournalEntry.append("session.sign-in.refused", details, actor: UserRules.anonymous, via: .desk, address: address, at: now, in: db)
                return .refused
            }
            if let stronger { try User.set(stronger, of: known.id, in: db) }
            try db.execute(cached: "DELETE FROM sign_in_failure WHERE id = ?", arguments: [failure])
            let token = Secrets.token()
            let session = try Session.open(for: known.id, token: token, address: address, userAgent: userAgent, at: now, in: db)
            try JournalEntry.append("session.sign-in", ["session": .string(session.id)], actor: login, via: .desk, address: address, at: now, in: db)
            return .signedIn(token: token, session)
        }
    }

    /// Whether this is the present password of the person who acts: throttled and journaled as signing in is, though counted apart from strangers' tries.
    package func checkPassword(_ password: String, by origin: Origin, at now: Instant) async throws -> PasswordCheck {
        let login = origin.actor.name
        let known = try await read { db in try Account.fetch(login, in: db) }
        let throttle = SignInThrottle(login: login, knownBrowser: true, address: origin.address, key: try await markKey())
        let counted = try await count(throttle, as: "user.set-password", ["account": .string(login)], by: origin.address, at: now)
        guard case .success(let failure) = counted else { return .throttled(seconds: counted.seconds) }
        let matches = try await passwords.verify(password, against: known?.password)
        try await write { db in
            if matches { return try db.execute(cached: "DELETE FROM sign_in_failure WHERE id = ?", arguments: [failure]) }
            try JournalEntry.append("user.set-password.refused", ["login": .string(login)], by: origin, at: now, in: db)
        }
        return matches ? .right : .wrong
    }

    /// Counts a try before it is made. One that must wait is journaled, of each account and address at most once a minute.
    private func count(
        _ throttle: SignInThrottle, as action: String, _ details: [String: JSON], by address: String?, at now: Instant
    ) async throws -> Result<Int64, Throttled> {
        try await write { db in
            guard let seconds = try throttle.wait(at: now, in: db) else { return .success(try throttle.count(at: now, in: db)) }
            try JournalEntry.appendOnceAMinute(action + ".throttled", details, address: address, at: now, in: db)
            return .failure(Throttled(seconds: seconds))
        }
    }

    /// A mark that a browser keeps after a sign-in to that account.
    package func browserMark(for login: String) async throws -> String { Self.browserMark(for: login, key: try await markKey()) }

    private static func browserMark(for login: String, key: Data) -> String { SignInThrottle.mark("browser:" + login, key: key).base64url }

    private func markKey() async throws -> Data {
        try await read { db in
            guard let key = try Data.fetchOne(db, cached: "SELECT mark_key FROM office") else { throw Damaged(what: "the office's settings") }
            return key
        }
    }
}

/// What came of a present password that was typed once more.
package enum PasswordCheck: Sendable, Equatable {
    case right
    case wrong
    /// Try again after that many seconds.
    case throttled(seconds: Int)
}

private struct Throttled: Error { let seconds: Int }

extension Result where Failure == Throttled {
    fileprivate var seconds: Int { if case .failure(let throttled) = self { throttled.seconds } else { 0 } }
}

/// What a sign-in needs of an account.
private struct Account: Sendable {
    let id: Int64
    let password: PasswordHash
    let disabled: Bool

    static func fetch(_ login: String, in db: Database) throws -> Account? {
        try Row.fetchOne(db, cached: "SELECT * FROM user WHERE login = ?", arguments: [login]).map { row in
            Account(id: row["id"], password: PasswordHash(row: row), disabled: (row["disabled_at"] as Instant?) != nil)
        }
    }
}
