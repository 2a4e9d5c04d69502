import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("Endpoints and standing texts")
struct EndpointTests {
    let place = Place()
    let store: Store
    private let new = NewEndpoint(name: "Wire", url: "https://wire.example/hook", subscription: Subscription(kinds: [.news, .speech], languages: ["ru"]))

    init() throws { store = try place.open() }

    @Test("an endpoint comes back as it was added, with its secret shown once")
    func add() async throws {
        let (endpoint, secret) = try await store.addEndpoint(new, by: Cast.ada.origin, at: .noon)
        #expect(secret.hasPrefix("whsec_"))
        #expect(try await store.endpoint(endpoint.id) == endpoint)
        #expect(Set(endpoint.subscription.events) == Set(EventType.open) && Set(endpoint.subscription.kinds) == [.news, .speech])
        let entry = try #require(try await store.lastEntry())
        #expect(entry.action == "endpoint.add" && !entry.json.stored.contains(secret))
        var asymmetric = new
        asymmetric.signature = .v1a
        let (second, key) = try await store.addEndpoint(asymmetric, by: .shell, at: .noon)
        #expect(key.hasPrefix("whpk_") && second.signature == .v1a && endpoint.signature == .v1)
        #expect(try await store.endpoints(PageRequest(limit: 1)).items.first?.id != endpoint.id, "newest first")
    }

    @Test("the journal names what it wants and where it is, but no path, in which receivers hide secrets")
    func journaled() async throws {
        var secret = new
        secret.url = "https://wire.example:8443/hook/s3cret?key=s3cret"
        let (endpoint, _) = try await store.addEndpoint(secret, by: .shell, at: .noon)
        let added = try #require(try await store.lastEntry())
        _ = try await store.changeEndpoint(endpoint.id, to: secret, by: .shell, at: .noon)
        let changed = try #require(try await store.lastEntry())
        for entry in [added, changed] {
            #expect(!entry.json.stored.contains("s3cret") && entry.details["url"] == "https://wire.example:8443")
            #expect(entry.details["kinds"] == ["news", "speech"] && entry.details["languages"] == ["ru"])
        }
        #expect(added.details["signature"] == "v1")
    }

    @Test("only administrators and the command line touch one; a refused try is journaled")
    func forbidden() async throws {
        let (endpoint, _) = try await store.addEndpoint(new, by: .shell, at: .noon)
        await #expect(throws: Forbidden.self) { try await store.addEndpoint(new, by: Cast.sam.origin, at: .noon) }
        await #expect(throws: Forbidden.self) { try await store.changeEndpoint(endpoint.id, to: new, by: Cast.pub.origin, at: .noon) }
        await #expect(throws: Forbidden.self) { try await store.disableEndpoint(endpoint.id, reason: "x", by: Cast.aud.origin, at: .noon) }
        await #expect(throws: Forbidden.self) { try await store.rotateSecret(of: endpoint.id, overlapHours: 1, by: Cast.sam.origin, at: .noon) }
        await #expect(throws: Forbidden.self) { try await store.deleteEndpoint(endpoint.id, by: Cast.ana.origin, at: .noon) }
        #expect(try await store.actions() == ["endpoint.add"] + ["add", "change", "disable", "rotate-secret", "delete"].map { "endpoint.\($0).refused" })
        #expect(try await store.endpoints(PageRequest()).items == [endpoint])
    }

    @Test("addresses that are none, private, or hold credentials are refused, also when it is changed", arguments: [
        "", "wire.example", "ftp://wire.example", "https://user:word@wire.example", "http://127.0.0.1/", "http://2130706433/", "http://[::1]/", "http://10.1.2.3:8080/", "https://wire.example/#x",
    ])
    func urls(url: String) async throws {
        var bad = new
        bad.url = url
        await #expect { try await store.addEndpoint(bad, by: .shell, at: .noon) } throws: { ($0 as? Invalid)?.problems.map(\.pointer) == ["/url"] }
        let (endpoint, _) = try await store.addEndpoint(new, by: .shell, at: .noon)
        await #expect(throws: Invalid.self) { try await store.changeEndpoint(endpoint.id, to: bad, by: .shell, at: .noon) }
        #expect(try await store.endpoint(endpoint.id) == endpoint)
    }

