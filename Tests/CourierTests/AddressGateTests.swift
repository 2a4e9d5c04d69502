import Courier
import Distribution
import Synchronization
import Testing

@Suite("Refused addresses")
struct AddressGateTests {
    @Test("a private address is never connected to, in whatever notation, by name or by number", arguments: [
        "http://127.0.0.1:PORT/", "http://localhost:PORT/", "http://2130706433:PORT/", "http://0x7f.1:PORT/", "http://0177.0.0.1:PORT/", "http://[::ffff:127.0.0.1]:PORT/", "http://[::1]:PORT/",
        "http://0:PORT/", "http://127%2e0%2e0%2e1:PORT/",
    ])
    func refused(url: String) async throws {
        let receiver = Receiver()
        let wired = Wired(refuses: try AddressGate(RefusedRanges()).refuses)
        let outcome = try await wired.post(url.replacing("PORT", with: "\(receiver.port)"))
        await wired.transport.stop()
        #expect(outcome.error == "address refused")
        #expect(outcome.status == nil)
        #expect(receiver.connections == 0)
    }

    @Test("nor over a connection that is already there")
    func pooled() async throws {
        final class Switch: Sendable { let refusing = Mutex(false) }
        let (receiver, gate) = (Receiver(), Switch())
        let wired = Wired { _ in gate.refusing.withLock { $0 } }
        #expect(try await wired.post(receiver.url).succeeded)
        gate.refusing.withLock { $0 = true }
        #expect(try await wired.post(receiver.url).error == "address refused")
        gate.refusing.withLock { $0 = false }
        #expect(try await wired.post(receiver.url).succeeded)
        await wired.transport.stop()
        #expect(receiver.requests.count == 2)
    }

    @Test("this machine's own addresses stay refused while they cannot be read; without any it does not start")
    func unreadable() throws {
        let own = try #require(IPAddress("8.8.4.4"))
        final class Answers: Sendable { let left = Mutex<[Set<IPAddress>?]>([]) }
        let answers = Answers()
        answers.left.withLock { $0 = [[own], nil] }
        let gate = try AddressGate(RefusedRanges(), read: { answers.left.withLock { $0.isEmpty ? [] : $0.removeFirst() } }, every: .zero)
        #expect(gate.refuses(own))
        #expect(!gate.refuses(own), "read anew")
        #expect(throws: UnfitMachine.self) { try AddressGate(RefusedRanges(), read: { nil }) }
    }

    @Test("an office's own ranges are refused as well") func further() throws {
        let gate = try AddressGate(RefusedRanges(adding: [try #require(AddressRange("8.8.8.0/24"))]))
        #expect(gate.refuses(try #require(IPAddress("8.8.8.8"))))
        #expect(!gate.refuses(try #require(IPAddress("1.1.1.1"))))
    }

    @Test("to an endpoint that allows private addresses they are open") func allowed() async throws {
        let (receiver, wired) = (Receiver(), Wired())
        #expect(try await wired.post("http://localhost:\(receiver.port)/").succeeded)
        #expect(receiver.requests.count == 1)
        await wired.transport.stop()
    }
}
