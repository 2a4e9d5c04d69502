import Distribution
import Editorial
import Fixtures
@testable import Storage
import Testing

@Suite("What the courier has done")
struct TrafficTests {
    @Test("attempts are counted by their answers once they are recorded, and how long their deliveries waited")
    func counts() async throws {
        let place = Place()
        let store = try place.open()
        var courier = FakeCourier(store: store)
        _ = try await store.receiver()
        _ = try await store.publish()
        let late = Instant.noon.later(seconds: 120)
        #expect(try await store.figures(at: late).oldestDue == 120)
        let claims = try await courier.turn(at: late)
        #expect(store.traffic.waits.counts.total == 1 && store.traffic.waits.counts.sum == 120)
        #expect(try await store.figures(at: late).oldestDue == 0)
        #expect(store.traffic.answers.isEmpty && store.traffic.turns.counts.total == 1)
        try await courier.turn(claims.map { $0.ended(503) }, at: late)
        #expect(store.traffic.answers == [.failure: 1])
        #expect(store.traffic.durations.counts.total == 1 && store.traffic.turns.counts.total == 2)
    }

    @Test("an answer is named by its class, and none by none", arguments: [(204, "2xx"), (302, "3xx"), (410, "4xx"), (503, "5xx"), (nil, "none")])
    func classes(status: Int?, name: String) { #expect(Traffic.Answer(status).rawValue == name) }
}
