import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("An endpoint that does not answer")
struct BreakerTests {
    let place = Place()
    let store: Store
    let endpoint: String
    var courier: FakeCourier

    init() async throws {
        store = try place.open()
        courier = FakeCourier(store: store)
        endpoint = try await store.receiver()
    }

    /// Owes that many further deliveries of one release's event, as if so many had been published.
    func owe(_ count: Int, at now: Instant = .noon) async throws {
        let release = try await store.publish("Many", at: now)
        try await store.write { db in
            let row = try Release.rowID(of: release.id, in: db)
            for n in 1..<max(count, 1) {
                try db.execute(
                    sql: """
                        INSERT INTO event (public_id, type, payload_id, created_at)
                        SELECT ?, type, payload_id, created_at FROM event WHERE id = (SELECT event_id FROM delivery WHERE release_id = ?)
                        """, arguments: ["\(now.milliseconds)-\(n)", row])
                try db.execute(
                    sql: """
                        INSERT INTO delivery (event_id, endpoint_id, payload_id, status, created_at, due_at)
                        SELECT ?, endpoint_id, payload_id, 'pending', created_at, due_at FROM delivery WHERE release_id = ?
                        """, arguments: [db.lastInsertedRowID, row])
            }
        }
    }

    /// Fails what is in the air, and what follows at that instant, until nothing more is tried then. Answers how many attempts that were.
    mutating func fail(_ claims: [Claim] = [], at now: Instant = .noon) async throws -> Int {
        var (claims, count) = (claims, 0)
        if claims.isEmpty { claims = try await courier.turn(at: now) }
        while !claims.isEmpty {
            count += claims.count
            claims = try await courier.turn(claims.map { $0.ended(500, at: now) }, at: now)
        }
        return count
    }

    func number(_ sql: String) async throws -> Int { try await store.read { db in try Int.fetchOne(db, sql: sql) ?? -1 } }

    @Test("a thousand deliveries cost a dead endpoint as many attempts as one, and five for the first")
    mutating func thousand() async throws {
        try await owe(1000)
        #expect(try await fail() == 5)
        #expect(try await number("SELECT failures FROM endpoint") == 5)
        var now = Instant.noon
        for delay in RetrySchedule.standard.delays.dropFirst() {
            #expect(courier.rota.next == now.later(seconds: delay))
            now = now.later(seconds: delay)
            // The last of its attempts lets the next one have its first.
            let more = now == .noon.later(seconds: RetrySchedule.standard.delays.reduce(0, +))
            #expect(try await fail(at: now) == (more ? 2 : 1))
        }
        #expect(try await number("SELECT count(*) FROM attempt") == 15)
        #expect(try await number("SELECT count(*) FROM delivery WHERE attempts = 0") == 994)
    }

    @Test("it is the same one that is tried, also after a restart")
    mutating func head() async throws {
        try await owe(9)
        _ = try await fail()
        let first = try await courier.turn(at: .noon.later(seconds: 5))
        #expect(first.count == 1)
        _ = try await fail(first, at: .noon.later(seconds: 5))
        var restarted = FakeCourier(store: store, boot: "second")
        #expect(try await restarted.turn(at: .noon.later(seconds: 304)).isEmpty)
        #expect(restarted.rota.next == .noon.later(seconds: 305))
        #expect(try await restarted.turn(at: .noon.later(seconds: 305)).map(\.delivery) == first.map(\.delivery))
    }

    @Test("a success closes it in a ramp, and what waited goes out at once")
    mutating func ramp() async throws {
        try await owe(30)
        _ = try await fail()
        let now = Instant.noon.later(seconds: 5)
        var claims = try await courier.turn(at: now)
        for slots in [1, 2, 4] {
            claims = try await courier.turn(claims.prefix(1).map { $0.ended(204, at: now) }, at: now) + claims.dropFirst()
            #expect(claims.count == slots)
        }
        #expect(try await number("SELECT failures FROM endpoint") == 0)
        #expect(try await number("SELECT count(*) FROM endpoint WHERE head IS NULL AND not_before IS NULL AND failing_since IS NULL") == 1)
    }

