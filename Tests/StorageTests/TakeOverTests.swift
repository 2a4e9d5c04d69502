import Distribution
import Editorial
import Fixtures
@testable import Storage
import Testing

@Suite("What another start of the server left in flight")
struct TakeOverTests {
    let place = Place()

    @Test("is owed again at once, with an attempt of which nobody knows how it ended")
    func interrupted() async throws {
        do {
            let store = try place.open()
            _ = try await store.receiver()
            _ = try await store.publish()
            var courier = FakeCourier(store: store)
            #expect(try await courier.turn(at: .noon.later(seconds: 1)).count == 1)
        }
        let store = try place.open()
        let now = Instant.noon.later(seconds: 30)
        try await store.takeOver(boot: "second", at: now)
        #expect(try await store.owed() == ["published pending"])
        let id = try #require(try await store.deliveries(DeliveryFilter(), PageRequest()).items.first).id
        #expect(try await store.delivery(id)?.attempts == [
            Attempt(at: .noon.later(seconds: 1), statusCode: nil, durationMilliseconds: 0, error: "interrupted, outcome unknown", responseExcerpt: nil)
        ])
        var courier = FakeCourier(store: store, boot: "second")
        let claims = try await courier.turn(at: now)
        #expect(claims.count == 1)
        try await courier.turn(claims.map { $0.ended(204) }, at: now)
        #expect(try await store.delivery(id)?.attempts.count == 2)
    }

    @Test("is left alone where it is this start's own")
    func own() async throws {
        let store = try place.open()
        _ = try await store.receiver()
        _ = try await store.publish()
        var courier = FakeCourier(store: store)
        try await courier.turn()
        try await store.takeOver(boot: "first", at: .noon)
        #expect(try await store.owed() == ["published in_flight"])
    }

    @Test("has failed after ten starts in a row, and not before, so that no payload stops the server for ever")
    func crashLoop() async throws {
        let store = try place.open(delivery: DeliveryRules(schedule: try RetrySchedule(delays: [0, 5, 300])))
        _ = try await store.receiver()
        _ = try await store.publish()
        for start in 1...10 {
            #expect(try await store.owed() == ["published pending"])
            var courier = FakeCourier(store: store, boot: "start \(start)")
            #expect(try await courier.turn().count == 1)
            try await store.takeOver(boot: "start \(start + 1)", at: .noon)
        }
        #expect(try await store.owed() == ["published failed"])
    }

    @Test("does not lose its last attempt to a crash")
    func lastAttempt() async throws {
        let store = try place.open(delivery: DeliveryRules(schedule: try RetrySchedule(delays: [0])))
        _ = try await store.receiver()
        _ = try await store.publish()
        var courier = FakeCourier(store: store)
        try await courier.turn()
        try await store.takeOver(boot: "second", at: .noon)
        var next = FakeCourier(store: store, boot: "second")
        let claims = try await next.turn()
        #expect(claims.count == 1)
        try await next.turn(claims.map { $0.ended(500) })
        #expect(try await store.owed() == ["published failed"])
    }

    @Test("handed back after its release was withdrawn it never goes out, and the withdrawal does")
    func withdrawnMeanwhile() async throws {
        let store = try place.open()
        _ = try await store.receiver()
        let release = try await store.publish()
        var courier = FakeCourier(store: store)
        try await courier.turn()
        _ = try await store.withdraw(release)
        try await store.handBack(boot: "first", at: .noon)
        #expect(try await store.owed() == ["published cancelled", "withdrawn pending"])
    }

    @Test("nor does it where its endpoint was disabled meanwhile, and the withdrawal waits for a person")
    func withdrawnAndDisabled() async throws {
        let store = try place.open()
        let endpoint = try await store.receiver()
        let release = try await store.publish()
        var courier = FakeCourier(store: store)
        try await courier.turn()
        _ = try await store.disableEndpoint(endpoint, reason: "For today.", by: Cast.ada.origin, at: .noon)
        _ = try await store.withdraw(release)
        try await store.handBack(boot: "first", at: .noon)
        #expect(try await store.owed() == ["published cancelled", "withdrawn suspended"])
    }

    @Test("handed back after its endpoint was disabled it is suspended, and due when that is enabled")
    func disabledMeanwhile() async throws {
        let store = try place.open()
        let endpoint = try await store.receiver()
        _ = try await store.publish()
        var courier = FakeCourier(store: store)
        try await courier.turn()
        _ = try await store.disableEndpoint(endpoint, reason: "For today.", by: Cast.ada.origin, at: .noon)
        try await store.handBack(boot: "first", at: .noon)
        #expect(try await store.owed() == ["published suspended"])
        _ = try await store.enableEndpoint(endpoint, by: Cast.ada.origin, at: .noon)
        #expect(try await store.owed() == ["published pending"])
    }

    @Test("handed back at the end of a start, it is owed at once and the attempt does not count")
    func handedBack() async throws {
        let store = try place.open()
        _ = try await store.receiver()
        _ = try await store.publish()
        var courier = FakeCourier(store: store)
        try await courier.turn()
        try await store.handBack(boot: "first", at: .noon)
        let delivery = try #require(try await store.deliveries(DeliveryFilter(), PageRequest()).items.first)
        #expect(delivery.status == .pending && delivery.attemptCount == 0 && delivery.nextAttemptAt == .noon)
        var next = FakeCourier(store: store, boot: "second")
        #expect(try await next.turn().map(\.again) == [false])
    }
}
