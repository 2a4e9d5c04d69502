import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("What is kept, and what is not")
struct PruningTests {
    let place = Place()
    let store: Store
    var courier: FakeCourier

    init() throws {
        store = try place.open(delivery: DeliveryRules(schedule: try RetrySchedule(delays: [0])))
        courier = FakeCourier(store: store)
    }

    /// Goes through everything at that time, of which the journal knows; answers how many rows are gone.
    @discardableResult
    private func prune(at now: Instant) async throws -> Int {
        try await store.note("session.sign-in", by: Cast.ada.origin, at: now)
        guard var pruning = try await store.pruning(at: now) else { return -1 }
        while !pruning.isOver { pruning = try await store.step(pruning) }
        return pruning.removed
    }

    /// Answers what is due, each endpoint with its status, until nothing is.
    private mutating func answer(_ statuses: [String: Int] = [:], at now: Instant = .noon) async throws {
        let status = { (claim: Claim) in statuses.first { claim.url.hasSuffix("/" + $0.key) }?.value ?? 204 }
        var claims = try await courier.turn(at: now)
        while !claims.isEmpty { claims = try await courier.turn(claims.map { $0.ended(status($0), at: now) }, at: now) }
    }

    private func count(_ table: String) async throws -> Int { try await number("SELECT count(*) FROM \(table)") }
    private func rows() async throws -> Int { try await count("attempt") + count("delivery") + count("event") + count("payload") }
    private func number(_ sql: String) async throws -> Int { try await store.read { db in try Int.fetchOne(db, sql: sql) ?? -1 } }

    /// What each endpoint was ever given of it: `name type revision day`.
    private func given(_ release: Release) async throws -> [String] {
        try await store.holdings(of: release.id, PageRequest()).items.flatMap { holding in
            holding.given.map { "\(holding.endpointName) \($0.type.rawValue.dropFirst(8)) \($0.revision.map(String.init) ?? "-") \(Int($0.since.seconds(since: .noon)) / 86_400)" }
        }
    }

    private func day(_ number: Double) -> Instant { .noon.later(seconds: number * 86_400) }

    @Test("who was given which text, and when, is known for good, and so are the numbers")
    mutating func proof() async throws {
        for name in ["a", "b"] { _ = try await store.receiver(name) }
        var release = try await store.publish()
        try await answer(["b": 500])
        release = try await store.correct(release, at: day(1))
        try await answer(at: day(1))
        release = try await store.withdraw(release, at: day(2))
        try await answer(at: day(2))
        let (was, counts, spread) = (try await given(release), try await store.deliveryCounts(), try await store.spread(of: release.id))
        #expect(was == ["a published 1 0", "a corrected 2 1", "a withdrawn - 2", "b corrected 2 1", "b withdrawn - 2"])
        #expect(counts == [.delivered: 5, .failed: 1])
        let last = try await number("SELECT max(id) FROM delivery")

        for later in [33.0, 93, 94] {
            try await prune(at: day(later))
            #expect(try await given(release) == was)
            #expect(try await store.deliveryCounts() == counts)
            #expect(try await store.spread(of: release.id) == spread)
            #expect(try await store.figures(at: day(later)).deliveries[.failed] == 1)
        }
        #expect(try await count("attempt") == 0)
        #expect(try await number("SELECT min(id) FROM delivery") == last)
        #expect(try await [count("delivery"), count("event"), count("payload")] == [1, 1, 1])
        #expect(try await prune(at: day(95)) == 0)
        let endpoint = try #require(try await store.endpoints(PageRequest()).items.last)
        #expect(try await store.deliveryCounts(of: endpoint.id) == [.delivered: 3])
    }

