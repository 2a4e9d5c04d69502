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
            #expect(await dead.received(7))
            #expect(await dead.received(8, within: .milliseconds(200)) == false)
        }
        let port = dead.port
        dead.stop()
        #expect(try await desk.deliveries().filter { $0.attemptCount == 0 }.count == 35)

        let alive = try #require(await listening(on: port))
        try await desk.delivering {
            // An administrator says that it is there again.
            _ = try await desk.store.ping(endpoint, by: Cast.ada.origin, at: .present)
            #expect(await alive.received(41))
            #expect(try await desk.all(.delivered))
        }
    }

    @Test("forty receivers that hang cost the one beside them nothing", arguments: [1.0, 10])
    func hanging(timeout: Double) async throws {
        let hanging = (0..<40).map { _ in Receiver { _ in .hang } }
        let (healthy, desk) = (Receiver(), try await Newsdesk(schedule: [0, 0.01, 0.01], timeout: timeout))
        for receiver in hanging { try await desk.endpoint(receiver.url) }
        let endpoint = try await desk.endpoint(healthy.url).id
        try await desk.delivering(grace: .zero) {
            for n in 1...12 {
                let begun = ContinuousClock.now
                try await desk.publish("Release \(n)")
                #expect(await healthy.received(n))
                #expect(ContinuousClock.now - begun < .milliseconds(800))
                if n == 6, timeout == 1 { try await Task.sleep(for: .milliseconds(1100)) }
            }
            #expect(try await desk.all(.delivered, to: endpoint))
        }
        // One each at a time, however much each is owed.
        for receiver in hanging { #expect(receiver.connections <= (timeout == 1 ? 5 : 1)) }
    }

    @Test("two hundred new receivers that hang keep a new one waiting for a second or two, not for their time-out")
    func newOnes() async throws {
        let (hanging, healthy, desk) = (Receiver { _ in .hang }, Receiver(), try await Newsdesk(timeout: 30))
        for n in 0..<200 { try await desk.endpoint(hanging.url + "/\(n)") }
        try await desk.endpoint(healthy.url)
        try await desk.publish()
        try await desk.delivering(grace: .zero) {
            #expect(await healthy.received(1))
            #expect(await hanging.received(200))
        }
    }

    /// Once the port is free again.
    private func listening(on port: Int) async -> Receiver? {
        try? await Task.sleep(for: .milliseconds(100))
        return Receiver(port: port)
    }
}
