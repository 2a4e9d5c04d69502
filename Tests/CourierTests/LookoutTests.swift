import Courier
import Distribution
import Editorial
import Fixtures
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import Testing

@Suite("Looking whether it is out", .serialized)
struct LookoutTests {
    /// What the public address answers, as a test says meanwhile.
    private final class Address: Sendable {
        private let reply = Mutex<@Sendable (Receiver.Request) -> Receiver.Reply>({ _ in .status(502) })
        func answer(_ answer: @escaping @Sendable (Receiver.Request) -> Receiver.Reply) { reply.withLock { $0 = answer } }
        func reply(to request: Receiver.Request) -> Receiver.Reply { reply.withLock { $0 }(request) }
    }

    private func looking(at receiver: Receiver, _ body: (Newsdesk) async throws -> Void) async throws {
        var office = Office.sample
        office.baseURL = "http://127.0.0.1:\(receiver.port)"
        let desk = try await Newsdesk(office: office)
        let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(services: [Lookout(store: desk.store, logger: quiet, timeout: .milliseconds(300), now: { .present })], logger: quiet)
        async let running: Void = group.run()
        let result = await Result { try await body(desk) }
        await group.triggerGracefulShutdown()
        try await running
        try result.get()
    }

    private static func page(of release: Release) -> Receiver.Reply {
        .status(200, body: #"{"dateModified":"\#(release.live.text!.since.rfc3339)"} href="/x" <link href="http://127.0.0.1/x"/>"#)
    }

    @Test("what the public address shows is noted as seen, each channel for itself")
    func seen() async throws {
        let address = Address()
        let receiver = Receiver { address.reply(to: $0) }
        try await looking(at: receiver) { desk in
            let release = try await desk.publish()
            let url = try #require(release.url(under: desk.store.office))
            address.answer { request in
                request.line.contains("feed.atom") ? .status(200, body: "<link rel=\"alternate\" href=\"\(url)\"/>") : Self.page(of: release)
            }
            #expect(try await eventually { try await desk.store.sightings(of: release.id).allSatisfy { $0.status == .live && $0.seenAt != nil } })
            #expect(try await desk.store.sightings(of: release.id).map(\.channel) == [.page, .feed])
            let lines = receiver.requests.map(\.line)
            #expect(lines.contains { $0.hasPrefix("GET /releases/\(release.description.slug)?look=") } && lines.contains { $0.hasPrefix("GET /feed.atom?look=") })
            #expect(receiver.requests.allSatisfy { $0.header("cache-control") == "no-cache" })
        }
    }

    @Test("what goes out one after the other is looked for together, and the feed is not asked for each")
    func together() async throws {
        let address = Address()
        let receiver = Receiver { address.reply(to: $0) }
        try await looking(at: receiver) { desk in
            let start = ContinuousClock.now
            for number in 1...20 { _ = try await desk.publish("Text \(number)") }
            #expect(await eventually { Set(receiver.requests.map(\.line).filter { $0.hasPrefix("GET /releases/") }.map { $0.split(separator: "?")[0] }).count == 20 })
            let rests = Int((ContinuousClock.now - start) / .milliseconds(250))
            #expect(receiver.requests.count { $0.line.hasPrefix("GET /feed.atom") } <= 1 + rests)
        }
    }

    @Test("an earlier text, a refusal, a redirect and silence are no sighting, and each says why", arguments: [
        (Receiver.Reply.status(200, body: "an old page"), "shows another text"), (.status(503), "answered 503"),
        (.status(302, headers: ["Location: /elsewhere"]), "answered 302"), (.hang, "the server did not answer in time"),
    ])
    func unseen(reply: Receiver.Reply, fault: String) async throws {
        let address = Address()
        address.answer { $0.line.contains("/elsewhere") ? .status(200) : reply }
        let receiver = Receiver { address.reply(to: $0) }
        try await looking(at: receiver) { desk in
            let release = try await desk.publish()
            #expect(try await eventually { try await desk.store.sightings(of: release.id).first?.fault == fault })
            let sighting = try #require(try await desk.store.sightings(of: release.id).first)
            #expect(sighting.status == .looking && sighting.nextLook != nil && sighting.seenAt == nil)
            #expect(!receiver.requests.contains { $0.line.contains("/elsewhere") })
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async { do { self = .success(try await body()) } catch { self = .failure(error) } }
}
