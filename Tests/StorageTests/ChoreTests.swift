import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("What is done to all that an endpoint is owed")
struct ChoreTests {
    let place = Place()
    let store: Store
    let endpoint: String
    var courier: FakeCourier
    private let ada = Cast.ada.origin

    init() async throws {
        store = try place.open()
        courier = FakeCourier(store: store)
        endpoint = try await store.receiver()
    }

    /// Owes it more than two steps take, each an event of its own.
    private func owe(status: String = "pending", due: Instant? = .noon) async throws {
        let bytes = try await store.write { db in try Store.store([1], in: db) }
        try await store.write { [endpoint] db in
            for number in 0...2 * Chore.step {
                try db.execute(
                    sql: "INSERT INTO event (public_id, type, payload_id, created_at) VALUES (?, 'endpoint.ping', ?, ?)",
                    arguments: ["\(status)-\(number)", bytes, Instant.noon])
                try db.execute(
                    sql: """
                        INSERT INTO delivery (event_id, endpoint_id, payload_id, status, created_at, due_at, attempts)
                        SELECT ?, id, ?, ?, ?, ?, 1 FROM endpoint WHERE public_id = ?
                        """,
                    arguments: [db.lastInsertedRowID, bytes, status, Instant.noon, due, endpoint])
            }
        }
    }

    private func number(_ condition: String) async throws -> Int {
        try await store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM delivery WHERE \(condition)") ?? -1 }
    }

    private func keepHouse() async throws { while try await store.takeStep() {} }

    @Test("disabled, it is sent nothing from that moment on, and what it is owed is suspended in steps")
    mutating func disabled() async throws {
        try await owe()
        _ = try await store.disableEndpoint(endpoint, reason: "For today.", by: ada, at: .noon)
        #expect(try await number("status = 'suspended'") == Chore.step)
        #expect(try await courier.turn().isEmpty)
        #expect(try await store.takeStep())
        #expect(try await number("status = 'suspended'") == 2 * Chore.step)
        try await keepHouse()
        #expect(try await number("status <> 'suspended'") == 0)
        #expect(try await store.takeStep() == false)
    }

    @Test("enabled again before that was done, everything is due afresh")
    mutating func enabled() async throws {
        try await owe(due: .noon.later(hours: 9))
        _ = try await store.disableEndpoint(endpoint, reason: "For today.", by: ada, at: .noon)
        _ = try await store.enableEndpoint(endpoint, by: ada, at: .noon)
        #expect(try await number("status = 'pending' AND attempts = 0 AND due_at = \(Instant.noon.milliseconds)") == Chore.step)
        try await keepHouse()
        #expect(try await number("status = 'pending' AND attempts = 0 AND due_at = \(Instant.noon.milliseconds)") == 2 * Chore.step + 1)
    }

    @Test("while it is being enabled in steps, nothing of a release overtakes what is still suspended")
    mutating func order() async throws {
        _ = try await store.disableEndpoint(endpoint, reason: "For today.", by: ada, at: .noon)
        try await owe(status: "suspended", due: nil)
        let release = try await store.correct(try await store.publish())
        _ = try await store.enableEndpoint(endpoint, by: ada, at: .noon)
        let again = try await store.correct(release)
        let of = "release_id IS NOT NULL AND status ="
        #expect(try await [number("\(of) 'suspended'"), number("\(of) 'waiting'"), number("\(of) 'pending'")] == [2, 1, 0])
        try await keepHouse()
        #expect(try await store.owed().suffix(3) == ["published pending", "corrected waiting", "corrected waiting"])
        // A withdrawal overtakes them all.
        _ = try await store.withdraw(again)
        #expect(try await store.owed().suffix(4) == ["published cancelled", "corrected cancelled", "corrected cancelled", "withdrawn pending"])
    }

