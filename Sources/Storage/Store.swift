import Distribution
import Editorial
import Foundation
import GRDB

/// The office's one database: everything that is kept, behind one door.
package struct Store: Sendable {
    package let office: Office
    /// Called after each commit with what it changed: wakes the clock, the courier and the ready pages.
    package let signals = Signals()
    /// How late the clock was, since this process began.
    package let lateness = Histogram(upTo: [0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 10, 60, 600, 3600])
    /// What the courier has done since this process began.
    package let traffic = Traffic()

    let database: DatabasePool
    package let deliveryRules: DeliveryRules
    let passwords: PasswordHasher
    let precedence = Precedence()
    /// Names this opening, for as long as which somebody may have a chore in hand.
    let opening = UUID().uuidString
    /// The chores that somebody had in hand and could not finish.
    let letGo = Chores()
    private let owned: DataDirectory

    /// Opens, or makes, the database in `directory`, which this process then owns until it ends.
    /// Throws `DataUnavailable` where another process holds it or it cannot be written, `DataRefused` where it is damaged, foreign or newer.
    package init(
        directory: String, office: Office, delivery: DeliveryRules = DeliveryRules(), passwordCost: PasswordCost = .standard, hold: Bool = false, at now: Instant
    ) throws {
        owned = try DataDirectory(directory)
        let file = DatabaseFile(in: directory)
        let steps = try file.prepare()
        database = try file.open(from: steps)
        (self.office, deliveryRules) = (office, delivery)
        passwords = PasswordHasher(cost: passwordCost)
        database.add(transactionObserver: CommitWatch(signals), extent: .databaseLifetime)
        // What the clock could not publish in an earlier life, it may now: the office, or its data, may have been mended.
        try database.write { db in try db.execute(sql: "UPDATE release SET idle_version = NULL WHERE idle_version IS NOT NULL") }
        if hold { try database.write { db in try Self.hold(at: now, in: db) } }
    }

    /// Whether somebody decides something, or did within the last tenth of a second: who decides one thing often decides the next.
    package var peopleAtWork: Bool { precedence.wasAskedLately(at: .now) }

    /// What is kept lies here.
    package var directory: String { owned.path }

    /// One transaction on the only writer: `BEGIN IMMEDIATE`, all or nothing. Throws `DataUnavailable` where the disk refuses or the file is damaged.
    func write<Value: Sendable>(_ change: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        do { return try await database.write(change) } catch { throw Self.forPeople(error) }
    }

    /// The same for what people decide: what the clock has only prepared until then steps back.
    func decide<Value: Sendable>(_ change: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        let place = precedence.ask()
        defer { place.give() }
        return try await write { db in
            place.give()
            return try change(db)
        }
    }

    /// One consistent view of what was last committed.
    func read<Value: Sendable>(_ question: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        do { return try await database.read(question) } catch { throw Self.forPeople(error) }
    }

    private static func forPeople(_ error: any Error) -> any Error {
        switch error {
        case let error as DatabaseError: error.forPeople
        case let damage as Damaged: DataUnavailable("The database is damaged: \(damage.what) cannot be read. Restore it from a backup.")
        default: error
        }
    }
}

/// scrypt's N; r is 8 and p is 1.
package struct PasswordCost: Sendable {
    package let n: Int
    package init(n: Int) { self.n = n }
    package static let standard = PasswordCost(n: 131_072)
}
