import Courier
import Distribution
import Editorial
import Fixtures
import Foundation
import Storage
import Testing

@Suite("Fairness beside receivers that are dead or hang")
struct FairnessTests {
    @Test("a dead receiver with much that is owed is tried now and then, and gets all of it once it lives again")
    func dead() async throws {
        let (dead, desk) = (Receiver { _ in .status(500) }, try await Newsdesk(schedule: [0, 0.2, 0.4, 60]))
        let endpoint = try await desk.endpoint(dead.url).id
        for n in 0..<40 { try await desk.publish("Release \(n)") }
        try await desk.delivering {
            #expect(await dead.received(6))
            #expect(await dead.received(7, within: .milliseconds(200)) == false)
        }
        let port = dead.port
        dead.stop()
        #expect(try await desk.deliveries().filter { $0.attemptCount == 0 }.count == 36)

        let alive = try #require(await listening(on: port))
        try await desk.delivering {
            // An administrator says that it is there again.
            _ = try await desk.store.ping(endpoint, by: Cast.ada.origin, at: .present)
            #expect(await alive.received(41))
            #expect(try await desk.all(.delivered))
        }
    }

    /// Once the port is free again.
    private func listening(on port: Int) async -> Receiver? {
        try? await Task.sleep(for: .milliseconds(100))
        return Receiver(port: port)
    }
}
