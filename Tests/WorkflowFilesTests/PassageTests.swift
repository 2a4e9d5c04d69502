import Editorial
import Fixtures
import Testing

@testable import WorkflowFiles

@Suite("A step that the prover looks at")
struct PassageTests {
    /// What the rules would never do: the text changes, and what stood for it stays.
    private func broken(_ before: Release, under workflow: Workflow) -> [Property] {
        let content = Content.sample.with(body: "Another text.")
        let next = Revision(
            number: before.revisionCount + 1, digest: content.digest, createdBy: "dan", createdAt: .noon, content: content, parent: before.revision.number,
            authors: ["ana", "dan"])
        let events = [Event.revised(next)]
        let passage = Passage(
            before: before, after: before.applying(events, at: .noon), events: events, actor: Cast.dan.actor, now: .noon, workflow: workflow)
        return passage.broken
    }

    @Test("a text that changes and keeps its approval or its urgent word breaks what is promised, whatever brought it about")
    func voided() throws {
        let office = Office.sample(with: .flash)
        #expect(broken(try .approved(), under: .pressRelease) == [.voided])
        #expect(broken(try .submitted(releaseAt: .noon.later(hours: 1), under: office).after("schedule-urgently", by: Cast.sam, under: office), under: .flash) == [.voided])
        #expect(broken(try .submitted(), under: .pressRelease) == [], "there is nothing to keep")
        #expect(broken(try .published(), under: .pressRelease) == [], "the approval of what is public stays with it")
    }
}
