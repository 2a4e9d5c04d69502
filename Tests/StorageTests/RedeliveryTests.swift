import Distribution
import Editorial
import Fixtures
@testable import Storage
import Testing

@Suite("Delivering again")
struct RedeliveryTests {
    let place = Place()
    let store: Store
    var courier: FakeCourier

    init() throws {
        store = try place.open()
        courier = FakeCourier(store: store)
    }

    /// Lets everything that is due arrive.
    mutating func deliver(status: Int? = 204) async throws {
        var claims = try await courier.turn()
        while !claims.isEmpty { claims = try await courier.turn(claims.map { $0.ended(status) }) }
    }

    func list() async throws -> [Delivery] { try await store.deliveries(DeliveryFilter(), PageRequest()).items }

    @Test("the same event and bytes go out once more, and the schedule begins anew")
    mutating func again() async throws {
        _ = try await store.receiver()
        _ = try await store.publish()
        let first = try await courier.turn()
        try await courier.turn(first.map { $0.ended(204) })
        let id = try #require(try await list().first).id
        let again = try await store.redeliver(id, by: Cast.sam.origin, at: .noon)
        #expect(again.status == .pending && again.attempts.count == 1)
        #expect(try await store.lastEntry()?.action == "delivery.redeliver")
        let second = try await courier.turn()
        #expect(second.map(\.event) == first.map(\.event) && second.map(\.payload) == first.map(\.payload))
        try await courier.turn(second.map { $0.ended(500) })
        #expect(courier.rota.next == .noon.later(seconds: 5))
        #expect(try await store.delivery(id)?.attempts.map(\.statusCode) == [204, 500])
    }

