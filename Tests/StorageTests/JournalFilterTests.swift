import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("Asking the journal")
struct JournalFilterTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    /// Every way of asking that `/desk/journal` has, without and with the days.
    private static let filters: [JournalFilter] = [nil, "r"].flatMap { release in
        [nil, "ana"].flatMap { actor in
            [nil, "release.", "session.sign-in"].flatMap { action in
                [(nil, nil), (Instant.noon, nil), (nil, Instant.noon), (Instant.noon, Instant.noon)].flatMap { from, before in
                    [false, true].map { JournalFilter(release: release, actor: actor, action: action, from: from, before: before, refusedOnly: $0) }
                }
            }
        }
    }

    @Test("no filter reads through the journal, or sorts it: each leads along an index in the order of the answer")
    func plan() async throws {
        for reader in [nil, Cast.aud, Cast.sam] {
            for var filter in Self.filters {
                filter.reader = reader
                for after in [nil, 5] {
                    let question = JournalQuestion(filter, after: after, limit: 51, under: place.office)
                    let plan = try await store.read { db in
                        try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + question.sql, arguments: question.arguments).map { $0["detail"] as String }
                    }
                    let main = try #require(plan.first { $0.contains(" journal ") })
                    let asksForAll = filter.release == nil && filter.actor == nil && filter.action == nil && !filter.refusedOnly && filter.from == nil && filter.before == nil
                    #expect(main.contains("USING INDEX journal_") || (asksForAll && main.contains("SEARCH journal USING INTEGER PRIMARY KEY")), "\(filter): \(plan)")
                    #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.contains("SCAN release") }, "\(filter): \(plan)")
                    if let index = expected(filter) { #expect(main.contains(index), "\(filter): \(plan)") }
                }
            }
        }
    }

    private func expected(_ filter: JournalFilter) -> String? {
        if filter.release != nil { return "journal_of_release" }
        if filter.actor != nil { return "journal_by_actor" }
        if filter.from != nil || filter.before != nil { return "journal_by_time" }
        if filter.refusedOnly { return "journal_refused" }
        return filter.action == nil ? nil : "journal_by_noun"
    }

    @Test("each filter finds what looking at every entry finds, in pages as in one")
    func answers() async throws {
        let (ana, dan) = (try await store.create(.sample, by: Cast.ana.origin, at: .noon.later(hours: -1)), try await store.create(.sample, by: Cast.dan.origin, at: .noon))
        _ = try? await store.step("approve", on: ana.id, by: Cast.dan, at: .noon.later(hours: 2))
        // The clock has been set back meanwhile.
        try await store.step("submit", on: ana.id, by: Cast.ana, at: .noon.later(hours: 1))
        try await store.step("submit", on: dan.id, by: Cast.dan, at: .noon.later(hours: 3))
        try await store.note("session.sign-in", by: Cast.ana.origin, at: .noon.later(hours: 3))
        let all = try await store.journal(JournalFilter(), PageRequest(limit: 200)).items
        for release in [nil, ana.id] {
            for actor in [nil, "ana"] {
                for action in [nil, "release.", "release.submit", "session.sign-in", "sess"] {
                    for (from, before) in [(nil, nil), (Instant.noon, nil), (nil, Instant.noon.later(hours: 3)), (Instant.noon, Instant.noon.later(hours: 3))] {
                        for refused in [false, true] {
                            let filter = JournalFilter(release: release, actor: actor, action: action, from: from, before: before, refusedOnly: refused)
                            let sought = all.filter { entry in
                                (release == nil || entry.releaseID == release) && (actor == nil || entry.actor == actor) && (action == nil || entry.action.hasPrefix(action ?? ""))
                                    && (from.map { entry.at >= $0 } ?? true) && (before.map { entry.at < $0 } ?? true) && (!refused || entry.action.hasSuffix(".refused"))
                            }
                            let found = try await store.journal(filter, PageRequest(limit: 200)).items
                            #expect(Set(found.map(\.sequence)) == Set(sought.map(\.sequence)) && found.count == sought.count, "\(filter)")
                            var paged: [JournalEntry] = []
                            var after: String?
                            repeat {
                                let page = try await store.journal(filter, PageRequest(limit: 1, after: after))
                                paged += page.items
                                after = page.next
                            } while after != nil
                            #expect(paged == found, "\(filter)")
                        }
                    }
                }
            }
        }
    }
}
