import Editorial
import Fixtures
@testable import Storage
import Testing

@Suite("The urgent road, kept")
struct ControlTests {
    let place = Place(.sample(with: .flash))
    let store: Store

    init() throws { store = try place.open() }

    @Test("an urgent word outlives the process, and becomes a review when the text goes out")
    func urgency() async throws {
        var new = NewRelease.sample
        (new.releaseAt, new.releaseZone) = (.noon.later(hours: 1), "Europe/Moscow")
        let draft = try await store.create(new, by: Cast.ana.origin, at: .noon)
        let scheduled = try await store.take("schedule-urgently", draft, by: Cast.sam, at: .noon)
        #expect(try await store.release(draft.id) == scheduled)
        #expect(scheduled.urgency?.reason == "Because it must be." && scheduled.releaseZone == "Europe/Moscow")
        #expect(try await store.reviewsOwed().isEmpty)

        #expect(try await store.publishDue(at: .noon.later(hours: 1)) == 1)
        let out = try #require(try await store.reviewsOwed().first)
        #expect(out.live.text != nil && out.urgency == nil && out.review?.parties == ["ana", "sam"] && out.review?.by == "sam")
        #expect(try await store.reviewCounts(at: .noon.later(hours: 24)) == (owed: 1, overdue: 0))
        #expect(try await store.reviewCounts(at: .noon.later(hours: 25)) == (owed: 1, overdue: 1))
        #expect(try await store.lastEntry()?.details["review_due"] == "2026-11-26T13:00:00.000Z")

        _ = try await store.take("accept", out, by: Cast.pia, at: .noon.later(hours: 2))
        #expect(try await store.reviewsOwed().isEmpty)
        #expect(try await store.release(draft.id)?.approvals.map(\.by) == ["pia"])
        #expect(try await store.lastEntry()?.details["review"] == "done")
    }

    @Test("who a release is confined to is kept, and names only people that there are")
    func confinement() async throws {
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        let confined = try await store.perform(.confine(to: ["pub", "dan"]), on: draft.id, by: Cast.ana.origin, at: .noon)
        #expect(try await store.release(draft.id) == confined)
        #expect(confined.confinedTo == ["pub", "dan"])
        await #expect(throws: Invalid("/confined_to", "There is no account “nobody”.")) {
            try await store.perform(.confine(to: ["nobody"]), on: draft.id, by: Cast.ana.origin, at: .noon)
        }
        await #expect(throws: NotFound.self, "it is not there for others, by whatever road they come") {
            try await store.step("submit", on: draft.id, by: Cast.lea)
        }
        let alone = try await store.perform(.confine(to: []), on: draft.id, by: Cast.sam.origin, at: .noon)
        #expect(alone.confinedTo == [])
        #expect(try await store.perform(.confine(to: nil), on: draft.id, by: Cast.sam.origin, at: .noon).confinedTo == nil)
        #expect(try await store.lastEntry()?.action == "release.confine")
    }

    @Test("the account that scheduled a text urgently is named before it is closed")
    func pending() async throws {
        var new = NewRelease.sample
        new.releaseAt = .noon.later(hours: 1)
        let draft = try await store.create(new, by: Cast.ana.origin, at: .noon)
        _ = try await store.take("schedule-urgently", draft, by: Cast.sam, at: .noon)
        let store = store
        let pending = try await store.read { db in try store.pending(of: "sam", in: db).map(\.id) }
        #expect(pending == [draft.id])
    }
}
