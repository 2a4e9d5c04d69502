import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("A turn of the courier")
struct TurnTests {
    let place = Place()
    let store: Store
    var courier: FakeCourier

    init() throws {
        store = try place.open()
        courier = FakeCourier(store: store)
    }

    @Test("what is due is claimed once, with all that sending needs")
    mutating func claims() async throws {
        let endpoint = try await store.receiver()
        _ = try await store.publish()
        let turn = try await store.turn([], Rota(), boot: "first", look: true, claiming: 64, having: [], at: .noon)
        let claim = try #require(turn.claims.first)
        #expect(turn.claims.count == 1)
        #expect(claim.url == "http://127.0.0.1:9/Receiver" && claim.allowPrivate && !claim.again)
        #expect(claim.secrets.count == 1 && claim.secrets.allSatisfy { SigningKey($0) != nil })
        let body = String(decoding: try #require(turn.bodies[claim.payload]), as: UTF8.self)
        #expect(body.contains(#""type":"release.published""#))
        #expect(try await store.owed() == ["published in_flight"])
        let delivery = try #require(try await store.deliveries(DeliveryFilter(endpoint: endpoint), PageRequest()).items.first)
        #expect(delivery.eventID == claim.event)

        let next = try await store.turn([], turn.rota, boot: "first", look: true, claiming: 64, having: [claim.payload], at: .noon)
        #expect(next.claims.isEmpty)
    }

    @Test("a body that the courier has is not read again")
    mutating func having() async throws {
        _ = try await store.receiver("One")
        _ = try await store.receiver("Two")
        _ = try await store.publish()
        let turn = try await store.turn([], Rota(), boot: "first", look: true, claiming: 1, having: [], at: .noon)
        #expect(turn.bodies.count == 1)
        let next = try await store.turn([], turn.rota, boot: "first", look: false, claiming: 1, having: Set(turn.bodies.keys), at: .noon)
        #expect(next.claims.count == 1 && next.bodies.isEmpty)
    }

    @Test("what time it is, and whether there is news, a turn asks once the database is its own: what was decided while it waited goes out with it")
    mutating func meanwhile() async throws {
        _ = try await store.receiver()
        _ = try await store.publish()
        let isWriting = { @Sendable [store] in store.database.unsafeReentrantWrite(\.isInsideTransaction) }
        let turn = try await store.turn(
            [], Rota(), boot: "first", look: isWriting(), claiming: 64, having: [], at: isWriting() ? .noon : Instant.noon.later(seconds: -1))
        #expect(turn.claims.count == 1)
    }

    @Test("a success ends it, with its attempt")
    mutating func success() async throws {
        _ = try await store.receiver()
        _ = try await store.publish()
        try await courier.turn(courier.turn().map { $0.ended(204) })
        let listed = try #require(try await store.deliveries(DeliveryFilter(), PageRequest()).items.first)
        #expect(listed.status == .delivered && listed.attemptCount == 1 && listed.nextAttemptAt == nil && listed.attempts.isEmpty)
        let read = try #require(try await store.delivery(listed.id))
        #expect(read.attempts == [Attempt(at: .noon, statusCode: 204, durationMilliseconds: 7, error: nil, responseExcerpt: nil)])
        #expect(courier.rota.next == nil)
    }

    @Test("what arrives together is noted for each: what was answered, what its endpoint has now, and that the next may go")
    mutating func together() async throws {
        for name in ["One", "Two", "Three", "Four"] { _ = try await store.receiver(name) }
        let release = try await store.publish("First")
        let claims = try await courier.turn()
        _ = try await store.correct(release)
        let said = "{\"said\": \"Ա — \\\\ \u{1F30A}\"}\t'"
        let ended = claims.enumerated().map { index, claim in
            index == 3 ? claim.ended(500) : Ended(
                claim, Attempt(at: .noon.later(seconds: Double(index)), statusCode: 200 + index, durationMilliseconds: index, error: nil, responseExcerpt: index == 1 ? said : nil),
                address: index == 2 ? nil : "127.0.0.1")
        }
        let next = try await courier.turn(ended)
        #expect(next.count == 3)
        #expect(try await store.owed() == ["published delivered", "published delivered", "published delivered", "published pending"]
            + ["corrected in_flight", "corrected in_flight", "corrected in_flight", "corrected waiting"])
        let listed = try await store.deliveries(DeliveryFilter(), PageRequest()).items.reversed()
        for (index, delivery) in listed.prefix(3).enumerated() {
            let attempts = try #require(try await store.delivery(delivery.id)).attempts
            #expect(attempts == [ended[index].attempt])
        }
        let holdings = try await store.holdings(of: release.id, PageRequest()).items
        #expect(holdings.map { $0.held?.since } == [.noon, .noon.later(seconds: 1), .noon.later(seconds: 2), nil])
        try await courier.turn(next.map { $0.ended(204) })
        #expect(try await store.owed().filter { $0 == "corrected delivered" }.count == 3)
        #expect(try await store.holdings(of: release.id, PageRequest()).items.map { $0.held?.type } == [.corrected, .corrected, .corrected, nil])
    }

