import Distribution
import Editorial
import Fixtures
import Foundation
import GRDB
@testable import Storage

/// A press office on a disk of its own, which goes when the test ends.
final class Place {
    let path: String
    let office: Office

    init(_ office: Office = .sample) {
        self.office = office
        path = NSTemporaryDirectory() + "imprimatur-" + UUID().uuidString
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var data: String { path + "/data" }
    var file: String { data + "/imprimatur.sqlite" }

    /// With an account for each of `staff`.
    func open(
        delivery: DeliveryRules = DeliveryRules(), passwordCost n: Int = 16, hold: Bool = false, staff: [Person] = Cast.everybody, at now: Instant = .noon
    ) throws -> Store {
        let store = try Store(directory: data, office: office, delivery: delivery, passwordCost: PasswordCost(n: n), hold: hold, at: now)
        try store.hire(staff)
        return store
    }

    /// The file itself, as somebody with a database tool would have it.
    func tamper(_ sql: String) throws {
        let queue = try DatabaseQueue(path: file)
        try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
        try queue.close()
    }
}

extension Place {
    /// The stored text of a release as a failing disk may leave it, by way of the file itself.
    func damage(_ release: Release, with content: String = "{") throws {
        try tamper(
            """
            DROP TRIGGER IF EXISTS revision_stays;
            UPDATE revision SET content = '\(content.replacing("'", with: "''"))' WHERE release_id = (SELECT id FROM release WHERE public_id = '\(release.id)')
            """)
    }
}

extension Origin {
    static let shell = Origin(.commandLine(user: "root"), via: .cli)
}

extension Store {
    /// Gives those an account who have none, without a password and without a word in the journal.
    func hire(_ people: [Person]) throws {
        try database.write { db in
            for person in people where try User.fetch(person.login, in: db) == nil {
                let none = PasswordHash(hash: Data([0]), salt: Data([0]), n: 16, r: 8, p: 1)
                _ = try User.insert(login: person.login, name: person.name, email: nil, roles: person.roles, password: none, at: .noon, in: db)
            }
        }
    }

    /// What the journal says happened, oldest first.
    func actions() async throws -> [String] { try await journal(JournalFilter(), PageRequest(limit: 200)).items.reversed().map(\.action) }

    func lastEntry() async throws -> JournalEntry? { try await journal(JournalFilter(), PageRequest(limit: 1)).items.first }
}

extension Store {
    /// That transition of the present text, with every input that one may ask for.
    @discardableResult
    func step(_ name: String, on id: String, by person: Person, at now: Instant = .noon) async throws -> Release {
        guard let release = try await release(id) else { throw NotFound("release") }
        return try await perform(.transition(release.step(name)), on: id, by: person.origin, at: now)
    }

    /// Written by Ana, approved by Sam, at noon.
    func publish(_ new: NewRelease) async throws -> Release {
        let draft = try await create(new, by: Cast.ana.origin, at: .noon)
        try await step("submit", on: draft.id, by: Cast.ana)
        return try await step("approve", on: draft.id, by: Cast.sam)
    }
}
