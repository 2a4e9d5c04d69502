import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Synchronization
import Testing

@Suite("What falls due")
struct ClockTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    /// Approved, and to be public that many hours after noon.
    private func approved(in hours: Int64, at store: Store? = nil) async throws -> Release {
        var new = NewRelease.sample
        new.releaseAt = .noon.later(hours: hours)
        return try await (store ?? self.store).publish(new)
    }

    @Test("it publishes at its time and not before, by the clock, through the same door")
    func due() async throws {
        let release = try await approved(in: 1)
        #expect(release.state == "approved")
        #expect(try await store.nextRelease()?.at == .noon.later(hours: 1))
        #expect(try await store.publishDue(at: .noon.later(seconds: 3599.999)) == 0)
        #expect(try await store.publishDue(at: .noon.later(hours: 1)) == 1)
        let live = try #require(try await store.release(release.id))
        #expect(live.state == "published" && live.live.text?.publishedAt == .noon.later(hours: 1))
        #expect(try await store.lastEntry()?.actor == "clock")
        #expect(try await store.publishDue(at: .noon.later(hours: 1)) == 0)
        #expect(try await store.nextRelease() == nil)
    }

    @Test("a changed time is what counts; a cleared one publishes at once")
    func changed() async throws {
        let release = try await approved(in: 1)
        try await store.perform(.setReleaseTime(.noon.later(hours: 5), comment: "Later."), on: release.id, by: Cast.pub.origin, at: .noon)
        #expect(try await store.nextRelease()?.at == .noon.later(hours: 5))
        #expect(try await store.lastEntry()?.details["previous_release_at"] == JSON(.noon.later(hours: 1)))
        let cleared = try await store.perform(.setReleaseTime(nil, comment: "Now."), on: release.id, by: Cast.sam.origin, at: .noon)
        #expect(cleared.state == "published")
    }

    @Test("one that cannot be published rolls back alone and is left until it changes")
    func savepoint() async throws {
        let broken = try await approved(in: 1)
        let sound = try await approved(in: 2)
        try place.damage(broken)
        #expect(try await store.publishDue(at: .noon.later(hours: 3)) == 2)
        #expect(try await store.release(sound.id)?.state == "published")
        #expect(try await store.read { db in try String.fetchOne(db, sql: "SELECT state FROM release WHERE public_id = ?", arguments: [broken.id]) } == "approved")
        #expect(try await store.journal(JournalFilter(release: broken.id), PageRequest(limit: 1)).items.first?.action == "release.publish.refused")
        #expect(try await store.publishDue(at: .noon.later(hours: 3)) == 0)
        #expect(try await store.nextRelease() == nil)
    }

    @Test("what went out late says so in the journal, by how much; what was in time does not")
    func late() async throws {
        let punctual = try await approved(in: 1)
        _ = try await store.publishDue(at: .noon.later(hours: 1))
        #expect(try await store.lastEntry()?.details["late_ms"] == .some(.null))
        #expect(try await store.release(punctual.id)?.live.text != nil)
        let counts = store.lateness.counts
        #expect(counts.total == 1 && counts.upTo.last == 1 && counts.sum < 60)

        _ = try await approved(in: 2)
        _ = try await store.publishDue(at: .noon.later(seconds: 7200 + 720))
        #expect(try await store.lastEntry()?.details["late_ms"] == JSON(720_000))
        #expect(store.lateness.counts.total == 2 && store.lateness.counts.sum >= 720)
    }

    @Test("a clock that is set back publishes nothing early, and nothing twice")
    func setBack() async throws {
        let release = try await approved(in: 2)
        #expect(try await store.publishDue(at: .noon.later(hours: 1)) == 0)
        #expect(try await store.publishDue(at: .noon.later(hours: -1)) == 0)
        #expect(try await store.publishDue(at: .noon.later(hours: 2)) == 1)
        for hours in [1, 2, 3] as [Int64] { #expect(try await store.publishDue(at: .noon.later(hours: hours)) == 0) }
        #expect(try await store.release(release.id)?.live.text?.publishedAt == .noon.later(hours: 2))
    }

    @Test("what slept through its time goes out in the order of the release times")
    func order() async throws {
        var ids: [String] = []
        for hours in [3, 1, 2] as [Int64] { ids.append(try await approved(in: hours).id) }
        #expect(try await store.publishDue(at: .noon.later(hours: 9)) == 3)
        let journal = try await store.journal(JournalFilter(), PageRequest(limit: 3)).items
        #expect(journal.reversed().map(\.releaseID) == [ids[1], ids[2], ids[0]])
    }

    @Test("the figures tell what waits, is due, and is stuck; one that is stuck counts until it goes out")
    func figures() async throws {
        let broken = try await approved(in: 1)
        _ = try await approved(in: 2)
        #expect(try await store.figures(at: .noon).waiting == 2)
        #expect(try await store.figures(at: .noon.later(hours: 1)).due == 1)
        try place.damage(broken)
        _ = try await store.publishDue(at: .noon.later(hours: 1))
        let stuck = try await store.figures(at: .noon.later(hours: 1))
        #expect(stuck.stuck == 1 && stuck.due == 0 && stuck.waiting == 1 && !stuck.onHold && stuck.deliveries[.failed] == 0)
        #expect(
            try await store.stuck(at: .noon.later(hours: 1))
                == [Stuck(id: broken.id, workflow: "press-release", releaseAt: .noon.later(hours: 1), writers: ["ana"])])
        #expect(try await store.stuck(at: .noon).isEmpty)
        try place.damage(broken, with: broken.revision.content.json.stored)
        try await store.perform(.setReleaseTime(.noon.later(hours: 3), comment: "Later."), on: broken.id, by: Cast.pub.origin, at: .noon.later(hours: 2))
        #expect(try await store.publishDue(at: .noon.later(hours: 3)) == 2)
        let after = try await store.figures(at: .noon.later(hours: 3))
        #expect(try await store.stuck(at: .noon.later(hours: 3)).isEmpty)
        #expect(after.stuck == 0 && after.due == 0 && after.waiting == 0)
    }

    @Test("what was decided under a workflow that is gone is stuck when its time has come, and for no longer than that")
    func workflowGone() async throws {
        let other = Place()
        do {
            let store = try other.open()
            _ = try await approved(in: 1, at: store)
            // Nobody has decided on this one: it waits for people, not for the clock.
            var waiting = NewRelease.sample
            waiting.releaseAt = .noon.later(hours: 1)
            _ = try await store.create(waiting, by: Cast.dan.origin, at: .noon)
            try await store.write { db in try db.execute(sql: "UPDATE release SET workflow = 'bygone'") }
        }
        let store = try other.open(staff: [])
        #expect(try await store.stuck(at: .noon).isEmpty)
        #expect(try await store.publishDue(at: .noon.later(hours: 1)) == 0)
        let stuck = try await store.stuck(at: .noon.later(hours: 1))
        #expect(stuck.map(\.workflow) == ["bygone"] && stuck.first?.writers == ["ana"])
        #expect(try await store.figures(at: .noon.later(hours: 1)).stuck == 1)
        let id = try #require(stuck.first?.id)
        try await store.perform(.changeWorkflow("press-release", comment: "The old one is gone."), on: id, by: Cast.sam.origin, at: .noon.later(hours: 2))
        #expect(try await store.figures(at: .noon.later(hours: 2)).stuck == 0)
    }

    @Test("no more than the limit at a time, those that waited longest first")
    func limit() async throws {
        var ids: [String] = []
        for hours in [3, 1, 2] { ids.append(try await approved(in: Int64(hours)).id) }
        #expect(try await store.publishDue(at: .noon.later(hours: 4), limit: 2) == 2)
        #expect(try await store.release(ids[0])?.state == "approved")
        #expect(try await store.publishDue(at: .noon.later(hours: 4), limit: 2) == 1)
    }

    @Test("under a hold nothing publishes by itself, approved now or due long since, until an administrator resumes")
    func hold() async throws {
        let early = try await approved(in: 1)
        try await store.write { db in try db.execute(sql: "UPDATE office SET hold = 1") }
        let late = try await store.publish(.sample)
        #expect(late.state == "approved")
        #expect(try await store.nextRelease() == nil)
        #expect(try await store.publishDue(at: .noon.later(hours: 2)) == 0)
        let held = try await store.heldBack()
        #expect(held.releases.map(\.id) == [late.id, early.id] && held.lastEntryAt == .noon)
        await #expect(throws: Forbidden.self) { try await store.resume(by: Cast.sam.origin, at: .noon) }
        #expect(try await store.onHold())
        try await store.resume(by: Cast.ada.origin, at: .noon)
        #expect(try await store.actions().suffix(2) == ["hold.resume.refused", "hold.resume"])
        #expect(try await store.publishDue(at: .noon.later(hours: 2)) == 2)
    }

    @Test("a hold that the server was started with outlives a restart")
    func restart() async throws {
        let other = Place()
        _ = try other.open(hold: true)
        #expect(try await other.open(hold: true).onHold())
        let store = try other.open()
        #expect(try await store.onHold())
        #expect(try await store.actions() == ["hold.begin"])
    }

    @Test("what could not be published in an earlier life is tried again after a restart")
    func idle() async throws {
        let other = Place()
        do {
            let store = try other.open()
            _ = try await approved(in: 1, at: store)
            try await store.write { db in try db.execute(sql: "UPDATE release SET idle_version = version") }
            #expect(try await store.publishDue(at: .noon.later(hours: 2)) == 0)
        }
        #expect(try await other.open().publishDue(at: .noon.later(hours: 2)) == 1)
    }

    @Test("the due question is answered from an index, however many releases are public")
    func plan() async throws {
        let states = States.automatic(of: .sample)
        let plan = try await store.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + Store.dueQuestion(states), arguments: states.arguments + [Instant.noon, 100])
                .map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("USING INDEX release_by_state (workflow=? AND state=?") })
        #expect(!plan.contains { $0.contains("SCAN release") })
    }

    @Test("commits announce what they changed, live pages before and after, and nothing when they are rolled back")
    func signals() async throws {
        let (store, heard) = (store, Heard())
        store.signals.listen { change in heard.add(change) }
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        try await store.step("submit", on: draft.id, by: Cast.ana)
        #expect(heard.take().contains { $0.contains(.schedule) })
        try await store.step("approve", on: draft.id, by: Cast.sam)
        let changes = heard.take()
        #expect(changes.count == 2 && changes[0] == .live && changes[1].isSuperset(of: [.live, .schedule, .deliveries]))
        await #expect(throws: (any Error).self) { try await store.step("approve", on: draft.id, by: Cast.sam) }
        await #expect(throws: DataUnavailable.self) {
            try await store.write { db in
                try db.execute(sql: "UPDATE office SET hold = 1")
                store.signals.note(.live)
                throw Damaged(what: "a test")
            }
        }
        try await store.note("test.note", by: .shell, at: .noon)
        #expect(heard.take() == [])
    }
}

private final class Heard: Sendable {
    private let changes = Mutex<[Signals.Change]>([])
    func add(_ change: Signals.Change) { changes.withLock { $0.append(change) } }
    func take() -> [Signals.Change] {
        changes.withLock { changes in
            defer { changes = [] }
            return changes
        }
    }
}
