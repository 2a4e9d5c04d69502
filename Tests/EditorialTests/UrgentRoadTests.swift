import Editorial
import Fixtures
import Testing

@Suite("The urgent road")
struct UrgentRoadTests {
    let office = Office.sample(with: .flash)

    func urgent(by person: Person = Cast.sam) throws -> Release { try Release.draft(under: office).after("publish-urgently", by: person, under: office) }
    func scheduled() throws -> Release {
        try Release.draft(releaseAt: .noon.later(hours: 1), under: office).after("schedule-urgently", by: Cast.sam, under: office)
    }

    @Test("a press secretary alone publishes with a reason, and leaves a review owed")
    func alone() throws {
        let release = try urgent()
        #expect(release.state == "published" && release.live.text?.revision == release.revision && release.approvals.isEmpty)
        #expect(release.review == Review(
            revision: 1, parties: ["ana", "sam"], by: "sam", reason: "Because it must be.", since: .noon, due: .noon.later(hours: 24)))
        let own = try Release.draft(by: Cast.nia, under: office).after("publish-urgently", by: Cast.nia, under: office)
        #expect(own.live.text != nil && own.review?.by == "nia", "a text that they touched themselves as well")
    }

    @Test("it asks for a reason, a complete text, the role and the release time, whatever the file says")
    func refusals() throws {
        let draft = try Release.draft(under: office)
        #expect(draft.refused(.transition(Step("publish-urgently", revision: 1, comment: " ")), by: Cast.sam, under: office) == [.comment])
        #expect(draft.refused("publish-urgently", by: Cast.ana, under: office) == [.role])
        #expect(try Release.draft(releaseAt: .noon.later(hours: 1), under: office).refused("publish-urgently", by: Cast.sam, under: office) == [.embargo])
        let bare = Workflow.Transition(name: "go", title: "Go", from: ["draft"], to: "published", by: [.pressSecretary], effects: [.publish, .oweReview])
        var office = office
        office.workflows["flash"] = Workflow(
            name: "flash", title: "Flash", approvals: [.pressSecretary: 1], states: Workflow.flash.states, transitions: [bare], digest: "")
        #expect(draft.refused(.transition(Step("go", revision: 1)), by: Cast.sam, under: office) == [.comment])
    }

    @Test("scheduled, it goes out by itself at its time, and the review is owed from then on")
    func schedule() throws {
        let release = try scheduled()
        #expect(release.state == "approved" && release.review == nil && release.urgency?.by == "sam" && release.isDecided)
        #expect(release.automatic(at: .noon, under: office) == nil)
        let due = Instant.noon.later(hours: 1)
        let out = release.applying(try release.decide(.transition(Step("publish", revision: 1)), by: .clock, at: due, under: office), at: due)
        #expect(out.live.text != nil && out.urgency == nil && out.review?.since == due && out.review?.due == due.later(hours: 24))
    }

    @Test("an edit, a way back and another workflow take the urgent word away")
    func voided() throws {
        let release = try scheduled()
        let back = try release.after("unapprove", by: Cast.ana, under: office)
        #expect(back.urgency == nil && back.review == nil)
        #expect(try release.after(.changeWorkflow("press-release", comment: "Not so urgent."), by: Cast.sam, under: office).urgency == nil)
        let again = try back.after(.edit(Edit(content: .sample.with(body: "Other words."))), by: Cast.ana, under: office)
        #expect(again.urgency == nil)
    }

    @Test("nothing is scheduled without a release time that is still to come", arguments: [nil, Instant.noon, Instant.noon.later(hours: -1)])
    func unscheduled(releaseAt: Instant?) throws {
        let draft = try Release.draft(releaseAt: releaseAt, under: office)
        let refusal = draft.refusal(.transition(draft.step("schedule-urgently")), by: Cast.sam.actor, under: office)
        #expect(refusal == [Objection(.embargo, "Set a release time first: one that is still to come.")])
    }

    @Test("an approval that comes in time makes it an ordinary publication")
    func approvedInTime() throws {
        let submitted = try Release.submitted(releaseAt: .noon.later(hours: 1), under: office)
        let release = try submitted.after("schedule-urgently", by: Cast.sam, under: office).after("unapprove", by: Cast.ana, under: office)
            .after("submit", by: Cast.ana, under: office).after("approve", by: Cast.pia, under: office)
        let due = Instant.noon.later(hours: 1)
        let out = release.applying(try release.decide(.transition(Step("publish", revision: 1)), by: .clock, at: due, under: office), at: due)
        #expect(out.live.text != nil && out.review == nil)
    }

    @Test("it is reviewed by somebody who neither wrote the text nor let it out")
    func reviewed() throws {
        let release = try urgent()
        let refusal = release.refusal(.transition(release.step("accept")), by: Cast.sam.actor, under: office)
        #expect(refusal == [Objection(.secondPairOfEyes, "You let this text out yourself: somebody else must review it.")])
        let promoted = Person(login: "ana", name: "Ana", roles: [.pressSecretary])
        #expect(release.refused("accept", by: promoted, under: office) == [.secondPairOfEyes])
        let accepted = try release.after("accept", by: Cast.pia, at: .noon.later(hours: 1), under: office)
        #expect(accepted.review == nil && accepted.approvals.map(\.by) == ["pia"] && accepted.live == release.live)
        #expect(accepted.refused("accept", by: Cast.pia, under: office) == [.nothingToReview])
    }

    @Test("a withdrawal by somebody else who may approve is a review; by who let it out, or a publisher, it is none")
    func withdrawn() throws {
        let release = try urgent()
        #expect(try release.after("withdraw", by: Cast.pia, under: office).review == nil)
        #expect(try release.after("withdraw", by: Cast.pub, under: office).review != nil)
        let own = try release.after("withdraw", by: Cast.sam, under: office)
        #expect(own.review != nil)
        #expect(own.refused("accept-withdrawal", by: Cast.sam, under: office) == [.secondPairOfEyes])
        let accepted = try own.after("accept-withdrawal", by: Cast.pia, under: office)
        #expect(accepted.review == nil && accepted.approvals.isEmpty, "nobody has approved the text that was taken back")
    }

    @Test("what nobody has approved leaves a review owed when it is reinstated")
    func reinstated() throws {
        let release = try urgent().after("withdraw", by: Cast.pia, under: office).after("reinstate", by: Cast.sam, at: .noon.later(hours: 2), under: office)
        #expect(release.review?.by == "sam" && release.review?.since == .noon.later(hours: 2))
        let accepted = try urgent().after("accept", by: Cast.pia, under: office).after("withdraw", by: Cast.sam, under: office)
        #expect(try accepted.after("reinstate", by: Cast.sam, under: office).review == nil, "an accepted text has its approval")
    }

    @Test("a correction that somebody else approves is a review; a second urgent one is owed no later than the first")
    func corrected() throws {
        let note = Edit(content: .sample.with(body: "Corrected.", correctionNote: "The day was wrong."))
        let draft = try urgent().after("correct", by: Cast.ana, under: office).after(.edit(note), by: Cast.ana, under: office)
        let submitted = try draft.after("submit", by: Cast.ana, under: office)
        #expect(try submitted.after("approve", by: Cast.pia, under: office).review == nil)
        #expect(try submitted.after("approve", by: Cast.sam, under: office).review != nil, "who let the first text out cannot review it by approving the next")
        let second = try draft.after("publish-urgently", by: Cast.sam, at: .noon.later(hours: 5), under: office)
        #expect(second.review?.revision == 2 && second.review?.since == .noon && second.review?.due == .noon.later(hours: 24))
    }

    @Test("a text that waits moves there from where it is, whatever its section is bound to, and its approvals fall")
    func moving() throws {
        var office = Office.sample
        office.choice.sections["events"] = "press-release"
        for release in try Release.inEveryState() {
            #expect(release.refused(.changeWorkflow("flash", comment: nil), by: Cast.sam, under: office) == [.comment])
            let moved = try release.after(.changeWorkflow("flash", comment: "It cannot wait."), by: Cast.sam, under: office)
            #expect(moved.workflow == "flash" && moved.state == release.state && !moved.isDecided && moved.live == release.live)
        }
        #expect(try Release.draft().refused(.changeWorkflow("quorum", comment: "x"), by: Cast.sam, under: office) == [.fixed])
    }

    @Test("it is not left while a review is owed that could not be done elsewhere")
    func leaving() throws {
        let release = try urgent()
        #expect(release.refused(.changeWorkflow("press-release", comment: "Done."), by: Cast.pia, under: office) == [.state])
        let accepted = try release.after("accept", by: Cast.pia, under: office)
        #expect(accepted.refused(.changeWorkflow("press-release", comment: "Done."), by: Cast.pia, under: office) == [])
    }
}

