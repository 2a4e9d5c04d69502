import Editorial
import Fixtures
@testable import Storage
import Testing

@Suite("Who had a text before them")
struct OpenedTextTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    private func opens() async throws -> [JournalEntry] { try await store.journal(JournalFilter(action: "text.open"), PageRequest(limit: 200)).items.reversed() }

    @Test("an opening is noted once a person, revision and session or token, with what it was")
    func once() async throws {
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        let desk = Origin(Cast.sam.actor, via: .desk, address: "192.0.2.7", ticket: "s1")
        let program = Origin(Cast.sam.actor, via: .api, ticket: "t1")
        for origin in [desk, desk, program, program, Origin(Cast.sam.actor, via: .desk, ticket: "s2"), Origin(Cast.pia.actor, via: .desk, ticket: "s1")] {
            try await store.noteOpening(of: [OpenedText(draft)], by: origin, at: .noon)
        }
        let entries = try await opens()
        #expect(entries.map(\.actor) == ["sam", "sam", "sam", "pia"])
        #expect(entries[0].details["session"] == "s1" && entries[0].details["address"] == "192.0.2.7" && entries[0].releaseID == draft.id)
        #expect(entries[0].details["digest"].string == draft.revision.digest && entries[0].details["revision"].integer == 1)
        #expect(entries[1].details["token"] == "t1" && entries[1].details["via"] == "api" && entries[1].details["session"] == .null)
        let second = try await store.perform(.edit(Edit(content: .sample.with(headline: "Another"))), on: draft.id, by: Cast.ana.origin, at: .noon)
        try await store.noteOpening(of: [OpenedText(second), OpenedText(second, draft.revision)], by: desk, at: .noon)
        #expect(try await opens().count == 5)
        #expect(try JournalReader(directory: place.data).verify().entries == 7)
    }

    @Test("a text that is or was public is nobody's secret")
    func open() async throws {
        let live = try await store.publish(.sample)
        let withdrawn = try await store.withdraw(store.publish("Another"))
        try await store.noteOpening(of: [OpenedText(live), OpenedText(withdrawn)], by: Cast.pia.origin, at: .noon)
        #expect(try await opens().isEmpty)
    }
}
