import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("Who has which text")
struct HoldingTests {
    let place = Place()
    let store: Store
    var courier: FakeCourier

    init() throws {
        store = try place.open()
        courier = FakeCourier(store: store)
    }

    /// What each endpoint has of it: `name type revision`, and `!` where that is not what happened last.
    private func held(_ release: Release) async throws -> [String] {
        try await store.holdings(of: release.id, PageRequest()).items.map {
            let held = $0.held.map { "\($0.type.rawValue.dropFirst(8)) \($0.revision.map(String.init) ?? "-")" } ?? "nothing"
            return "\($0.endpointName) \(held)\($0.isCurrent ? "" : "!")"
        }
    }

    private func spread(_ release: Release) async throws -> String? {
        try await store.spread(of: release.id).map { "\($0.have)/\($0.of) \($0.type.rawValue.dropFirst(8)) \($0.revision.map(String.init) ?? "-")" }
    }

    /// Answers what is due, each endpoint with its status, until nothing is.
    private mutating func answer(_ statuses: [String: Int] = [:], at now: Instant = .noon) async throws {
        let status = { (claim: Claim) in statuses.first { claim.url.hasSuffix("/" + $0.key) }?.value ?? 204 }
        var claims = try await courier.turn(at: now)
        while !claims.isEmpty { claims = try await courier.turn(claims.map { $0.ended(status($0), at: now) }, at: now) }
    }

    @Test("an endpoint has a text from the moment at which it says so, and of those that do not have it the last answer is known")
    mutating func has() async throws {
        for name in ["a", "b", "c"] { _ = try await store.receiver(name) }
        var release = try await store.publish()
        #expect(try await spread(release) == "0/3 published 1")
        try await answer(["b": 503])
        #expect(try await held(release) == ["a published 1", "b nothing!", "c published 1"])
        #expect(try await spread(release) == "2/3 published 1")
        let missing = try await store.holdings(of: release.id, missing: true, PageRequest()).items
        #expect(missing.map(\.endpointName) == ["b"] && missing.first?.status == .pending && missing.first?.lastAttempt?.statusCode == 503)
        release = try await store.correct(release)
        #expect(try await spread(release) == "0/3 corrected 2")
        try await answer(["b": 503, "c": 500], at: .noon.later(seconds: 20))
        #expect(try await held(release) == ["a corrected 2", "b nothing!", "c published 1!"])
        release = try await store.withdraw(release, at: .noon.later(hours: 1))
        try await answer(at: .noon.later(hours: 1))
        #expect(try await held(release) == ["a withdrawn -", "b withdrawn -", "c withdrawn -"])
        #expect(try await spread(release) == "3/3 withdrawn -")
        let since = try await store.holdings(of: release.id, PageRequest(limit: 1))
        #expect(since.items.first?.held?.since == .noon.later(hours: 1) && since.next == since.items.first?.endpointID)
    }

    @Test("what arrives twice, or late, moves nothing backwards")
    mutating func backwards() async throws {
        _ = try await store.receiver("a")
        let release = try await store.correct(try await store.publish())
        try await answer()
        let deliveries = try await store.deliveries(DeliveryFilter(release: release.id), PageRequest()).items
        let later = Instant.noon.later(hours: 2)
        for delivery in deliveries {
            try await store.redeliver(delivery.id, force: true, by: Cast.sam.origin, at: later)
            try await answer(at: later)
        }
        #expect(try await held(release) == ["a corrected 2"])
        #expect(try await store.holdings(of: release.id, PageRequest()).items.first?.held?.since == .noon)
    }

    @Test("a correction reaches whoever was sent the text, also when the deliveries are gone and the filters say otherwise")
    mutating func remembered() async throws {
        let names = ["a", "b", "never"]
        var ids: [String] = []
        for name in names { ids.append(try await store.receiver(name, name == "never" ? Subscription(sections: ["speeches"]) : Subscription())) }
        let release = try await store.publish()
        try await answer(["b": 500])
        try await store.write { db in try db.execute(sql: "DELETE FROM delivery") }
        for (id, name) in zip(ids, names) {
            let filters = NewEndpoint(name: name, url: "http://127.0.0.1:9/\(name)", subscription: Subscription(sections: ["speeches"]), allowPrivate: true)
            _ = try await store.changeEndpoint(id, to: filters, by: .shell, at: .noon)
        }
        _ = try await store.correct(release)
        let told = try await store.deliveries(DeliveryFilter(release: release.id), PageRequest()).items.map(\.endpointName)
        #expect(Set(told) == ["a", "b"])
    }

    @Test("a ping and the desk's own events give nobody a text")
    mutating func others() async throws {
        let id = try await store.receiver("a", Subscription(events: [.submitted, .approved]))
        let release = try await store.publish()
        _ = try await store.ping(id, by: Cast.ada.origin, at: .noon)
        try await answer()
        #expect(try await held(release) == [])
        #expect(try await spread(release) == nil)
    }

    @Test("the migration learns from the attempts that are there who has what")
    mutating func migrated() async throws {
        for name in ["a", "b", "c"] { _ = try await store.receiver(name) }
        var release = try await store.publish()
        try await answer(["c": 500])
        release = try await store.correct(release)
        try await answer(["b": 500], at: .noon.later(seconds: 20))
        let before = try await held(release)
        #expect(before == ["a corrected 2", "b published 1!", "c corrected 2"])
        let table = { @Sendable (db: Database) in try Row.fetchAll(db, sql: "SELECT * FROM holding").map(\.description) }
        let (step, rows) = (Migration.holdings.sql, try await store.read(table))
        try await store.write { db in
            try db.execute(sql: "DROP TABLE holding; ALTER TABLE event DROP COLUMN revision")
            try db.execute(sql: step)
        }
        #expect(try await store.read(table) == rows)
        #expect(try await held(release) == before)
    }
}