    @Test("only those who answer for deliveries may ask for it")
    mutating func roles() async throws {
        _ = try await store.receiver()
        _ = try await store.publish()
        try await deliver()
        let id = try #require(try await list().first).id
        for person in [Cast.ana, Cast.aud] { await #expect(throws: Forbidden.self) { try await store.redeliver(id, by: person.origin, at: .noon) } }
        #expect(try await store.lastEntry()?.action == "delivery.redeliver.refused")
        for person in [Cast.sam, Cast.pub, Cast.ada] {
            _ = try await store.redeliver(id, by: person.origin, at: .noon)
            try await deliver()
        }
        await #expect(throws: NotFound.self) { try await store.redeliver("none", by: Cast.ada.origin, at: .noon) }
        await #expect(throws: NotFound.self) { try await store.redeliver("01935f2e-0000-7000-8000-000000000001", by: Cast.ada.origin, at: .noon) }
    }

    @Test("what is on its way is not sent twice, nor an old text after a newer one, unless forced")
    mutating func conflicts() async throws {
        _ = try await store.receiver()
        let release = try await store.publish()
        let old = try #require(try await list().first).id
        await #expect(throws: Conflict.self) { try await store.redeliver(old, by: Cast.ada.origin, at: .noon) }
        _ = try await store.correct(release)
        try await deliver()
        await #expect(throws: Conflict.self) { try await store.redeliver(old, by: Cast.ada.origin, at: .noon) }
        #expect(try await store.redeliver(old, force: true, by: Cast.ada.origin, at: .noon).status == .pending)
        try await deliver()
        #expect(try await store.owed() == ["published delivered", "corrected delivered"])
    }

    @Test("a text that was withdrawn is not sent again")
    mutating func withdrawn() async throws {
        _ = try await store.receiver()
        let release = try await store.publish()
        _ = try await store.withdraw(release)
        let cancelled = try #require(try await list().last).id
        #expect(try await store.owed() == ["published cancelled", "withdrawn pending"])
        await #expect(throws: Conflict.self) { try await store.redeliver(cancelled, by: Cast.ada.origin, at: .noon) }
    }

    @Test("an older event goes before a newer one that is still to come")
    mutating func order() async throws {
        let place = Place()
        let store = try place.open(delivery: DeliveryRules(schedule: try RetrySchedule(delays: [0, 60])))
        var courier = FakeCourier(store: store)
        _ = try await store.receiver()
        let release = try await store.publish()
        try await courier.turn(courier.turn().map { $0.ended(500) })
        try await courier.turn(courier.turn(at: .noon.later(seconds: 60)).map { $0.ended(500) }, at: .noon.later(seconds: 60))
        _ = try await store.correct(release)
        #expect(try await store.owed() == ["published failed", "corrected pending"])
        let failed = try #require(try await store.deliveries(DeliveryFilter(status: .failed), PageRequest()).items.first).id
        _ = try await store.redeliver(failed, by: Cast.ada.origin, at: .noon)
        #expect(try await store.owed() == ["published pending", "corrected waiting"])
    }

    @Test("a replay sends of each release what the public last saw, to an endpoint that came late too")
    mutating func replay() async throws {
        let early = try await store.receiver("Early")
        _ = try await store.publish("One")
        let two = try await store.publish("Two", at: .noon.later(hours: 1))
        _ = try await store.correct(two, at: .noon.later(hours: 2))
        _ = try await store.withdraw(try await store.publish("Three", at: .noon.later(hours: 2)), at: .noon.later(hours: 2))
        courier = FakeCourier(store: store)
        var claims = try await courier.turn(at: .noon.later(hours: 3))
        while !claims.isEmpty { claims = try await courier.turn(claims.map { $0.ended(204) }, at: .noon.later(hours: 3)) }

        let late = try await store.receiver("Late")
        let to = try await store.replay(early, since: .noon.later(hours: 1), by: Cast.ada.origin, at: .noon.later(hours: 4))
        // Two's correction and Three's withdrawal; neither Two's first text nor Three's.
        #expect(to.queued == 2 && to.skipped == 2)
        let toLate = try await store.replay(late, since: .noon, by: Cast.ada.origin, at: .noon.later(hours: 4))
        #expect(toLate.queued == 4 && toLate.skipped == 1)
        #expect(try await store.owed(to: late) == ["published pending", "published pending", "corrected waiting", "withdrawn pending"])
        let twice = try await store.replay(late, since: .noon, by: Cast.ada.origin, at: .noon.later(hours: 4))
        #expect(twice.queued == 0 && twice.skipped == 5)
        await #expect(throws: Forbidden.self) { try await store.replay(late, since: .noon, by: Cast.sam.origin, at: .noon) }
    }

    @Test("a replay keeps to what the endpoint wants now")
    mutating func filters() async throws {
        _ = try await store.publish()
        let other = try await store.receiver("Other", Subscription(languages: ["ru"]))
        #expect(try await store.replay(other, since: .noon, by: Cast.ada.origin, at: .noon).queued == 0)
        let same = try await store.receiver("Same", Subscription(events: [.published], sections: ["events"], kinds: [.news], languages: ["en"]))
        #expect(try await store.replay(same, since: .noon, by: Cast.ada.origin, at: .noon).queued == 1)
    }

    @Test("what a disabled endpoint is to get again waits until it is enabled")
    mutating func disabled() async throws {
        let endpoint = try await store.receiver()
        _ = try await store.publish()
        try await deliver()
        _ = try await store.disableEndpoint(endpoint, reason: "For today.", by: Cast.ada.origin, at: .noon)
        let id = try #require(try await list().first).id
        #expect(try await store.redeliver(id, by: Cast.ada.origin, at: .noon).status == .suspended)
        await #expect(throws: Conflict.self) { try await store.ping(endpoint, by: Cast.ada.origin, at: .noon) }
    }

    @Test("a ping belongs to no release and waits for nothing")
    mutating func ping() async throws {
        let endpoint = try await store.receiver()
        let ping = try await store.ping(endpoint, by: Cast.ada.origin, at: .noon)
        #expect(ping.eventType == .ping && ping.releaseID == nil && ping.headline == nil && ping.status == .pending)
        _ = try await store.ping(endpoint, by: Cast.ada.origin, at: .noon.later(seconds: 1))
        let claims = try await courier.turn(at: .noon.later(seconds: 1))
        #expect(try await claims.count + courier.turn(claims.map { $0.ended(204) }, at: .noon.later(seconds: 1)).count == 2)
        await #expect(throws: Forbidden.self) { try await store.ping(endpoint, by: Cast.sam.origin, at: .noon) }
        await #expect(throws: NotFound.self) { try await store.ping("none", by: Cast.ada.origin, at: .noon) }
    }

    @Test("deliveries are listed by page and by what is asked for, and counted")
    mutating func lists() async throws {
        let one = try await store.receiver("One")
        _ = try await store.receiver("Two")
        let first = try await store.publish("First")
        _ = try await store.publish("Second")
        let all = try await list()
        #expect(all.map(\.headline) == ["Second", "Second", "First", "First"])
        #expect(Set(all.map(\.id)).count == 4)
        let page = try await store.deliveries(DeliveryFilter(), PageRequest(limit: 3))
        #expect(page.items == Array(all[..<3]))
        let rest = try await store.deliveries(DeliveryFilter(), PageRequest(limit: 3, after: page.next))
        #expect(rest.items == Array(all[3...]) && rest.next == nil)
        #expect(try await store.deliveries(DeliveryFilter(endpoint: one, release: first.id), PageRequest()).items == [all[3]].filter { $0.endpointID == one } + [all[2]].filter { $0.endpointID == one })
        #expect(try await store.deliveries(DeliveryFilter(status: .delivered), PageRequest()).items.isEmpty)
        #expect(try await store.deliveries(DeliveryFilter(endpoint: "none"), PageRequest()).items.isEmpty)
        await #expect(throws: Invalid.self) { try await store.deliveries(DeliveryFilter(), PageRequest(after: "none")) }
        #expect(try await store.deliveryCounts() == [.pending: 4])
        #expect(try await store.deliveryCounts(of: one) == [.pending: 2])
        #expect(try await store.delivery("none") == nil)
    }
}
