import Editorial
import Fixtures
import Testing

@Suite("Approvals")
struct ApprovalTests {
    @Test("an approval binds revision, digest, release time, person, role and time")
    func approves() throws {
        let release = try Release.approved()
        #expect(release.state == "approved")
        #expect(release.approvals == [
            Approval(revision: 1, digest: Content.sample.digest, releaseAt: .noon.later(hours: 1), by: "sam", role: .pressSecretary, at: .noon)
        ])
    }

    @Test("nobody approves what they wrote, whatever role they have been given since")
    func ownText() throws {
        #expect(try Release.draft(by: Cast.nia).after("submit", by: Cast.ana).refused("approve", by: Cast.nia) == [.secondPairOfEyes])
        let promoted = Person(login: "ana", name: "Ana", roles: [.pressSecretary])
        let refusal = try Release.submitted().refusal(.transition(Step("approve", revision: 1)), by: promoted.actor)
        #expect(refusal == [Objection(.secondPairOfEyes, "You wrote revision 1 of this text: somebody else must approve it.")])
    }

    @Test("who wrote an earlier revision is an author of what descends from it")
    func descent() throws {
        let release = try Release.draft(by: Cast.nia).after(.edit(Edit(content: Content.sample.with(body: "Ana's words."))), by: Cast.ana).after("submit", by: Cast.ana)
        #expect(release.revision.authors == ["ana", "nia"] && release.revision.parent == 1)
        let refusal = release.refusal(.transition(release.step("approve")), by: Cast.nia.actor)
        #expect(refusal == [Objection(.secondPairOfEyes, "You wrote an earlier revision of this text: somebody else must approve it.")])
        #expect(release.refused("approve", by: Cast.sam) == [])
    }

    @Test("a restored revision keeps its authors, and what is written from it has them too")
    func restored() throws {
        let first = try Release.draft(by: Cast.nia)
        let second = try first.after(.edit(Edit(content: Content.sample.with(body: "Ana's words."))), by: Cast.ana)
        let restored = try second.after(.restore(first.revision, Edit()), by: Cast.ana)
        #expect(restored.revision == first.revision && restored.revisionCount == 2)
        #expect(try restored.after("submit", by: Cast.ana).refused("approve", by: Cast.nia) == [.secondPairOfEyes])
        let third = try restored.after(.edit(Edit(content: Content.sample.with(body: "Dan's words."))), by: Cast.dan)
        #expect(third.revision.number == 3 && third.revision.parent == 1 && third.revision.authors == ["nia", "dan"])
    }

    @Test("after publication authorship begins anew")
    func publicParent() throws {
        let published = try Release.draft(by: Cast.nia).after("submit", by: Cast.nia).after("approve", by: Cast.sam)
        let correction = try published.after("correct", by: Cast.ana)
            .after(.edit(Edit(content: Content.sample.with(body: "New.", correctionNote: "Note."))), by: Cast.ana).after("submit", by: Cast.ana)
        #expect(correction.revision.authors == ["ana"])
        #expect(correction.refused("approve", by: Cast.nia) == [])
    }

    @Test("an effect that approves refuses an author even where the workflow names no guard")
    func withoutGuard() throws {
        let bare = Workflow(
            name: "bare", title: "Bare", approvals: ["editor": 1], states: [.init(name: "a", title: "A", editableBy: ["editor"]), .init(name: "b", title: "B")],
            transitions: [.init(name: "ok", title: "OK", from: ["a"], to: "b", by: ["editor"], effects: [.approve])], digest: "")
        var office = Office.sample
        office.workflows["bare"] = bare
        office.choice.standard = "bare"
        let writer = Person(login: "wil", name: "Wil", roles: ["editor"])
        #expect(try Release.draft(by: writer, under: office).refused("ok", by: writer, under: office) == [.secondPairOfEyes])
    }

    @Test("editing voids the approval, and so does restoring")
    func voids() throws {
        let office = Office.sample(with: .quorum)
        let half = try Release.submitted(under: office).after("approve", by: Cast.sam, under: office)
        let first = try Release.draft(under: office)
        let second = try first.after(.edit(Edit(content: Content.sample.with(body: "Other words."))), by: Cast.dan, under: office)
            .after("submit", by: Cast.dan, under: office).after("approve", by: Cast.sam, under: office).after("take-back", by: Cast.ana, under: office)
        #expect(second.approvals.map(\.revision) == [2])
        #expect(try second.after(.restore(first.revision, Edit()), by: Cast.ana, under: office).approvals == [])
        #expect(try second.after(.restore(second.revision, Edit()), by: Cast.ana, under: office) == second)
        let edited = try half.after("take-back", by: Cast.ana, under: office)
            .after(.edit(Edit(content: Content.sample.with(body: "Other words."))), by: Cast.ana, under: office)
        #expect(half.approvals.count == 1 && edited.approvals == [])
        #expect(try Release.approved().after("unapprove", by: Cast.pub).approvals == [])
        #expect(try half.after("request-changes", by: Cast.pia, under: office).approvals == [])
    }

    @Test("two signatures are those of two people")
    func quorum() throws {
        let office = Office.sample(with: .quorum)
        let half = try Release.submitted(under: office).after("approve", by: Cast.sam, under: office)
        #expect(half.state == "submitted" && half.approvals.map(\.by) == ["sam"])
        #expect(half.refused("approve", by: Cast.sam, under: office) == [.secondPairOfEyes])
        let whole = try half.after("approve", by: Cast.pia, under: office)
        #expect(whole.state == "published" && whole.approvals.map(\.by) == ["sam", "pia"])
    }

    @Test("of two roles each gives its own approval, in either order")
    func twoRoles() throws {
        let office = Office.sample(with: .twoRoles)
        let submitted = try Release.submitted(under: office)
        let half = try submitted.after("approve", by: Cast.sam, under: office)
        #expect(half.state == "submitted")
        let refusal = half.refusal(.transition(half.step("approve")), by: Cast.pia.actor, under: office)
        #expect(refusal == [Objection(.role, "The approval that this text still needs is that of a legal.")])
        #expect(try half.after("approve", by: Cast.lea, under: office).state == "published")
        let other = try submitted.after("approve", by: Cast.lea, under: office)
        #expect(other.approvals.map(\.role) == ["legal"] && other.state == "submitted")
        #expect(try other.after("approve", by: Cast.pia, under: office).state == "published")
    }

    @Test("a person with two wanted roles counts once, in one of them")
    func bothRoles() throws {
        let office = Office.sample(with: .twoRoles)
        let both = Person(login: "bo", name: "Bo", roles: ["legal", .pressSecretary])
        let half = try Release.submitted(under: office).after("approve", by: both, under: office)
        #expect(half.state == "submitted" && half.approvals.count == 1)
        #expect(half.refused("approve", by: both, under: office) == [.secondPairOfEyes])
    }

    @Test("what is not approved does not publish, and says whose word is wanting")
    func notApproved() throws {
        var release = try Release.approved(under: .sample(with: .quorum))
        release.state = "approved"
        let refusal = release.refusal(.transition(release.step("publish")), by: Cast.pub.actor, at: .noon.later(hours: 2), under: .sample(with: .quorum))
        #expect(refusal == [Objection(.notApproved, "This text still needs the approval of a press secretary.")])
        release.approvals = []
        let all = release.refusal(.transition(release.step("publish")), by: Cast.pub.actor, at: .noon.later(hours: 2), under: .sample(with: .quorum))
        #expect(all == [Objection(.notApproved, "This text still needs the approval of 2 people with the role press secretary.")])
    }

    @Test("an approval of other bytes, or by an author, does not count")
    func foreign() throws {
        var release = try Release.approved()
        let good = release.approvals[0]
        for bad in [
            Approval(revision: 1, digest: "sha256:other", releaseAt: nil, by: "sam", role: .pressSecretary, at: .noon),
            Approval(revision: 2, digest: good.digest, releaseAt: nil, by: "sam", role: .pressSecretary, at: .noon),
            Approval(revision: 1, digest: good.digest, releaseAt: nil, by: "ana", role: .pressSecretary, at: .noon),
            Approval(revision: 1, digest: good.digest, releaseAt: nil, by: "sam", role: .drafter, at: .noon),
        ] {
            release.approvals = [bad]
            #expect(release.refused("publish", by: Cast.pub, at: .noon.later(hours: 2)) == [.notApproved])
            #expect(release.automatic(at: .noon.later(hours: 2), under: .sample) == nil)
        }
    }

    @Test("approvals are taken back by an administrator or at the command line, by nobody else")
    func takenBack() throws {
        let release = try Release.approved()
        let command = Command.takeBackApprovals(comment: "The account was closed.")
        let back = try release.after(command, by: Cast.ada)
        #expect(back.state == "draft" && back.approvals == [])
        #expect(release.refusal(command, by: .commandLine(user: "root")) == [])
        for person in [Cast.ana, Cast.sam, Cast.pub, Cast.aud] { #expect(release.refused(command, by: person) == [.role]) }
        #expect(try Release.submitted().refused(command, by: Cast.ada) == [.state])
        #expect(try Release.published().refused(command, by: Cast.ada) == [.state])
    }
}