    @Test("a private address is taken where it is allowed, sections and languages only where the office has them")
    func allowed() async throws {
        let near = NewEndpoint(name: "Near", url: "http://127.0.0.1:9/", allowPrivate: true)
        #expect(try await store.addEndpoint(near, by: .shell, at: .noon).0.allowPrivate)
        let odd = NewEndpoint(name: " ", url: "https://wire.example", subscription: Subscription(events: [.ping], sections: ["sport"], languages: ["xx"]))
        await #expect { try await store.addEndpoint(odd, by: .shell, at: .noon) } throws: {
            ($0 as? Invalid)?.problems.map(\.pointer) == ["/name", "/events", "/sections", "/languages"]
        }
    }

    @Test("changed and disabled at once, it is both or neither")
    func changeAndDisable() async throws {
        let (endpoint, _) = try await store.addEndpoint(new, by: .shell, at: .noon)
        var other = new
        other.name = "Another"
        try await store.write { db in
            try db.execute(sql: "CREATE TRIGGER stop BEFORE UPDATE OF status ON endpoint BEGIN SELECT RAISE(ABORT, 'no'); END")
        }
        await #expect(throws: (any Error).self) { try await store.changeEndpoint(endpoint.id, to: other, status: .disabled, by: Cast.ada.origin, at: .noon) }
        #expect(try await store.endpoint(endpoint.id) == endpoint)
        #expect(try await store.actions() == ["endpoint.add"])
        try await store.write { db in try db.execute(sql: "DROP TRIGGER stop") }
        let changed = try await store.changeEndpoint(endpoint.id, to: other, status: .disabled, by: Cast.ada.origin, at: .noon)
        #expect(changed.name == "Another" && changed.status == .disabled && changed.disabledReason == "Disabled by ada.")
        _ = try await store.changeEndpoint(endpoint.id, to: other, status: .enabled, by: Cast.ada.origin, at: .noon)
        #expect(Set(try await store.actions()) == ["endpoint.add", "endpoint.change", "endpoint.disable", "endpoint.enable"])
    }

    @Test("a rotated secret signs beside the new one until its time is over")
    func rotate() async throws {
        let (endpoint, old) = try await store.addEndpoint(new, by: .shell, at: .noon)
        let fresh = try await store.rotateSecret(of: endpoint.id, overlapHours: 24, by: .shell, at: .noon)
        #expect(fresh != old && fresh.hasPrefix("whsec_"))
        let secrets = try await store.read { db in try String.fetchAll(db, sql: "SELECT secret FROM endpoint_secret ORDER BY id") }
        let ends = try await store.read { db in try Instant?.fetchAll(db, sql: "SELECT expires_at FROM endpoint_secret ORDER BY id") }
        #expect(secrets == [old, fresh])
        #expect(ends == [.noon.later(hours: 24), nil])
        _ = try await store.rotateSecret(of: endpoint.id, overlapHours: 0, by: .shell, at: .noon.later(hours: 24))
        #expect(try await store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM endpoint_secret") } == 2)
        await #expect(throws: Invalid.self) { try await store.rotateSecret(of: endpoint.id, overlapHours: -1, by: .shell, at: .noon) }
        await #expect(throws: NotFound.self) { try await store.rotateSecret(of: "none", overlapHours: 1, by: .shell, at: .noon) }
    }

    @Test("a deleted endpoint takes its deliveries along, and the journal stays")
    func delete() async throws {
        let (endpoint, _) = try await store.addEndpoint(NewEndpoint(name: "All", url: "https://a.example"), by: .shell, at: .noon)
        _ = try await store.publish(.sample)
        try await store.deleteEndpoint(endpoint.id, by: .shell, at: .noon)
        #expect(try await store.endpoint(endpoint.id) == nil)
        #expect(try await store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM delivery") } == 0)
        #expect(try JournalReader(directory: place.data).verify().entries == 6)
        await #expect(throws: NotFound.self) { try await store.deleteEndpoint(endpoint.id, by: .shell, at: .noon) }
    }

    @Test("a standing text is made and replaced by press secretaries and administrators, in each language for itself")
    func boilerplate() async throws {
        let about = Boilerplate(name: "about", title: "About us", text: "We *are*.")
        #expect(try await store.put(about, language: "en", by: Cast.sam.origin, at: .noon))
        #expect(try await store.put(about, language: "en", by: Cast.ada.origin, at: .noon.later(hours: 1)) == false)
        #expect(try await store.put(about, language: "ru", by: .shell, at: .noon))
        #expect(try await store.boilerplate("about", language: "en")?.updatedBy == "ada")
        #expect(try await store.boilerplates().map(\.language) == ["en", "ru"])
        await #expect(throws: Forbidden.self) { try await store.put(about, language: "en", by: Cast.ana.origin, at: .noon) }
        #expect(try await store.lastEntry()?.action == "boilerplate.put.refused")
        let bad = Boilerplate(name: "About us", title: "", text: "\u{8}")
        await #expect { try await store.put(bad, language: "xx", by: .shell, at: .noon) } throws: {
            ($0 as? Invalid)?.problems.map(\.pointer) == ["/name", "/language", "/title", "/text"]
        }
    }
}
