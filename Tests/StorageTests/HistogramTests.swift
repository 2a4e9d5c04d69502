import Editorial
import Fixtures
@testable import Storage
import Testing

@Suite("How long things took")
struct HistogramTests {
    @Test("a bucket counts what was as late as its bound, and every later bucket with it")
    func bounds() {
        let lateness = Histogram(upTo: [0.005, 0.01, 3600])
        for seconds in [0.005, 0.0051, 4_000] { lateness.note(seconds) }
        let counts = lateness.counts
        #expect(counts.upTo.first == 1 && counts.upTo[1] == 2 && counts.upTo.last == 2)
        #expect(counts.total == 3 && counts.sum > 4_000)
    }

    @Test("it is counted from when the clock could first have acted: not from a release time that came before the approval")
    func approvedLate() async throws {
        let place = Place()
        let store = try place.open(hold: true)
        var new = NewRelease.sample
        new.releaseAt = .noon.later(hours: 1)
        let draft = try await store.create(new, by: Cast.ana.origin, at: .noon)
        try await store.step("submit", on: draft.id, by: Cast.ana)
        try await store.step("approve", on: draft.id, by: Cast.sam, at: .noon.later(hours: 2))
        try await store.resume(by: Cast.ada.origin, at: .noon.later(hours: 2))
        #expect(try await store.publishDue(at: .noon.later(hours: 5)) == 1)
        #expect(try await store.lastEntry()?.details["late_ms"] == JSON(3 * 3_600_000))
    }
}