    @Test("of what arrives together nothing is noted that is not in flight any more, or was claimed anew since")
    mutating func stale() async throws {
        _ = try await store.receiver()
        _ = try await store.publish()
        let claims = try await courier.turn()
        try await courier.turn(claims.map { $0.ended(204) } )
        try await courier.turn(claims.map { $0.ended(204) } )
        let id = try #require(try await store.deliveries(DeliveryFilter(), PageRequest()).items.first).id
        #expect(try await store.delivery(id)?.attempts.count == 1)
        _ = try await store.redeliver(id, by: Cast.ada.origin, at: .noon)
        let again = try await courier.turn(at: .noon.later(seconds: 1))
        #expect(again.count == 1)
        try await courier.turn(claims.map { $0.ended(204) }, at: .noon.later(seconds: 1))
        #expect(try await store.owed() == ["published in_flight"])
        try await courier.turn(again.map { $0.ended(204) }, at: .noon.later(seconds: 1))
        #expect(try await store.delivery(id)?.attempts.count == 2)
    }

    @Test("a failure is tried again as the schedule says, and at its end has failed")
    mutating func schedule() async throws {
        _ = try await store.receiver()
        _ = try await store.publish()
        var now = Instant.noon
        for delay in RetrySchedule.standard.delays.dropFirst() {
            try await courier.turn(courier.turn(at: now).map { $0.ended(500, at: now) }, at: now)
            #expect(courier.rota.next == now.later(seconds: delay))
            #expect(try await courier.turn(at: now.later(seconds: delay - 1)).isEmpty)
            now = now.later(seconds: delay)
        }
        let last = try await courier.turn(at: now)
        #expect(last.map(\.again) == [true])
        try await courier.turn(last.map { $0.ended(nil, at: now) }, at: now)
        #expect(try await store.owed() == ["published failed"])
        let id = try #require(try await store.deliveries(DeliveryFilter(status: .failed), PageRequest()).items.first).id
        let attempts = try #require(try await store.delivery(id)).attempts
        #expect(attempts.count == 10)
        #expect(attempts.first?.error == "answered 500" && attempts.last?.error == "connection refused" && attempts.last?.statusCode == nil)
        #expect(courier.rota.next == nil)
    }

    @Test("of one release an endpoint hears in order; other releases do not wait")
    mutating func order() async throws {
        _ = try await store.receiver()
        let release = try await store.publish("One")
        let first = try await courier.turn()
        _ = try await store.correct(release)
        _ = try await store.publish("Two")
        #expect(try await store.owed() == ["published in_flight", "corrected waiting", "published pending"])
        let other = try await courier.turn(first.map { $0.ended(500) })
        #expect(try await store.owed() == ["published pending", "corrected waiting", "published in_flight"])
        let again = try await courier.turn(other.map { $0.ended(204) }, at: .noon.later(seconds: 5))
        #expect(again.map(\.delivery) == first.map(\.delivery))
        let last = try await courier.turn(again.map { $0.ended(204) }, at: .noon.later(seconds: 5))
        #expect(last.count == 1)
        #expect(try await store.owed() == ["published delivered", "corrected in_flight", "published delivered"])
    }