@Suite("What went out without anybody else's word")
struct UnvouchedTests {
    let office = Office.sample(with: .flash)
    let boss = Person(login: "ana", name: "Ana", roles: [.drafter, .pressSecretary])
    let comma = Edit(content: .sample.with(body: "The council **meets**,", correctionNote: "A comma was missing."))

    /// Written and let out by one person.
    func alone() throws -> Release { try Release.draft(under: office).after("publish-urgently", by: boss, under: office) }

    @Test("who wrote what went out alone does not review what was made of it and went out alone as well")
    func second() throws {
        let release = try alone().after("correct", by: Cast.pia, under: office).after(.edit(comma), by: Cast.pia, under: office)
            .after("publish-urgently", by: Cast.pia, under: office)
        #expect(release.review?.parties == ["ana", "pia"])
        #expect(release.refused("accept", by: boss, under: office) == [.secondPairOfEyes])
        #expect(release.refused("accept", by: Cast.sam, under: office) == [])
    }

    @Test("its author is an author of what descends from it, until somebody else has put their word to it")
    func descent() throws {
        let withdrawn = try alone().after("withdraw", by: Cast.pia, under: office)
        let draft = try withdrawn.after("correct", by: Cast.dan, under: office).after(.edit(comma), by: Cast.dan, under: office)
        #expect(draft.revision.authors == ["ana", "dan"])
        #expect(try draft.after("submit", by: Cast.dan, under: office).refused("approve", by: boss, under: office) == [.secondPairOfEyes])
        let accepted = try alone().after("accept", by: Cast.pia, under: office).after("correct", by: Cast.dan, under: office)
        #expect(try accepted.after(.edit(comma), by: Cast.dan, under: office).revision.authors == ["dan"])
    }

