import Distribution
import Editorial
import Fixtures
import Foundation
import GRDB
@testable import Storage
import Testing

@Suite("The outbox")
struct OutboxTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    private func add(_ name: String, _ subscription: Subscription = Subscription()) async throws -> Endpoint {
        try await store.addEndpoint(NewEndpoint(name: name, url: "https://\(name).example/hook", subscription: subscription), by: .shell, at: .noon).0
    }

    /// What is owed, oldest first: the event's type and the delivery's status.
    private func owed(to endpoint: Endpoint) async throws -> [String] {
        try await store.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT event.type, delivery.status FROM delivery JOIN event ON event.id = event_id JOIN endpoint ON endpoint.id = endpoint_id
                    WHERE endpoint.public_id = ? ORDER BY delivery.id
                    """,
                arguments: [endpoint.id]
            ).map { "\(($0["type"] as String).dropFirst(8)) \($0["status"] as String)" }
        }
    }

    /// As the courier leaves them.
    private func set(_ status: String, where condition: String) async throws {
        let flies = status == "in_flight"
        try await store.write { db in
            try db.execute(
                sql: """
                    UPDATE delivery SET status = ?, due_at = NULL, boot = ?, claimed_at = ?, attempts = attempts + 1 WHERE \(condition)
                    """,
                arguments: [status, flies ? "boot" : nil, flies ? Instant.noon : nil])
        }
    }

    @Test("an approval that publishes owes each endpoint what it asked for, in one transaction, with one body an event")
    func fanOut() async throws {
        let all = try await add("all")
        let desk = try await add("desk", Subscription(events: [.submitted, .approved, .changesRequested]))
        let speeches = try await add("speeches", Subscription(sections: ["speeches"]))
        let russian = try await add("russian", Subscription(languages: ["ru"]))
        let matching = try await add("matching", Subscription(sections: ["events", "speeches"], kinds: [.news], languages: ["en"]))
        let release = try await store.publish(.sample)
        #expect(try await owed(to: all) == ["published pending"])
        #expect(try await owed(to: matching) == ["published pending"])
        #expect(try await owed(to: desk) == ["submitted pending", "approved waiting"])
        #expect(try await owed(to: speeches) == [])
        #expect(try await owed(to: russian) == [])
        #expect(try await store.audience(of: .published, release: release) == 2)
        let (events, bodies) = try await store.read { db in
            (try Int.fetchOne(db, sql: "SELECT count(*) FROM event"), try Int.fetchOne(db, sql: "SELECT count(*) FROM payload"))
        }
        #expect(events == 3 && bodies == 3)
        let body = try await store.read { db in
            try Data.fetchOne(db, sql: "SELECT bytes FROM payload JOIN event ON payload.id = payload_id WHERE type = 'release.published'")
        }
        let payload = try JSON.parse(try #require(body))
        #expect(payload["data"]["release"]["id"] == .string(release.id))
        #expect(payload["data"]["release"]["body_html"].string?.contains("<strong>meets</strong>") == true)
    }

    @Test("a disabled endpoint's deliveries wait suspended, and are due in their order when it is enabled again")
    func suspended() async throws {
        let endpoint = try await add("all")
        let first = try await store.publish(.sample)
        _ = try await store.disableEndpoint(endpoint.id, reason: "Moving house.", by: .shell, at: .noon)
        try await correct(first.id)
        _ = try await store.publish(.sample)
        #expect(try await owed(to: endpoint) == ["published suspended", "corrected suspended", "published suspended"])
        #expect(try await store.audience(of: .published, release: first) == 0)
        let enabled = try await store.enableEndpoint(endpoint.id, by: .shell, at: .noon)
        #expect(enabled.status == .enabled && enabled.disabledReason == nil)
        #expect(try await owed(to: endpoint) == ["published pending", "corrected waiting", "published pending"])
    }

    @Test("the audience of an event is who would get it: whoever knows the text hears of its end, whatever they ask for now")
    func audience() async throws {
        let knows = try await add("all")
        let release = try await store.publish(.sample)
        let filters = NewEndpoint(name: "all", url: "https://all.example/hook", subscription: Subscription(sections: ["speeches"]))
        _ = try await store.changeEndpoint(knows.id, to: filters, by: .shell, at: .noon)
        _ = try await add("notices", Subscription(events: [.withdrawn]))
        let away = try await add("away")
        _ = try await store.disableEndpoint(away.id, reason: "Moving house.", by: .shell, at: .noon)
        var audiences: [EventType: Int] = [:]
        for type in EventType.open { audiences[type] = try await store.audience(of: type, release: release) }
        #expect(audiences == [.published: 0, .corrected: 1, .withdrawn: 2, .reinstated: 1])
        try await store.step("withdraw", on: release.id, by: Cast.pub)
        #expect(try await store.deliveries(DeliveryFilter(status: .pending), PageRequest()).items.map(\.eventType) == [.withdrawn, .withdrawn])
    }

    @Test("a correction waits behind what is not through, pulls it forward, and reaches those who know the text whatever they ask for now")
    func corrected() async throws {
        let endpoint = try await add("all")
        let release = try await store.publish(.sample)
        try await store.write { db in try db.execute(sql: "UPDATE delivery SET due_at = 99999999999999") }
        let filters = NewEndpoint(name: "all", url: "https://all.example/hook", subscription: Subscription(sections: ["speeches"]))
        _ = try await store.changeEndpoint(endpoint.id, to: filters, by: .shell, at: .noon)
        try await correct(release.id)
        #expect(try await owed(to: endpoint) == ["published pending", "corrected waiting"])
        #expect(try await store.read { db in try Instant.fetchOne(db, sql: "SELECT due_at FROM delivery WHERE status = 'pending'") } == .noon)
    }

    @Test("a withdrawal cancels what has not arrived and goes next, after what is being sent; it reaches those who were owed the text")
    func withdrawn() async throws {
        let endpoint = try await add("all")
        let release = try await store.publish(.sample)
        let sending = try await add("late", Subscription(sections: ["speeches"]))
        try await correct(release.id)
        try await store.step("withdraw", on: release.id, by: Cast.pub)
        #expect(try await owed(to: endpoint) == ["published cancelled", "corrected cancelled", "withdrawn pending"])
        #expect(try await owed(to: sending) == [])
        try await set("delivered", where: "status = 'pending'")
        try await store.step("reinstate", on: release.id, by: Cast.sam)
        try await set("in_flight", where: "status = 'pending'")
        try await store.step("withdraw", on: release.id, by: Cast.pub)
        #expect(try await owed(to: endpoint).suffix(3) == ["withdrawn delivered", "reinstated in_flight", "withdrawn waiting"])
    }

    @Test("changes asked for are told to those who name it; taking an approval back is not, nor is a drop")
    func desk() async throws {
        let desk = try await add("desk", Subscription(events: [.submitted, .approved, .changesRequested]))
        var new = NewRelease.sample
        new.releaseAt = .noon.later(hours: 1)
        let id = try await store.create(new, by: Cast.ana.origin, at: .noon).id
        for (name, person) in [("submit", Cast.ana), ("request-changes", Cast.sam), ("submit", Cast.ana), ("approve", Cast.sam), ("unapprove", Cast.pub), ("drop", Cast.ana)] {
            try await store.step(name, on: id, by: person)
        }
        let types = try await owed(to: desk).map { String($0.prefix { $0 != " " }) }
        #expect(types == ["submitted", "changes_requested", "submitted", "approved"])
    }

    @Test("of two approvals that a text needs only the last is told as approved")
    func quorum() async throws {
        let desk = try await add("desk", Subscription(events: [.approved]))
        var new = NewRelease.sample
        (new.workflow, new.releaseAt) = ("quorum", .noon.later(hours: 1))
        let id = try await store.create(new, by: Cast.ana.origin, at: .noon).id
        try await store.step("submit", on: id, by: Cast.ana)
        try await store.step("approve", on: id, by: Cast.sam)
        #expect(try await owed(to: desk) == [])
        let approved = try await store.step("approve", on: id, by: Cast.pia)
        #expect(approved.approvals.map(\.by) == ["sam", "pia"])
        #expect(try await owed(to: desk) == ["approved pending"])
    }

    @Test("a refused command owes nobody anything")
    func refused() async throws {
        let endpoint = try await add("all")
        let id = try await store.create(.sample, by: Cast.ana.origin, at: .noon).id
        try await store.step("submit", on: id, by: Cast.ana)
        await #expect(throws: Refusal.self) { try await store.step("approve", on: id, by: Cast.ana) }
        #expect(try await owed(to: endpoint) == [])
    }

    @Test("ten thousand endpoints are owed it by one statement", .timeLimit(.minutes(1)))
    func many() async throws {
        let endpoint = try await add("first")
        try await store.write { db in
            try db.execute(
                sql: """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
                    INSERT INTO endpoint (public_id, name, url, allow_private, status, created_at) SELECT 'e' || i, 'e', 'https://e.example', 0, 'enabled', 0 FROM n;
                    INSERT INTO endpoint_filter (endpoint_id, field, value) SELECT endpoint.id, 'event', value FROM endpoint
                    JOIN endpoint_filter ON endpoint_id = (SELECT id FROM endpoint WHERE name = 'first') WHERE endpoint.name = 'e';
                    """)
        }
        _ = try await store.publish(.sample)
        #expect(try await store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM delivery WHERE status = 'pending'") } == 10_001)
        #expect(try await owed(to: endpoint) == ["published pending"])
    }

    private func correct(_ id: String) async throws {
        try await store.step("correct", on: id, by: Cast.dan)
        let note = "Correction \(try await store.release(id)?.version ?? 0)."
        try await store.perform(.edit(Edit(content: .sample.with(body: note, correctionNote: note))), on: id, by: Cast.dan.origin, at: .noon)
        try await store.step("submit", on: id, by: Cast.dan)
        try await store.step("approve", on: id, by: Cast.sam)
    }
}