    @Test("what failed for good lets the next of its release come forward")
    mutating func failedLetsGo() async throws {
        let place = Place()
        let store = try place.open(delivery: DeliveryRules(schedule: try RetrySchedule(delays: [0])))
        var courier = FakeCourier(store: store)
        _ = try await store.receiver()
        _ = try await store.correct(try await store.publish())
        let next = try await courier.turn(courier.turn().map { $0.ended(500) })
        #expect(next.count == 1)
        #expect(try await store.owed() == ["published failed", "corrected in_flight"])
    }

    @Test("a withdrawal cancels what has not arrived and goes next, after an attempt that is under way")
    mutating func withdrawal() async throws {
        _ = try await store.receiver()
        let release = try await store.correct(try await store.publish())
        let first = try await courier.turn()
        _ = try await store.withdraw(release)
        #expect(try await store.owed() == ["published in_flight", "corrected cancelled", "withdrawn waiting"])
        let next = try await courier.turn(first.map { $0.ended(500) })
        #expect(next.count == 1)
        #expect(try await store.owed() == ["published cancelled", "corrected cancelled", "withdrawn in_flight"])
        try await courier.turn(next.map { $0.ended(204) })
        #expect(courier.rota.next == nil)
    }

    @Test("what an attempt says of its endpoint counts also where the text was withdrawn meanwhile", arguments: [429, 410])
    mutating func withdrawnMeanwhile(status: Int) async throws {
        let endpoint = try await store.receiver()
        let release = try await store.publish()
        let claims = try await courier.turn()
        _ = try await store.withdraw(release)
        let next = try await courier.turn(claims.map { $0.ended(status, retryAfter: status == 429 ? 600 : nil) })
        #expect(next.isEmpty)
        #expect(try await store.owed() == ["published cancelled", status == 429 ? "withdrawn pending" : "withdrawn suspended"])
        #expect(try await store.endpoint(endpoint)?.status == (status == 429 ? .enabled : .disabled))
        #expect(courier.rota.next == (status == 429 ? .noon.later(seconds: 600) : nil))
    }

    @Test("enabled again, an endpoint's schedules begin anew, the earliest event goes first, and nothing goes beside what is under way")
    mutating func enabled() async throws {
        let release = try await store.publish()
        let endpoint = try await store.receiver()
        _ = try await store.correct(release)
        let claims = try await courier.turn()
        try await courier.turn(claims.map { $0.ended(500) })
        _ = try await store.disableEndpoint(endpoint, reason: "For today.", by: Cast.ada.origin, at: .noon)
        // The older event is owed under the higher row.
        #expect(try await store.replay(endpoint, since: .noon, by: Cast.ada.origin, at: .noon).queued == 1)
        _ = try await store.enableEndpoint(endpoint, by: Cast.ada.origin, at: .noon)
        let listed = try await store.deliveries(DeliveryFilter(), PageRequest()).items
        #expect(Set(listed.map { "\($0.eventType.rawValue) \($0.status.rawValue)" }) == ["release.published pending", "release.corrected waiting"])
        #expect(try await store.read { db in try Int.fetchOne(db, sql: "SELECT max(attempts) FROM delivery") } == 0)

        #expect(try await courier.turn().count == 1)
        _ = try await store.disableEndpoint(endpoint, reason: "For today.", by: Cast.ada.origin, at: .noon)
        _ = try await store.enableEndpoint(endpoint, by: Cast.ada.origin, at: .noon)
        #expect(try await courier.turn().isEmpty)
    }

