import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("What is delivered in which format")
struct FormatTests {
    let place = Place()
    let store: Store
    var courier: FakeCourier

    init() throws {
        store = try place.open()
        courier = FakeCourier(store: store)
    }

    private static let title = PayloadFormat.template(#"{"title": {{json(data.release.revision.content.headline)}}, "was": {{json(data.previous.digest)}}{{^data.previous}}null{{/data.previous}}}"#)

    private func new(_ format: PayloadFormat, _ name: String = "Receiver") -> NewEndpoint {
        NewEndpoint(name: name, url: "http://127.0.0.1:9/\(name)", allowPrivate: true, format: format)
    }

    private func add(_ format: PayloadFormat, _ name: String = "Receiver") async throws -> Endpoint {
        try await store.addEndpoint(new(format, name), by: Cast.ada.origin, at: .noon).0
    }

    private func body(_ claim: Claim) async throws -> JSON {
        try await store.read { db in try JSON.parse(Rendering.bytes(of: claim.payload, in: db)) }
    }

    private func count(_ table: String) async throws -> Int { try await store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0 } }

    @Test("each endpoint gets its format, and each format is rendered and stored once")
    mutating func once() async throws {
        let formats: [PayloadFormat] = [.standard, .ninjs, .slack, Self.title]
        for format in formats + formats { _ = try await add(format) }
        _ = try await store.publish()
        let bodies = try await store.turn([], Rota(), boot: "first", look: true, claiming: 64, having: [], at: .noon)
        #expect(bodies.claims.count == 8 && bodies.bodies.count == 4)
        let firsts = try await [body(bodies.claims[0]), body(bodies.claims[1]), body(bodies.claims[2]), body(bodies.claims[3])]
        #expect(firsts[0]["type"] == "release.published" && firsts[1]["pubStatus"] == "usable" && firsts[2]["blocks"].array != nil)
        #expect(firsts[3] == ["title": "The river council meets", "was": nil])
        #expect(bodies.claims[..<4].map(\.payload) == bodies.claims[4...].map(\.payload) && bodies.claims.allSatisfy { $0.fault == nil })
        // Submitted and approved have events too.
        let counts = try await (count("event"), count("rendering"), count("payload"))
        #expect(counts == (3, 3, 6))
    }

    @Test("a retry and a redelivery send what was sent, although the endpoint has another format or template by then")
    mutating func settled() async throws {
        let endpoint = try await add(Self.title)
        _ = try await store.publish()
        let first = try #require(try await courier.turn().first)
        _ = try await store.changeEndpoint(endpoint.id, to: new(.slack), by: .shell, at: .noon)
        try await courier.turn([first.ended(500)])
        let second = try #require(try await courier.turn(at: .noon.later(hours: 1)).first)
        #expect(second.payload == first.payload && second.event == first.event)
        try await courier.turn([second.ended(204)], at: .noon.later(hours: 1))
        let delivery = try #require(try await store.deliveries(DeliveryFilter(), PageRequest()).items.first)
        try await store.redeliver(delivery.id, by: .shell, at: .noon.later(hours: 1))
        let third = try #require(try await courier.turn(at: .noon.later(hours: 1)).first)
        #expect(third.payload == first.payload)
    }

    @Test("what was never sent goes out in the format of now, and a correction of it does not change what it was")
    mutating func late() async throws {
        let endpoint = try await add(.slack)
        let release = try await store.publish()
        _ = try await store.changeEndpoint(endpoint.id, to: new(.ninjs), by: .shell, at: .noon)
        _ = try await store.correct(release, at: .noon)
        let claim = try #require(try await courier.turn().first)
        let item = try await body(claim)
        #expect(item["title"] == "The river council meets" && item["version"] == .string(String(release.version)))
        #expect(item["bodies"].array?[1]["value"].string?.contains("The council meets.") == true)
    }

    @Test("a template that fails is that endpoint's failed attempt and nobody else's, until it is mended")
    mutating func fault() async throws {
        let endpoint = try await add(.template(#"{"title": {{json(data.release.id)}}}"#), "Odd")
        _ = try await add(.slack, "Chat")
        // A ping is of no release.
        let ping = try await store.ping(endpoint.id, by: Cast.ada.origin, at: .noon)
        _ = try await store.publish()
        let claims = try await courier.turn()
        #expect(claims.count == 2 && claims.filter { $0.fault != nil }.count == 1)
        let failed = try #require(claims.first { $0.fault != nil })
        #expect(failed.event == ping.eventID && failed.fault!.contains("does not render JSON: a value is missing here, at line 1, column"))
        let more = try await courier.turn(claims.map { $0.ended($0.fault == nil ? 204 : nil) })
        try await courier.turn(more.map { $0.ended(204) })
        #expect(try await store.owed() == ["ping pending", "published delivered", "published delivered"])
        _ = try await store.changeEndpoint(endpoint.id, to: new(.template(#"{"title": "{{data.release.id}}"}"#), "Odd"), by: .shell, at: .noon)
        let mended = try #require(try await courier.turn(at: .noon.later(hours: 1)).first)
        #expect(mended.fault == nil && mended.event == ping.eventID)
        #expect(try await body(mended) == ["title": ""])
    }

    @Test("a template that does not render every event that is wanted is refused when it is saved, also where only the events change")
    func refused() async throws {
        var odd = new(.template(#"{"by": {{json(data.release.by)}}}"#))
        await #expect { try await store.addEndpoint(odd, by: .shell, at: .noon) } throws: {
            let problems = ($0 as? Invalid)?.problems ?? []
            return problems.map(\.pointer) == ["/template"] && problems[0].detail.contains("release.published")
        }
        odd.subscription.events = [.submitted, .approved]
        let (endpoint, _) = try await store.addEndpoint(odd, by: .shell, at: .noon)
        #expect(endpoint.format == odd.format)
        #expect(try await store.endpoint(endpoint.id) == endpoint)
        odd.subscription.events.append(.published)
        await #expect(throws: Invalid.self) { try await store.changeEndpoint(endpoint.id, to: odd, by: .shell, at: .noon) }
        #expect(try await store.endpoint(endpoint.id) == endpoint)
    }

    @Test("the journal names the format, and of a template the digest")
    func journaled() async throws {
        let endpoint = try await add(.template(#"{"key": "s3cret"}"#))
        let added = try #require(try await store.lastEntry())
        #expect(added.details["format"] == "template" && added.details["template"].string?.hasPrefix("sha256:") == true && !added.json.stored.contains("s3cret"))
        _ = try await store.changeEndpoint(endpoint.id, to: new(.ninjs), by: .shell, at: .noon)
        let changed = try #require(try await store.lastEntry())
        #expect(changed.details["format"] == "ninjs" && changed.details["template"] == nil)
    }
}
