import Editorial
import Fixtures
import Testing

/// News is bound to a workflow that asks the lawyers as well.
@Suite("A kind that the office binds to a workflow")
struct BindingTests {
    var office: Office {
        var office = Office.sample
        office.choice.kinds = [.statement: "two-roles"]
        return office
    }
    let statement = Edit(kind: .statement)

    func moved() throws -> Release {
        try Release.draft(under: office).after(.edit(statement), by: Cast.ana, under: office).after(.changeWorkflow("flash", comment: "Now."), by: Cast.sam, under: office)
    }

    @Test("is not approved on the urgent road, which has no step for all that it asks for")
    func noWayAround() throws {
        let release = try moved().after("submit", by: Cast.ana, under: office)
        #expect(release.workflow == "flash")
        #expect(release.refusal(.transition(release.step("approve")), by: Cast.sam.actor, under: office) == [
            Objection(.fixed, "The office asks for the approval of a legal here, which the workflow “Flash” has no step for: move this release back to its own workflow, or let it out urgently.")
        ])
        let other = try Release.draft(under: office).after(.changeWorkflow("flash", comment: "Now."), by: Cast.sam, under: office).after("submit", by: Cast.ana, under: office)
        #expect(try other.after("approve", by: Cast.sam, under: office).live.text != nil, "what is bound to nothing is approved there as ever")
    }

    @Test("goes out urgently with a review owed, and back to its own workflow for all of its approvals")
    func ways() throws {
        let out = try moved().after("publish-urgently", by: Cast.sam, under: office)
        #expect(out.live.text != nil && out.review != nil)
        let back = try moved().after(.changeWorkflow("two-roles", comment: "It can wait."), by: Cast.sam, under: office)
        #expect(back.workflow == "two-roles" && back.state == "draft")
        let once = try back.after("submit", by: Cast.ana, under: office).after("approve", by: Cast.sam, under: office)
        #expect(once.live == .nothing)
        #expect(try once.after("approve", by: Cast.lea, under: office).live.text != nil)
    }

    @Test("asks for its approvals also where it became that kind while a review was owed")
    func whileReviewed() throws {
        let owed = try Release.draft(under: office).after(.changeWorkflow("flash", comment: "Now."), by: Cast.sam, under: office)
            .after("publish-urgently", by: Cast.sam, under: office).after("correct", by: Cast.ana, under: office)
        let edit = Edit(content: .sample.with(body: "Other.", correctionNote: "The day."), kind: .statement)
        let draft = try owed.after(.edit(edit), by: Cast.ana, under: office)
        #expect(draft.workflow == "flash", "the review is done where it can be done")
        let submitted = try draft.after("submit", by: Cast.ana, under: office)
        #expect(submitted.refused("approve", by: Cast.pia, under: office) == [.fixed])
        let reviewed = try submitted.after("discard-correction", by: Cast.ana, under: office).after("accept", by: Cast.pia, under: office)
        let again = try reviewed.after("correct", by: Cast.ana, under: office).after(.edit(edit), by: Cast.ana, under: office)
        #expect(again.workflow == "two-roles", "with no review owed it comes along")
    }

    @Test("is not published by the approvals of a road on which it only stands")
    func bindingCameLater() throws {
        var later = Office.sample
        let approved = try Release.approved(under: later)
        later.choice.kinds = [.news: "two-roles"]
        #expect(approved.automatic(at: .noon.later(hours: 2), under: later) == nil)
        #expect(approved.objectionsToFollowing(at: .noon.later(hours: 2), under: later).map(\.code) == [.notApproved])
    }
}
