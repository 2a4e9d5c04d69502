import Editorial
import Fixtures
import Testing

@Suite("Confinement")
struct ConfinementTests {
    @Test("a confined release is open to those who are named, who made it, who may approve it, and auditors")
    func readers() throws {
        let open = try Release.draft()
        #expect(Cast.everybody.allSatisfy { open.isOpen(to: $0, under: .sample) })
        let confined = try open.after(.confine(to: ["pub"]), by: Cast.ana)
        #expect(confined.confinedTo == ["pub"] && confined.revision == open.revision)
        #expect(Cast.everybody.filter { confined.isOpen(to: $0, under: .sample) }.map(\.login) == ["ana", "sam", "pia", "nia", "pub", "aud"])
    }

    @Test("whoever made it or may approve it says who reads it")
    func mayConfine() throws {
        let release = try Release.draft()
        let may = Cast.everybody.filter { release.refused(.confine(to: []), by: $0).isEmpty }
        #expect(may.map(\.login) == ["ana", "sam", "pia", "nia"])
        #expect(try release.after(.confine(to: ["dan"]), by: Cast.ana).refused(.confine(to: nil), by: Cast.dan) == [.role])
        #expect(release.refused(.confine(to: []), by: Person(login: "ana", name: "Ana", roles: [.publisher])) == [.role], "she writes no more")
    }

    /// Speeches need the lawyers, too.
    private static let bound: Office = {
        var office = Office.sample
        office.choice = WorkflowChoice(standard: "press-release", kinds: [.speech: "two-roles"])
        return office
    }()

    @Test("a kind that brings another workflow along opens it to those who approve there only by the hand of whoever may say who reads it")
    func opened() throws {
        let confined = try Release.draft().after(.confine(to: ["dan"]), by: Cast.ana)
        let speech = Command.edit(Edit(kind: .speech))
        #expect(!confined.isOpen(to: Cast.lea, under: Self.bound) && confined.roles(openedToBy: "two-roles", under: Self.bound) == ["legal"])
        let refusal = confined.refusal(speech, by: Cast.dan.actor, under: Self.bound)
        #expect(refusal.map(\.code) == [.role] && refusal.first?.detail.contains("would open it to a legal") == true)
        #expect(confined.refused(.edit(Edit(kind: .statement)), by: Cast.dan, under: Self.bound).isEmpty)
        for person in [Cast.ana, Cast.sam] {
            let opened = try confined.after(speech, by: person, under: Self.bound)
            #expect(opened.workflow == "two-roles" && opened.isOpen(to: Cast.lea, under: Self.bound) && opened.confinedTo == ["dan"])
        }
        let open = try Release.draft()
        #expect(open.refused(speech, by: Cast.dan, under: Self.bound).isEmpty && open.roles(openedToBy: "two-roles", under: Self.bound).isEmpty)
    }

    @Test("a press secretary who approves nothing under its workflow opens it by no other one, unless they made it")
    func otherRoad() throws {
        var office = Office.sample
        office.workflows["press-release"] = Workflow.pressRelease.changed(name: "press-release", title: "By lawyers", approvals: ["legal": 1])
        var confined = try Release.draft()
        confined.confinedTo = ["sam"]
        let change = Command.changeWorkflow("two-roles", comment: "Two must look.")
        #expect(confined.refused(change, by: Cast.sam, under: office) == [.role])
        confined.confinedTo = nil
        #expect(confined.refused(change, by: Cast.sam, under: office) == [])
    }
}

@Suite("What was shown")
struct ShownTests {
    @Test("an approval of a text that stands elsewhere than was shown is refused, and says what differs")
    func description() throws {
        let release = try Release.submitted()
        var step = release.step("approve")
        step.description = release.description
        #expect(release.refused(.transition(step), by: Cast.sam) == [])
        step.description?.section = "speeches"
        step.description?.slug = "another"
        #expect(release.refusal(.transition(step), by: Cast.sam.actor) == [
            Objection(.stale, "What has changed since you saw it: the section, the address.")
        ])
    }

    @Test("a text with open comments is not approved where the workflow asks that there be none")
    func comments() throws {
        var office = Office.sample
        let approve = Workflow.Transition(
            name: "approve", title: "Approve", from: ["submitted"], to: "approved", by: [.pressSecretary], guards: [.noOpenComments], effects: [.approve])
        office.workflows["press-release"] = Workflow(
            name: "press-release", title: "P", approvals: [.pressSecretary: 1], states: Workflow.pressRelease.states, transitions: [approve], digest: "")
        var release = try Release.submitted()
        release.openComments = 2
        #expect(release.refusal(.transition(release.step("approve")), by: Cast.sam.actor, under: office) == [Objection(.openComments, "2 comments are still open.")])
        release.openComments = 0
        #expect(release.refused("approve", by: Cast.sam, under: office) == [])
    }

    @Test("the zone in which a release time was said is kept with it, and goes with it")
    func zone() throws {
        let at = Instant.noon.later(hours: 2)
        let set = try Release.draft().after(.setReleaseTime(at, zone: "Europe/Paris", comment: nil), by: Cast.ana)
        #expect(set.releaseAt == at && set.releaseZone == "Europe/Paris")
        #expect(try set.after(.setReleaseTime(nil, comment: nil), by: Cast.ana).releaseZone == nil)
    }
}
