import Editorial
import Fixtures
@testable import Storage
import Testing

@Suite("A closed account, or one with other roles")
struct ClosedAccountTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    private func approved(_ workflow: String = "press-release", in store: Store) async throws -> Release {
        var new = NewRelease.sample
        (new.workflow, new.releaseAt) = (workflow, .noon.later(hours: 9))
        return try await store.publish(new)
    }

    @Test("decides, writes and administers nothing more, whoever it was at sign-in, and the try is journaled")
    func closed() async throws {
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        for login in ["ana", "ada"] { _ = try await store.disable(login, takeBack: false, by: .shell, at: .noon) }
        let tries: [() async throws -> Void] = [
            { try await store.step("submit", on: draft.id, by: Cast.ana) },
            { _ = try await store.create(.sample, by: Cast.ana.origin, at: .noon) },
            { try await store.resume(by: Cast.ada.origin, at: .noon) },
            { _ = try await store.create(.sample, by: Person(login: "eve", name: "Eve", roles: [.drafter]).origin, at: .noon) },
        ]
        for attempt in tries {
            await #expect { try await attempt() } throws: { ($0 as? Forbidden)?.detail == "This account is disabled." }
        }
        #expect(try await store.release(draft.id) == draft)
        #expect(try await store.actions().suffix(4) == ["release.submit.refused", "release.create.refused", "hold.resume.refused", "release.create.refused"])
    }

    @Test("a role that was taken away counts no more, and one that was given counts at once")
    func roles() async throws {
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        try await store.step("submit", on: draft.id, by: Cast.ana)
        try await store.setRoles(of: "sam", to: [.drafter], by: .shell, at: .noon)
        await #expect(throws: Refusal.self) { try await store.step("approve", on: draft.id, by: Cast.sam) }
        try await store.setRoles(of: "dan", to: [.pressSecretary], by: .shell, at: .noon)
        #expect(try await store.step("approve", on: draft.id, by: Cast.dan).state == "published")
        try await store.setRoles(of: "ada", to: [.auditor], by: .shell, at: .noon)
        await #expect(throws: Forbidden.self) { try await store.resume(by: Cast.ada.origin, at: .noon) }
    }

    @Test("the approval that it gave a text which waits for another is taken back too, and no other text is touched")
    func part() async throws {
        let live = try await store.publish(.sample)
        let waiting = try await approved("quorum", in: store)
        #expect(waiting.state == "submitted" && waiting.approvals.map(\.by) == ["sam"])
        let taken = try await store.disable("sam", takeBack: true, by: .shell, at: .noon)
        #expect(taken.map(\.id) == [waiting.id])
        #expect(try await store.release(waiting.id)?.approvals == [])
        #expect(try await store.release(live.id) == live)
    }

    @Test("where no step takes approvals back, they are void and the release stays where it is, not to go out")
    func noWayBack() async throws {
        let shipped = Workflow.pressRelease
        let oneWay = Workflow(
            name: "one-way", title: "One way", approvals: shipped.approvals, states: shipped.states,
            transitions: shipped.transitions.filter { !$0.effects.contains(.voidApprovals) }, digest: shipped.digest)
        var office = Office.sample
        office.workflows["one-way"] = oneWay
        let other = Place(office)
        let store = try other.open()
        let release = try await approved("one-way", in: store)
        let taken = try await store.disable("ana", takeBack: true, by: .shell, at: .noon)
        #expect(taken.map(\.release?.state) == ["approved"] && taken.map(\.release?.approvals) == [[]])
        _ = try await store.publishDue(at: .noon.later(hours: 10))
        #expect(try await store.release(release.id)?.live == .nothing)
        #expect(try await store.disable("ana", takeBack: true, by: .shell, at: .noon).count == 1, "again, with nothing left to take back")
    }
}