    @Test("disabled in the middle of a release, what is not suspended yet does not overtake what is, also where it is enabled again at once")
    mutating func notOvertaken() async throws {
        let release = try await store.publish()
        let flying = try await courier.turn()
        let corrected = try await store.correct(release)
        try await owe()
        _ = try await store.correct(corrected)
        _ = try await store.disableEndpoint(endpoint, reason: "For today.", by: ada, at: .noon)
        let of = "release_id IS NOT NULL AND status ="
        #expect(try await [number("\(of) 'in_flight'"), number("\(of) 'suspended'"), number("\(of) 'waiting'")] == [1, 1, 1])
        try await courier.turn(flying.map { $0.ended(204) })
        #expect(try await [number("\(of) 'suspended'"), number("\(of) 'waiting'"), number("\(of) 'pending'")] == [1, 1, 0])
        _ = try await store.enableEndpoint(endpoint, by: ada, at: .noon)
        try await keepHouse()
        let left = try await store.read { db in
            try String.fetchAll(db, sql: "SELECT status FROM delivery WHERE release_id IS NOT NULL AND status <> 'delivered' ORDER BY event_id")
        }
        #expect(left == ["pending", "waiting"])
    }

    @Test("while what waits is being cancelled nothing of it is sent, and a step that failed is taken by whoever keeps house")
    mutating func cancelling() async throws {
        try await owe()
        try await store.write { db in try db.execute(sql: "CREATE TRIGGER full BEFORE UPDATE ON delivery WHEN old.id > 300 BEGIN SELECT RAISE(ABORT, 'full'); END") }
        await #expect(throws: (any Error).self) { try await store.cancelWaiting(for: endpoint, by: ada, at: .noon) }
        #expect(try await number("status = 'cancelled'") == Chore.step)
        _ = try await store.publish()
        #expect(try await courier.turn().isEmpty)
        try await store.write { db in try db.execute(sql: "DROP TRIGGER full") }
        try await keepHouse()
        #expect(try await number("status <> 'cancelled'") == 1)
        #expect(try await courier.turn().count == 1, "what is owed since then goes out")
    }

    @Test("a release whose earlier event has come forward meanwhile goes on with what is suspended")
    mutating func forward() async throws {
        try await owe(status: "suspended", due: nil)
        let release = try await store.publish()
        _ = try await store.correct(release)
        try await store.write { db in
            try db.execute(sql: "UPDATE delivery SET status = 'suspended', due_at = NULL, attempts = 3 WHERE status = 'waiting'")
        }
        let claims = try await courier.turn()
        #expect(claims.count == 1)
        let next = try await courier.turn(claims.map { $0.ended(204) })
        #expect(next.count == 1 && next.first?.again == false)
        #expect(try await store.owed().suffix(2) == ["published delivered", "corrected in_flight"])
    }

    @Test("what is cancelled is cancelled after the next start, too, where the program died meanwhile")
    func cancelled() async throws {
        try await owe()
        try await store.write { [endpoint] db in
            let chore = try Chore.note(.cancel, of: Endpoint.rowID(of: endpoint, in: db), at: .noon, by: "the last start", in: db)
            _ = try Chore.take(chore, in: db)
        }
        #expect(try await number("status = 'pending'") == Chore.step + 1)
        try await keepHouse()
        #expect(try await number("status = 'pending'") == 0)
        try await owe(status: "waiting", due: nil)
        #expect(try await store.cancelWaiting(for: endpoint, by: ada, at: .noon) == 2 * Chore.step + 1)
        #expect(try await number("status <> 'cancelled'") == 0)
    }

    @Test("what somebody waits for is taken by nobody else")
    func inHand() async throws {
        try await owe()
        _ = try await store.write { [endpoint, store] db in try Chore.note(.cancel, of: Endpoint.rowID(of: endpoint, in: db), at: .noon, by: store.opening, in: db) }
        #expect(try await store.takeStep() == false)
    }