    @Test("the attempts of a delivery go together, thirty days after the last of them; it still says how many there were, and they are counted on")
    mutating func attempts() async throws {
        _ = try await store.receiver("a")
        _ = try await store.publish()
        try await answer()
        let id = try #require(try await store.deliveries(DeliveryFilter(), PageRequest()).items.first).id
        try await store.redeliver(id, force: true, by: Cast.sam.origin, at: day(20))
        try await answer(at: day(20))
        try await prune(at: day(49))
        #expect(try await store.delivery(id)?.attempts.count == 2)
        try await prune(at: day(51))
        var delivery = try #require(try await store.delivery(id))
        #expect(delivery.attempts.isEmpty && delivery.attemptCount == 2)
        try await store.redeliver(id, force: true, by: Cast.sam.origin, at: day(52))
        try await answer(at: day(52))
        delivery = try #require(try await store.delivery(id))
        #expect(delivery.attempts.count == 1 && delivery.attemptCount == 3)
        #expect(try await number("SELECT number FROM attempt") == 3)
    }

    @Test("whoever does not have what happened last is named with what was answered, however long that is so")
    mutating func lacking() async throws {
        for name in ["a", "b"] { _ = try await store.receiver(name) }
        let release = try await store.publish()
        _ = try await store.publish("Another")
        try await answer(["b": 503])
        try await prune(at: day(400))
        let missing = try await store.holdings(of: release.id, missing: true, PageRequest()).items
        #expect(missing.map(\.endpointName) == ["b"] && missing.first?.status == .failed && missing.first?.lastAttempt?.statusCode == 503)
        #expect(try await store.spread(of: release.id).map { [$0.have, $0.of] } == [1, 2])
        _ = try await store.correct(release, at: day(401))
        try await answer(at: day(401))
        try await prune(at: day(402))
        #expect(try await number("SELECT count(*) FROM delivery WHERE status = 'failed'") == 1, "the other release's")
    }

    @Test("what has not ended stays, and so does everything of a release that is not out")
    mutating func unfinished() async throws {
        let away = try await store.receiver("away")
        _ = try await store.receiver("desk", Subscription(events: [.submitted]))
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        _ = try await store.take("submit", draft, by: Cast.ana, at: .noon)
        _ = try await store.publish("Out")
        _ = try await store.disableEndpoint(away, reason: "Away.", by: Cast.ada.origin, at: .noon)
        try await answer()
        _ = try await store.publish("To make sure that nothing of these is the last", at: day(1))
        try await answer(at: day(1))
        try await prune(at: day(1000))
        #expect(try await store.owed(to: away) == ["published suspended", "published suspended"])
        #expect(try await number("SELECT count(*) FROM event JOIN release ON release.id = release_id WHERE live = 'nothing'") == 1)
        #expect(try await number("SELECT count(*) FROM delivery JOIN release ON release.id = release_id WHERE live = 'nothing'") == 1)
    }

