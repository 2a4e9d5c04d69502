import Editorial
import Fixtures
import Testing

@Suite("Guards")
struct GuardTests {
    func draft(_ content: Content) throws -> Release {
        try Release.draft(NewRelease(kind: .news, section: "events", language: "en", content: content), id: "1", by: Cast.ana.actor, at: .noon, under: .sample)
    }

    @Test("a text is complete with headline, body, a contact who can be reached, and a description of each picture")
    func complete() throws {
        var content = Content.sample
        #expect(try draft(content).refused("submit", by: Cast.ana) == [])
        content.body = " \n"
        #expect(try draft(content).refused("submit", by: Cast.ana) == [.incomplete])
        for contact in [nil, Contact(), Contact(name: "N"), Contact(email: "e@x.example"), Contact(role: " ", phone: "1")] {
            #expect(try draft(Content(headline: "H", body: "B", contact: contact)).refused("submit", by: Cast.ana) == [.incomplete])
        }
        for contact in [Contact(name: "N", phone: "1"), Contact(role: "R", email: "e@x.example")] {
            #expect(try draft(Content(headline: "H", body: "B", contact: contact)).refused("submit", by: Cast.ana) == [])
        }
        let digest = "sha256:" + String(repeating: "0", count: 64)
        content = .sample
        content.attachments = [
            Attachment(digest: digest, filename: "a.png", mediaType: "image/png"), Attachment(digest: digest, filename: "b.jpg", mediaType: "image/jpeg", alt: " "),
            Attachment(digest: digest, filename: "c.pdf", mediaType: "application/pdf"), Attachment(digest: digest, filename: "d.png", mediaType: "image/png", alt: "D"),
        ]
        #expect(try draft(content).refused("submit", by: Cast.ana) == [.incomplete, .incomplete])
    }

    @Test("a correction needs a note that is not the last text's")
    func correctionNote() throws {
        #expect(try Release.inCorrection(note: nil).refused("submit", by: Cast.dan) == [.incomplete])
        #expect(try Release.inCorrection(note: "  ").refused("submit", by: Cast.dan) == [.incomplete])
        let corrected = try Release.inCorrection(note: "Once.").after("submit", by: Cast.dan).after("approve", by: Cast.sam)
        let again = try corrected.after("correct", by: Cast.ana)
        #expect(again.refused("submit", by: Cast.ana) == [.incomplete])
        let other = try again.after(.edit(Edit(content: Content.sample.with(body: "B", correctionNote: "Twice."))), by: Cast.ana)
        #expect(other.refused("submit", by: Cast.ana) == [])
        let afterNotice = try Release.withdrawn().after("correct", by: Cast.ana)
        #expect(afterNotice.refused("submit", by: Cast.ana) == [.incomplete])
    }

    @Test("what publishes wants approval and release time, even where the workflow's file names neither")
    func promised() throws {
        let shipped = Workflow.pressRelease
        let bare = Workflow(
            name: shipped.name, title: shipped.title, approvals: shipped.approvals, states: shipped.states,
            transitions: shipped.transitions.map { old in
                Workflow.Transition(
                    name: old.name, title: old.title, from: old.name == "publish" ? ["draft", "submitted", "approved"] : old.from, to: old.to, by: old.by,
                    automatic: false, guards: old.name == "publish" ? [] : old.guards, effects: old.effects)
            }, digest: shipped.digest)
        var office = Office.sample
        office.workflows[bare.name] = bare
        let draft = try Release.draft(releaseAt: .noon.later(hours: 1), under: office)
        let step = Command.transition(draft.step("publish"))
        #expect(throws: Refusal.self) { try draft.decide(step, by: Cast.pub.actor, at: .noon.later(hours: 2), under: office) }
        let approved = try Release.approved(under: office)
        #expect(throws: Refusal.self) { try approved.decide(step, by: Cast.pub.actor, at: .noon, under: office) }
        #expect(try approved.after("publish", by: Cast.pub, at: .noon.later(hours: 1), under: office).state == "published")
    }

    @Test("a comment or a public note of blanks is none", arguments: [nil, "", " \n"])
    func blanks(text: String?) throws {
        let submitted = try Release.submitted()
        #expect(submitted.refused(.transition(Step("request-changes", revision: 1, comment: text)), by: Cast.sam) == [.comment])
        let published = try Release.published()
        #expect(published.refused(.transition(Step("withdraw", revision: 1, publicNote: text)), by: Cast.pub) == [.publicNote])
    }

    @Test("nothing goes out before its release time, and everything at it")
    func embargo() throws {
        let release = try Release.approved()
        let due = Instant.noon.later(hours: 1)
        #expect(release.refused("publish", by: Cast.pub, at: Instant(milliseconds: due.milliseconds - 1)) == [.embargo])
        #expect(release.refused("publish", by: Cast.pub, at: due) == [])
        #expect(release.automatic(at: Instant(milliseconds: due.milliseconds - 1), under: .sample) == nil)
        #expect(release.automatic(at: due, under: .sample)?.name == "publish")
    }

    @Test("live, notice and never live are told apart")
    func live() throws {
        let fresh = try Release.draft()
        let correction = try Release.inCorrection()
        let afterNotice = try Release.withdrawn().after("correct", by: Cast.ana)
        #expect(fresh.refused("discard-correction", by: Cast.ana) == [.nothingLive])
        #expect(fresh.refused("keep-withdrawn", by: Cast.ana) == [.notice])
        #expect(fresh.refused("withdraw", by: Cast.sam) == [.nothingLive])
        #expect(fresh.refused("drop", by: Cast.ana) == [])
        #expect(correction.refused("discard-correction", by: Cast.ana) == [])
        #expect(correction.refused("keep-withdrawn", by: Cast.ana) == [.notice])
        #expect(correction.refused("withdraw", by: Cast.sam) == [])
        #expect(correction.refused("drop", by: Cast.ana) == [.wasLive])
        #expect(afterNotice.refused("discard-correction", by: Cast.ana) == [.nothingLive])
        #expect(afterNotice.refused("keep-withdrawn", by: Cast.ana) == [])
        #expect(afterNotice.refused("withdraw", by: Cast.sam) == [.nothingLive])
        #expect(afterNotice.refused("drop", by: Cast.ana) == [.wasLive])
    }

    @Test("an approval is for the text and the release time that were seen")
    func stale() throws {
        let release = try Release.submitted(releaseAt: .noon.later(hours: 1))
        #expect(release.refused(.transition(Step("approve", revision: 2)), by: Cast.sam) == [.stale])
        #expect(release.refused(.transition(Step("approve", revision: 1, releaseAt: .seen(nil))), by: Cast.sam) == [.stale])
        #expect(release.refused(.transition(Step("approve", revision: 1, releaseAt: .unseen)), by: Cast.sam) == [])
        #expect(release.refused(.transition(Step("approve", revision: 1, releaseAt: .seen(.noon.later(hours: 1)))), by: Cast.sam) == [])
    }
}