    @Test("an endpoint that is being deleted takes nothing and cannot be enabled, and is gone at the end, after the next start, too")
    mutating func deleted() async throws {
        try await owe()
        let other = try await store.receiver("Other")
        let release = try await store.publish()
        try await courier.turn(courier.turn().map { $0.ended(204) }, claiming: 0)
        try await store.write { [endpoint] db in
            let row = try Endpoint.rowID(of: endpoint, in: db)
            try db.execute(sql: "UPDATE endpoint SET status = 'disabled', disabled_reason = 'It is being deleted.' WHERE id = ?", arguments: [row])
            _ = try Chore.begin(.delete, of: row, at: .noon, by: "the last start", in: db)
        }
        #expect(try await store.endpoint(endpoint)?.disabledReason == "It is being deleted.")
        await #expect(throws: Conflict.self) { try await store.enableEndpoint(endpoint, by: ada, at: .noon) }
        try await keepHouse()
        #expect(try await store.endpoint(endpoint) == nil)
        #expect(try await store.owed() == ["published delivered"])
        #expect(try await store.holdings(of: release.id, PageRequest()).items.map(\.endpointID) == [other])
    }

    @Test("one that is deleted holds nothing any more, of however many releases, and the others hold what they held")
    func holdings() async throws {
        _ = try await store.receiver("Other")
        let releases = 2 * Chore.step + 1
        try await store.write { db in
            for number in 1...releases {
                try db.execute(
                    sql: """
                        INSERT INTO release (public_id, workflow, state, version, kind, section, language, slug, slug_follows, imported, created_by, created_at,
                            updated_at, revision, revision_count, words, live)
                        VALUES (?1, 'press-release', 'draft', 1, 'news', 'events', 'en', ?1, 1, 0, 'ana', 0, 0, 1, 1, '', 'nothing')
                        """,
                    arguments: ["r\(number)"])
            }
            try db.execute(sql: "INSERT INTO revision (release_id, number, digest, content, created_by, created_at) SELECT id, 1, '', '{}', 'ana', 0 FROM release")
            try db.execute(sql: "INSERT INTO holding (release_id, endpoint_id, sent) SELECT release.id, endpoint.id, 1 FROM release, endpoint")
        }
        let holders = { [store] in try await store.read { db in try String.fetchAll(db, sql: "SELECT name || ' ' || count(*) FROM holding LEFT JOIN endpoint ON endpoint.id = endpoint_id GROUP BY endpoint_id") } }
        #expect(try await holders().count == 2)
        _ = try await store.write { [endpoint] db in try Chore.begin(.delete, of: Endpoint.rowID(of: endpoint, in: db), at: .noon, in: db) }
        // The next step begins where this one ended.
        #expect(try await store.read { db in try Int.fetchOne(db, sql: "SELECT after FROM chore") } == Chore.step)
        try await keepHouse()
        #expect(try await holders() == ["Other \(releases)"])
        // One that holds nothing is gone with the first step.
        let idle = try await store.receiver("Idle")
        #expect(try await store.write { db in try Chore.begin(.delete, of: Endpoint.rowID(of: idle, in: db), at: .noon, in: db) } == nil)
        #expect(try await store.endpoint(idle) == nil)
    }

    @Test("a million rows or three, deleting one waits for its end")
    func whole() async throws {
        try await owe()
        try await store.deleteEndpoint(endpoint, by: ada, at: .noon)
        #expect(try await store.endpoint(endpoint) == nil)
        #expect(try await number("1") == 0)
        await #expect(throws: NotFound.self) { try await store.deleteEndpoint(endpoint, by: ada, at: .noon) }
    }

    @Test("the success that closes a breaker makes no more due at once than a step takes")
    mutating func answers() async throws {
        let first = try await store.publish()
        let claims = try await courier.turn()
        #expect(claims.count == 1 && first.state == "published")
        try await owe(due: .noon.later(hours: 9))
        try await store.write { db in try db.execute(sql: "UPDATE endpoint SET failures = 3, failing_since = ?", arguments: [Instant.noon]) }
        try await courier.turn(claims.map { $0.ended(204) }, claiming: 0)
        #expect(try await number("due_at = \(Instant.noon.milliseconds)") == Chore.step)
    }
}
