import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("Cancelling what waits")
struct CancellationTests {
    let place = Place()
    let store: Store
    var courier: FakeCourier

    init() throws {
        store = try place.open()
        courier = FakeCourier(store: store)
    }

    /// Newest first.
    func list() async throws -> [Delivery] { try await store.deliveries(DeliveryFilter(), PageRequest()).items }

    @Test("what is cancelled is never sent, and the next event of that release goes out instead")
    mutating func one() async throws {
        _ = try await store.receiver()
        _ = try await store.correct(store.publish())
        let published = try #require(try await list().last)
        #expect(try await store.owed() == ["published pending", "corrected waiting"])
        #expect(try await store.cancelDelivery(published.id, by: Cast.sam.origin, at: .noon).status == .cancelled)
        #expect(try await store.owed() == ["published cancelled", "corrected pending"])
        #expect(try await store.lastEntry()?.action == "delivery.cancel")
        let claims = try await courier.turn()
        #expect(claims.count == 1)
        try await courier.turn(claims.map { $0.ended(204) })
        #expect(try await store.owed() == ["published cancelled", "corrected delivered"])
    }

    @Test("what is being sent, or has ended, is not cancelled")
    mutating func tooLate() async throws {
        _ = try await store.receiver()
        _ = try await store.publish()
        let id = try #require(try await list().first).id
        let claims = try await courier.turn()
        await #expect(throws: Conflict.self) { try await store.cancelDelivery(id, force: true, by: Cast.sam.origin, at: .noon) }
        #expect(try await store.lastEntry()?.action == "delivery.cancel.refused")
        try await courier.turn(claims.map { $0.ended(204) })
        await #expect(throws: Conflict.self) { try await store.cancelDelivery(id, force: true, by: Cast.sam.origin, at: .noon) }
        #expect(try await store.owed() == ["published delivered"])
        await #expect(throws: NotFound.self) { try await store.cancelDelivery("none", by: Cast.sam.origin, at: .noon) }
        await #expect(throws: Forbidden.self) { try await store.cancelDelivery(id, by: Cast.ana.origin, at: .noon) }
    }

    @Test("an endpoint that was given a text keeps the right to its correction and its withdrawal, unless somebody insists")
    mutating func followUps() async throws {
        let endpoint = try await store.receiver()
        let release = try await store.publish()
        try await courier.turn(courier.turn().map { $0.ended(204) })
        _ = try await store.correct(release)
        let correction = try #require(try await list().first)
        await #expect(throws: Conflict.self) { try await store.cancelDelivery(correction.id, by: Cast.sam.origin, at: .noon) }
        #expect(try await store.cancelWaiting(for: endpoint, by: Cast.ada.origin, at: .noon) == 0)
        #expect(try await store.owed() == ["published delivered", "corrected pending"])
        #expect(try await store.cancelDelivery(correction.id, force: true, by: Cast.sam.origin, at: .noon).status == .cancelled)
    }

    @Test("a text that is being sent counts as given, and so does one whose delivery is gone from the list")
    mutating func underWay() async throws {
        _ = try await store.receiver()
        let release = try await store.publish()
        let claims = try await courier.turn()
        _ = try await store.correct(release)
        let correction = try #require(try await list().first).id
        await #expect(throws: Conflict.self) { try await store.cancelDelivery(correction, by: Cast.sam.origin, at: .noon) }
        try await courier.turn(claims.map { $0.ended(204) }, claiming: 0)
        try await store.write { db in try db.execute(sql: "DELETE FROM delivery WHERE status = 'delivered'") }
        await #expect(throws: Conflict.self) { try await store.cancelDelivery(correction, by: Cast.sam.origin, at: .noon) }
    }

    @Test("what waits for one endpoint is cancelled in small steps, whatever it waits for; others keep theirs")
    mutating func all() async throws {
        let endpoint = try await store.receiver()
        let other = try await store.receiver("Other")
        for number in 1...3 { _ = try await store.correct(store.publish("Release \(number)")) }
        _ = try await store.disableEndpoint(endpoint, reason: "Moved", by: Cast.ada.origin, at: .noon)
        _ = try await store.publish("Release 4")
        #expect(try await store.cancelWaiting(for: endpoint, by: Cast.ada.origin, at: .noon) == 7)
        #expect(try await store.lastEntry()?.action == "endpoint.cancel")
        #expect(try await store.owed(to: endpoint).allSatisfy { $0.hasSuffix(" cancelled") })
        #expect(try await store.owed(to: other).allSatisfy { !$0.hasSuffix(" cancelled") })
        await #expect(throws: Forbidden.self) { try await store.cancelWaiting(for: other, by: Cast.sam.origin, at: .noon) }
        await #expect(throws: NotFound.self) { try await store.cancelWaiting(for: "none", by: Cast.ada.origin, at: .noon) }
    }
}