    @Test("who let it out does not review it after somebody else has reinstated it")
    func reinstatedByAnother() throws {
        let release = try Release.draft(under: office).after("publish-urgently", by: Cast.sam, under: office)
            .after("withdraw", by: Cast.sam, under: office).after("reinstate", by: boss, under: office)
        #expect(release.refused("accept", by: Cast.sam, under: office) == [.secondPairOfEyes])
        #expect(release.refused("accept", by: boss, under: office) == [.secondPairOfEyes])
        #expect(release.refused("accept", by: Cast.pia, under: office) == [])
    }

    @Test("somebody else who brings it back has put their word to it")
    func vouchedByReinstating() throws {
        let release = try alone().after("withdraw", by: boss, under: office).after("reinstate", by: Cast.pia, under: office)
        #expect(release.review == nil && release.unvouched.isEmpty)
        let byPublisher = try alone().after("withdraw", by: boss, under: office)
        #expect(byPublisher.refused("reinstate", by: Cast.pub, under: office) == [.role])
    }

    @Test("what was brought in as history owes nothing, what was made of it does")
    func imported() throws {
        let history = try Release.draft(under: office).after(.archive(publishedAt: .noon), by: Cast.ana, under: office)
        let back = try history.after("withdraw", by: Cast.sam, under: office).after("reinstate", by: Cast.sam, under: office)
        #expect(back.review == nil)
        let rewritten = try history.after("correct", by: Cast.sam, under: office).after(.edit(comma), by: Cast.sam, under: office)
            .after("publish-urgently", by: Cast.sam, under: office).after("withdraw", by: Cast.pia, under: office)
        #expect(try rewritten.after("reinstate", by: Cast.sam, under: office).review?.parties == ["sam"])
    }

    @Test("a properly approved text owes no review where another workflow reinstates it")
    func otherWorkflow() throws {
        let release = try Release.withdrawn().after(.changeWorkflow("two-roles", comment: "Why."), by: Cast.sam)
        #expect(try release.after("keep-withdrawn", by: Cast.sam).after("reinstate", by: Cast.sam).review == nil)
    }

    @Test("where no review can be done it comes back by somebody else alone")
    func withoutReview() throws {
        let withdrawn = try alone().after("withdraw", by: Cast.pia, under: office)
        let moved = try withdrawn.after(.changeWorkflow("press-release", comment: "Calm again."), by: Cast.pia, under: office)
            .after("keep-withdrawn", by: Cast.pia, under: office)
        #expect(moved.refused("reinstate", by: boss, under: office) == [.secondPairOfEyes])
        let back = try moved.after("reinstate", by: Cast.sam, under: office)
        #expect(back.live.text != nil && back.review == nil && back.unvouched.isEmpty)
    }

    @Test("it is reviewed by those in whose role it could have been approved, by nobody else")
    func role() throws {
        #expect(try alone().refused("accept", by: Cast.dan, under: office).contains(.role))
    }
}

@Suite("A workflow that asks for nobody's approval")
struct NobodysApprovalTests {
    private let publish = Workflow.Transition(name: "go", title: "Go", from: ["draft"], to: "published", by: [.pressSecretary], effects: [.publish])

    private func office(_ transitions: [Workflow.Transition]) -> Office {
        var office = Office.sample(with: .flash)
        office.workflows["flash"] = Workflow(
            name: "flash", title: "Flash", approvals: [:], states: Workflow.flash.states, transitions: transitions, digest: "")
        return office
    }

    @Test("publishes nothing")
    func nothing() throws {
        let release = try Release.draft(under: office([publish]))
        #expect(release.refused("go", by: Cast.sam, under: office([publish])) == [.notApproved])
    }

    @Test("leaves a review owed of what it lets out urgently")
    func urgent() throws {
        let urgent = Workflow.Transition(
            name: "go", title: "Go", from: ["draft"], to: "published", by: [.pressSecretary], guards: [.comment], effects: [.publish, .oweReview])
        let office = office([urgent])
        #expect(try Release.draft(under: office).after("go", by: Cast.sam, under: office).review != nil)
    }
}
