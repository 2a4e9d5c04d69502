import Distribution
import Editorial
import Fixtures
@testable import Storage
import Testing

@Suite("Endpoints in trouble")
struct TroubleTests {
    let place = Place()
    let store: Store
    let endpoint: String
    var courier: FakeCourier

    init() async throws {
        store = try place.open(delivery: DeliveryRules(schedule: try RetrySchedule(delays: [0] + Array(repeating: 43_200, count: 20))))
        courier = FakeCourier(store: store)
        endpoint = try await store.receiver()
        _ = try await store.publish()
    }

    /// Lets attempts fail every twelve hours, that many times.
    mutating func fail(_ times: Int, from first: Int = 0) async throws {
        for time in first..<(first + times) {
            let now = Instant.noon.later(hours: Int64(12 * time))
            try await courier.turn(courier.turn(at: now).map { $0.ended(503, at: now) }, at: now)
        }
    }

    @Test("after a day people are told once, with the last fault; a success ends it")
    mutating func told() async throws {
        try await fail(2)
        #expect(try await store.endpointsInTrouble().isEmpty)
        try await fail(3, from: 2)
        let warnings = try await store.journal(JournalFilter(action: "endpoint.warn"), PageRequest()).items
        #expect(warnings.count == 1 && warnings[0].actor == "courier" && warnings[0].details["fault"] == "answered 503")
        #expect(warnings[0].details["endpoint"].string == endpoint && warnings[0].details["event"].string != nil)
        let failing = try #require(try await store.endpointsInTrouble().first?.failing)
        #expect(failing == Failing(since: .noon, fault: "answered 503", isTold: true))
        #expect(try await store.figures(at: .noon).endpointsInTrouble == 1)
        let now = Instant.noon.later(hours: 60)
        try await courier.turn(courier.turn(at: now).map { $0.ended(204, at: now) }, at: now)
        #expect(try await store.endpointsInTrouble().isEmpty)
        #expect(try await store.endpoint(endpoint)?.failing == nil)
    }

    @Test("after five days and ten failures it is disabled, what it is owed waits, and an administrator lets it go on")
    mutating func disabled() async throws {
        try await fail(10)
        #expect(try await store.endpoint(endpoint)?.status == .enabled)
        try await fail(1, from: 10)
        let stopped = try #require(try await store.endpoint(endpoint))
        #expect(stopped.status == .disabled && stopped.disabledReason?.contains("No attempt has succeeded since") == true)
        #expect(stopped.disabledReason?.contains("answered 503") == true)
        #expect(try await store.owed() == ["published suspended"])
        #expect(try await store.lastEntry()?.action == "endpoint.disable")
        #expect(try await store.endpointsInTrouble().map(\.id) == [endpoint])
        _ = try await store.enableEndpoint(endpoint, by: Cast.ada.origin, at: .noon.later(hours: 200))
        #expect(try await store.endpointsInTrouble().isEmpty)
        #expect(try await store.owed() == ["published pending"])
    }

    @Test("one that a person disables is no trouble any more")
    mutating func byHand() async throws {
        try await fail(4)
        #expect(try await store.endpointsInTrouble().count == 1)
        _ = try await store.disableEndpoint(endpoint, reason: "Moved", by: Cast.ada.origin, at: .noon)
        #expect(try await store.endpointsInTrouble().isEmpty)
    }

    @Test("one that is gone (410) is told at once")
    mutating func gone() async throws {
        try await courier.turn(courier.turn().map { $0.ended(410) })
        #expect(try await store.endpointsInTrouble().map(\.disabledReason) == ["The receiver answered 410: it is gone."])
    }
}