    @Test("410 disables the endpoint, suspends what it is owed, and stands in the journal; enabled again, it is sent in order")
    mutating func gone() async throws {
        let endpoint = try await store.receiver()
        let other = try await store.receiver("Other")
        _ = try await store.correct(try await store.publish())
        let claims = try await courier.turn()
        try await courier.turn(claims.map { $0.ended($0.url.hasSuffix("Other") ? 204 : 410) })
        #expect(try await store.owed(to: endpoint) == ["published suspended", "corrected suspended"])
        #expect(try await store.owed(to: other) == ["published delivered", "corrected in_flight"])
        let disabled = try #require(try await store.endpoint(endpoint))
        #expect(disabled.status == .disabled && disabled.disabledReason?.contains("410") == true)
        let entry = try #require(try await store.lastEntry())
        #expect(entry.action == "endpoint.disable" && entry.actor == "courier" && entry.details["endpoint"] == .string(endpoint))

        _ = try await store.publish("While it is disabled")
        #expect(try await store.owed(to: endpoint).last == "published suspended")
        _ = try await store.enableEndpoint(endpoint, by: Cast.ada.origin, at: .noon)
        #expect(try await store.owed(to: endpoint) == ["published pending", "corrected waiting", "published pending"])
        #expect(try await courier.turn().filter { $0.url.hasSuffix("Receiver") }.count == 2)
    }

    @Test("an attempt that ends after its endpoint was disabled is recorded, and not tried again")
    mutating func disabledMeanwhile() async throws {
        let endpoint = try await store.receiver()
        _ = try await store.publish()
        let claims = try await courier.turn()
        _ = try await store.disableEndpoint(endpoint, reason: "For today.", by: Cast.ada.origin, at: .noon)
        try await courier.turn(claims.map { $0.ended(500) }, at: .noon)
        #expect(try await store.owed() == ["published suspended"])
        #expect(try await courier.turn(at: .noon.later(hours: 99)).isEmpty)
    }

    @Test("one that ends after its endpoint was deleted leaves nothing behind")
    mutating func deletedMeanwhile() async throws {
        let endpoint = try await store.receiver()
        _ = try await store.publish()
        let claims = try await courier.turn()
        try await store.deleteEndpoint(endpoint, by: Cast.ada.origin, at: .noon)
        try await courier.turn(claims.map { $0.ended(204) })
        #expect(try await store.owed().isEmpty)
        #expect(courier.rota.inFlight == 0)
    }

    @Test("it says nothing of the delivery that has its number since")
    mutating func numberGivenAway() async throws {
        _ = try await store.receiver("Other")
        let endpoint = try await store.receiver()
        _ = try await store.publish("One")
        let first = try await courier.turn()
        let gone = try #require(first.last)
        try await courier.turn(first.dropLast().map { $0.ended(204) }, claiming: 0)
        try await store.deleteEndpoint(endpoint, by: Cast.ada.origin, at: .noon)
        _ = try await store.publish("Two")
        let now = Instant.noon.later(seconds: 1)
        let claims = try await courier.turn(at: now)
        #expect(claims.map(\.delivery) == [gone.delivery])
        try await courier.turn([gone.ended(204, at: now)], at: now, claiming: 0)
        #expect(try await store.owed() == ["published delivered", "published in_flight"])
        try await courier.turn(claims.map { $0.ended(500, at: now) }, at: now, claiming: 0)
        #expect(try await store.owed() == ["published delivered", "published pending"])
    }

