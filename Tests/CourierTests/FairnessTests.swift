import Courier
import Distribution
import Editorial
import Fixtures
import Foundation
import Storage
import Synchronization
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
        let hanging = (0..<200).map { _ in Receiver { _ in .hang } }
        let (healthy, desk) = (Receiver(), try await Newsdesk(timeout: 30))
        for receiver in hanging { try await desk.endpoint(receiver.url) }
        try await desk.endpoint(healthy.url)
        try await desk.publish()
        try await desk.delivering(grace: .zero) {
            #expect(await healthy.received(1))
            #expect(await eventually { hanging.allSatisfy { $0.requests.count == 1 } })
        }
    }

    @Test("a host that hangs with a hundred endpoints has 32 wires at most, also where they had answered, and keeps nobody waiting", arguments: [0, 100])
    func host(answers: Int) async throws {
        let log = Mutex(0)
        let many = Receiver { _ in
            let number = log.withLock { count in
                count += 1
                return count
            }
            return number <= answers ? .status(204) : .hang
        }
        let (healthy, desk) = (Receiver(), try await Newsdesk(timeout: 30))
        for n in 0..<100 { try await desk.endpoint(many.url + "/\(n)") }
        try await desk.endpoint(healthy.url)
        try await desk.delivering(grace: .zero) {
            if answers > 0 {
                try await desk.publish("Known")
                #expect(try await desk.all(.delivered))
            }
            let before = healthy.requests.count
            for n in 1...3 {
                try await desk.publish("Release \(n)")
                #expect(await healthy.received(before + n))
            }
            #expect(await many.received(answers + 16))
            #expect(await many.received(answers + 33, within: .milliseconds(1300)) == false)
        }
    }

    /// Once the port is free again.
    private func listening(on port: Int) async -> Receiver? {
        try? await Task.sleep(for: .milliseconds(100))
        return Receiver(port: port)
    }
}