    @Test("a replay from before what is kept whole is refused, saying from when on it is")
    mutating func replay() async throws {
        let endpoint = try await store.receiver("a")
        let release = try await store.publish()
        try await answer()
        #expect(try await store.replay(endpoint, since: day(-1), by: Cast.ada.origin, at: .noon).skipped == 0)
        try await answer()
        _ = try await store.correct(release, at: day(50))
        try await answer(at: day(50))
        try await prune(at: day(100))
        await #expect { try await store.replay(endpoint, since: .noon, by: Cast.ada.origin, at: day(100)) } throws: {
            ($0 as? Invalid)?.problems.first?.detail.contains("2026-") == true && ($0 as? Invalid)?.problems.first?.pointer == "/since"
        }
        #expect(try await store.replay(endpoint, since: day(1), by: Cast.ada.origin, at: day(100)).queued == 1)
    }

    @Test("what happened in a release's last moment stays, so that a replay since then may bring it again")
    mutating func last() async throws {
        let endpoint = try await store.receiver("a")
        let release = try await store.publish()
        _ = try await store.correct(release, at: day(50))
        _ = try await store.publish("The next")
        try await answer(at: day(50))
        #expect(try await prune(at: day(200)) > 0)
        #expect(try await number("SELECT count(*) FROM event WHERE created_at = \(Instant.noon.milliseconds)") == 3, "those of the next")
        #expect(try await store.replay(endpoint, since: day(50), by: Cast.ada.origin, at: day(200)).queued == 1)
    }

    @Test("on hold nothing is pruned, and a clock that runs ahead of the journal prunes nothing")
    mutating func held() async throws {
        _ = try await store.receiver("a")
        _ = try await store.publish()
        try await answer()
        var ahead = try #require(try await store.pruning(at: day(4000)))
        while !ahead.isOver { ahead = try await store.step(ahead) }
        #expect(ahead.removed == 0)
        // What goes out by itself at such a time says nothing of the time.
        for actor in [Actor.clock, .courier] { try await store.note("test.note", by: Origin(actor, via: .clock), at: day(4000)) }
        ahead = try #require(try await store.pruning(at: day(4000)))
        while !ahead.isOver { ahead = try await store.step(ahead) }
        #expect(ahead.removed == 0)
        try await store.write { db in try Store.hold(at: .noon, in: db) }
        #expect(try await prune(at: day(4000)) == -1)
    }

    @Test("a step removes so many rows and no more, and what it is stopped between is whole")
    mutating func steps() async throws {
        _ = try await store.receiver("a")
        _ = try await store.publish()
        try await answer()
        try await store.write { db in
            for _ in 0..<Pruning.step {
                try db.execute(
                    sql: "INSERT INTO delivery (event_id, endpoint_id, payload_id, status, created_at) SELECT event_id, endpoint_id, payload_id, 'failed', created_at FROM delivery WHERE id = 1")
                for number in 1...3 {
                    try db.execute(
                        sql: "INSERT INTO attempt (delivery_id, number, started_at, milliseconds, error) VALUES (?, ?, ?, 1, 'x')",
                        arguments: [db.lastInsertedRowID, number, Instant.noon])
                }
            }
        }
        _ = try await store.publish("Last", at: day(1))
        let counts = try await store.deliveryCounts()
        try await store.note("session.sign-in", by: Cast.ada.origin, at: day(92))
        var (pruning, steps) = (try #require(try await store.pruning(at: day(92))), 0)
        while !pruning.isOver {
            let (removed, before) = (pruning.removed, try await rows())
            pruning = try await store.step(pruning)
            steps += 1
            let gone = try await before - rows()
            #expect(gone == pruning.removed - removed && gone <= Pruning.step)
            #expect(try await store.deliveryCounts() == counts)
            // Begun again after a stop, it goes on.
            if steps == 2 { pruning = try #require(try await store.pruning(at: day(92))) }
        }
        #expect(try await [count("attempt"), count("delivery")] == [0, 1])
    }

    @Test("whoever turns the pages of a list that is pruned meanwhile goes on")
    mutating func pages() async throws {
        _ = try await store.receiver("a")
        for number in 1...3 { _ = try await store.publish("Release \(number)") }
        try await answer()
        let first = try await store.deliveries(DeliveryFilter(), PageRequest(limit: 2))
        try await prune(at: day(1000))
        #expect(try await store.deliveries(DeliveryFilter(), PageRequest(limit: 2, after: first.next)).items.isEmpty)
        await #expect(throws: Invalid.self) { try await store.deliveries(DeliveryFilter(), PageRequest(after: "0193")) }
    }

    @Test("the highest rows stay, so that no number is given twice")
    mutating func highest() async throws {
        _ = try await store.receiver("a")
        _ = try await store.publish()
        try await answer()
        let id = try #require(try await store.endpoints(PageRequest()).items.first).id
        _ = try await store.ping(id, by: Cast.ada.origin, at: .noon)
        try await answer()
        let last = try await [number("SELECT max(id) FROM event"), number("SELECT max(id) FROM delivery"), number("SELECT max(id) FROM payload")]
        try await prune(at: day(1000))
        #expect(try await [number("SELECT max(id) FROM event"), number("SELECT max(id) FROM delivery"), number("SELECT max(id) FROM payload")] == last)
        #expect(try await number("SELECT count(*) FROM event") == 4, "the ping, and what happened to the release in its last moment")
    }
}