    @Test("neither news, nor a correction, nor a withdrawal of what is being tried, is tried before its time")
    mutating func news() async throws {
        let release = try await store.publish("First")
        for seconds in [0.0, 5, 305] { #expect(try await fail(at: .noon.later(seconds: seconds)) == 1) }
        let now = Instant.noon.later(seconds: 400)
        _ = try await store.publish("News", at: now)
        let corrected = try await store.correct(release, at: now)
        #expect(try await courier.turn(at: now).isEmpty)
        _ = try await store.withdraw(corrected, at: now)
        #expect(try await courier.turn(at: now).isEmpty)
        #expect(courier.rota.next == .noon.later(seconds: 2105))
        #expect(try await courier.turn(at: .noon.later(seconds: 2105)).count == 1)
    }

    @Test("a ping, a redelivery and an administrator's enabling are tried at once, and nothing beside the first two")
    mutating func byHand() async throws {
        try await owe(9)
        _ = try await fail()
        let ada = Cast.ada.origin
        _ = try await store.ping(endpoint, by: ada, at: .noon)
        #expect(try await fail() == 1)
        let cancelled = try #require(try await store.deliveries(DeliveryFilter(endpoint: endpoint, status: .pending), PageRequest()).items.dropFirst().first)
        _ = try await store.cancelDelivery(cancelled.id, force: true, by: ada, at: .noon)
        #expect(try await courier.turn().isEmpty)
        _ = try await store.redeliver(cancelled.id, force: true, by: ada, at: .noon)
        let claims = try await courier.turn()
        #expect(claims.map(\.event) == [cancelled.eventID])
        _ = try await fail(claims)
        _ = try await store.disableEndpoint(endpoint, reason: "For today.", by: ada, at: .noon)
        _ = try await store.enableEndpoint(endpoint, by: ada, at: .noon)
        #expect(try await courier.turn().count == 4)
    }

    @Test("what has waited longer than the schedule ends untried, saying since when nothing was answered; so many a turn")
    mutating func givenUp() async throws {
        try await owe(600)
        _ = try await fail()
        let days = Instant.noon.later(seconds: RetrySchedule.standard.patience + 1)
        // However long nobody looked, an attempt comes first.
        let claims = try await courier.turn(at: days)
        #expect(try await number("SELECT count(*) FROM delivery WHERE status = 'failed'") == 0)
        try await courier.turn(claims.map { $0.ended(500, at: days) }, at: days)
        #expect(try await number("SELECT count(*) FROM delivery WHERE status = 'failed'") == 200)
        #expect(courier.rota.next.map { $0 <= days } == true)
        for _ in 0..<3 { try await courier.turn(at: days) }
        // The other four that were tried are due five seconds later.
        #expect(try await number("SELECT count(*) FROM delivery WHERE status = 'failed'") == 595)
        #expect(courier.rota.next.map { $0 > days } == true)
        let failed = try #require(try await store.deliveries(DeliveryFilter(status: .failed), PageRequest()).items.first)
        let attempts = try #require(try await store.delivery(failed.id)).attempts
        #expect(attempts.map(\.error) == ["given up: the endpoint has not answered with a success since \(Instant.noon.rfc3339)"])
        #expect(attempts.first?.statusCode == nil)
    }

    @Test("the time to give up stands still while it is disabled")
    mutating func standsStill() async throws {
        try await owe(9)
        _ = try await fail()
        let days = Instant.noon.later(seconds: RetrySchedule.standard.patience + 1)
        _ = try await store.disableEndpoint(endpoint, reason: "For today.", by: Cast.ada.origin, at: .noon)
        _ = try await store.enableEndpoint(endpoint, by: Cast.ada.origin, at: days)
        _ = try await fail(at: days)
        #expect(try await number("SELECT count(*) FROM delivery WHERE status = 'failed'") == 0)
    }

    @Test("what waits for one that is given up has a time of its own")
    mutating func successor() async throws {
        try await owe(5)
        _ = try await fail()
        let last = try await store.publish("Last")
        _ = try await store.correct(last)
        let days = Instant.noon.later(seconds: RetrySchedule.standard.patience + 10)
        _ = try await fail(at: days)
        #expect(try await store.owed().suffix(2) == ["published failed", "corrected pending"])
    }
}
