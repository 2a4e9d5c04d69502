import Editorial
import GRDB

extension Store {
    /// One change that is no release's: made and journaled in one transaction. `allowed` is asked of the account as it stands then. Where it is not allowed,
    /// or does not go with what is there, the try is journaled and then thrown as `Forbidden`, `Conflict` or `Refusal`.
    func act<Value: Sendable>(
        _ action: String, _ details: [String: JSON] = [:], allowed: @Sendable @escaping (Actor) -> Bool, by origin: Origin, at now: Instant,
        _ change: @Sendable @escaping (Database) throws -> Value
    ) async throws -> Value {
        try await decide { db -> Result<Value, any Error> in
            do {
                guard try allowed(origin.present(in: db).actor) else { throw Forbidden("Your roles do not allow this.") }
                let value = try db.savepoint { try change(db) }
                try JournalEntry.append(action, details, by: origin, at: now, in: db)
                return .success(value)
            } catch let refusal where refusal is Forbidden || refusal is Conflict || refusal is Refusal {
                try Self.note(refusal, of: action, details, by: origin, at: now, in: db)
                return .failure(refusal)
            }
        }.get()
    }

    /// Journals a refused try, with every reason that the rules gave.
    static func note(
        _ refusal: any Error, of action: String, _ details: [String: JSON], release: String? = nil, by origin: Origin, at now: Instant, in db: Database
    ) throws {
        var details = details
        if let refusal = refusal as? Refusal { details["objections"] = JSON(refusal.objections.map(\.code.rawValue)) }
        try JournalEntry.append(action + ".refused", details, release: release, by: origin, at: now, in: db)
    }
}

extension Origin {
    /// With the person as the account stands now, whatever it was at sign-in. Throws `Forbidden` where it is closed or gone.
    func present(in db: Database) throws -> Origin {
        guard case .person(let person) = actor else { return self }
        guard let user = try User.fetch(person.login, in: db), !user.disabled else { throw Forbidden("This account is disabled.") }
        return Origin(.person(user.person), via: via, address: address, ticket: ticket)
    }
}

extension Database {
    /// What `change` throws rolls back what it wrote, and nothing else.
    func savepoint<Value>(_ change: () throws -> Value) throws -> Value {
        var value: Value?
        try inSavepoint {
            value = try change()
            return .commit
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return value
    }
}

extension Actor {
    /// Whether it runs the office's machine: accounts, endpoints, settings.
    var administers: Bool {
        if case .commandLine = self { true } else { roles.contains(.administrator) }
    }

    /// Whether it is that person, or administers.
    func mayActFor(_ login: String) -> Bool { administers || self.login == login }
}