    @Test("Retry-After holds the whole endpoint, for a day at most, also after a restart")
    mutating func hold() async throws {
        _ = try await store.receiver()
        _ = try await store.receiver("Other")
        _ = try await store.publish("One")
        let claims = try await courier.turn()
        try await courier.turn(claims.map { $0.ended($0.url.hasSuffix("Other") ? 204 : 429, retryAfter: $0.url.hasSuffix("Other") ? nil : 600) })
        _ = try await store.publish("Two")
        #expect(try await courier.turn(at: .noon.later(seconds: 599)).map(\.url) == ["http://127.0.0.1:9/Other"])
        var restarted = FakeCourier(store: store, boot: "second")
        #expect(try await restarted.turn(at: .noon.later(seconds: 599)).isEmpty)
        #expect(restarted.rota.next == .noon.later(seconds: 600))
        let listed = try await store.deliveries(DeliveryFilter(status: .pending), PageRequest()).items
        #expect(Set(listed.map(\.nextAttemptAt)) == [.noon.later(seconds: 600)])
        let later = try await courier.turn(at: .noon.later(seconds: 600))
        #expect(later.count == 2)
        try await courier.turn(later.map { $0.ended(503, retryAfter: 1_000_000) }, at: .noon.later(seconds: 600))
        #expect(courier.rota.next == .noon.later(seconds: 600 + 86_400))
    }

    @Test("an endpoint has one in flight at first and four at most, and a dead one with much that is owed hides nobody")
    mutating func fair() async throws {
        _ = try await store.receiver("Dead")
        for n in 0..<6 { _ = try await store.publish("Release \(n)") }
        _ = try await store.receiver("Late")
        _ = try await store.publish("Last")
        let claims = try await courier.turn()
        #expect(claims.filter { $0.url.hasSuffix("Dead") }.count == 1)
        #expect(claims.filter { $0.url.hasSuffix("Late") }.count == 1)
        #expect(try await courier.turn().isEmpty)
        let more = try await courier.turn([try #require(claims.first { $0.url.hasSuffix("Dead") }).ended(500)])
        #expect(more.count == 4)
        #expect(try await courier.turn(more.prefix(1).map { $0.ended(500) }).count == 1)
    }

    @Test("what an endpoint does not need of a turn goes to others, and nothing is claimed twice")
    mutating func shared() async throws {
        _ = try await store.receiver("Little")
        let much = try await store.receiver("Much")
        _ = try await store.publish("First")
        let first = try await courier.turn()
        try await courier.turn(first.map { $0.ended(204) })
        let later = Instant.noon.later(seconds: 1)
        for headline in ["Second", "Third"] { _ = try await store.publish(headline, at: later) }
        for _ in 0..<3 { _ = try await store.ping(much, by: Cast.ada.origin, at: later) }
        let claims = try await courier.turn(at: later, claiming: 6)
        #expect(Set(claims.map(\.delivery)).count == 6)
        #expect(claims.filter { $0.url.hasSuffix("Little") }.count == 2)
    }

    @Test("a turn is dealt three times at most, however much of it was dealt in vain")
    mutating func bounded() async throws {
        for number in 1...10 { _ = try await store.receiver("\(number)") }
        _ = try await store.publish("First")
        let first = try await courier.turn()
        try await courier.turn(first.map { $0.ended(204) })
        let later = Instant.noon.later(seconds: 1)
        for headline in ["Second", "Third"] { _ = try await store.publish(headline, at: later) }
        try await courier.turn(at: later, claiming: 10)
        // Each is owed one more, and is dealt up to three.
        #expect(try await courier.turn(at: later, claiming: 9).count == 3 + 2 + 2)
    }

    @Test("while a hold is on nothing is claimed, and what ends is recorded")
    mutating func held() async throws {
        let place = Place()
        let store = try place.open(hold: true)
        _ = try await store.receiver()
        let draft = try await store.take("submit", store.create(.sample, by: Cast.ana.origin, at: .noon), by: Cast.ana, at: .noon)
        _ = try await store.take("approve", draft, by: Cast.sam, at: .noon)
        _ = try await store.ping(try #require(try await store.endpoints(PageRequest()).items.first).id, by: Cast.ada.origin, at: .noon)
        let turn = try await store.turn([], Rota(), boot: "first", look: true, claiming: 64, having: [], at: .noon)
        #expect(turn.isHeld && turn.claims.isEmpty)
        try await store.resume(by: Cast.ada.origin, at: .noon)
        let next = try await store.turn([], turn.rota, boot: "first", look: true, claiming: 64, having: [], at: .noon)
        #expect(!next.isHeld && next.claims.count == 1)
    }
}
