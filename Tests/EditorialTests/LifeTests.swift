import Editorial
import Fixtures
import Testing

@Suite("What becomes public")
struct LifeTests {
    @Test("what is approved without a release time publishes at once")
    func atOnce() throws {
        let release = try Release.published()
        #expect(release.state == "published" && release.version == 4)
        #expect(release.live == .text(LiveText(revision: release.revision, description: release.description, publishedAt: .noon, since: .noon)))
        #expect(release.publicRevisions == [1] && release.releaseAt == nil && !release.slugFollowsHeadline)
    }

    @Test("what is under embargo publishes at its release time, by the clock")
    func atItsTime() throws {
        let release = try Release.approved()
        #expect(release.live == .nothing && release.url == nil)
        let due = Instant.noon.later(hours: 1)
        let transition = try #require(release.automatic(at: due, under: .sample))
        let step = Step(transition.name, revision: 1)
        let published = release.applying(try release.decide(.transition(step), by: .clock, at: due, under: .sample), at: due)
        #expect(published.live.text?.publishedAt == due && published.releaseAt == nil && published.approvals.count == 1)
    }

    @Test("where nothing publishes by itself a publisher presses, but not before the release time")
    func byHand() throws {
        let office = Office.sample(with: .byHand)
        let release = try Release.submitted(releaseAt: .noon.later(hours: 1), under: office).after("approve", by: Cast.sam, under: office)
        #expect(release.automatic(at: .noon.later(hours: 2), under: office) == nil)
        #expect(release.refused("publish", by: Cast.pub, at: .noon, under: office) == [.embargo])
        #expect(release.refusal(.transition(release.step("publish")), by: .clock, at: .noon.later(hours: 2), under: office).map(\.code) == [.role])
        #expect(try release.after("publish", by: Cast.pub, at: .noon.later(hours: 2), under: office).state == "published")
    }

    @Test("while a correction is written the public sees the old text")
    func correction() throws {
        let published = try Release.published()
        for release in [try published.after("correct", by: Cast.dan), try .inCorrection(), try .inCorrection().after("submit", by: Cast.dan)] {
            #expect(release.live == published.live && release.approvals == published.approvals)
        }
    }

    @Test("a correction replaces the text, keeps the first publication and tells its note, newest first")
    func corrected() throws {
        let later = Instant.noon.later(hours: 1)
        let first = try Release.inCorrection().after("submit", by: Cast.dan).after("approve", by: Cast.sam, at: later)
        #expect(first.live.text?.publishedAt == .noon && first.live.text?.since == later && first.live.text?.revision.number == 2)
        #expect(first.approvals.map(\.revision) == [2] && first.publicRevisions == [1, 2])
        var step = first.step("approve")
        let second = try first.after("correct", by: Cast.ana).after(.edit(Edit(content: Content.sample.with(correctionNote: "Twice."))), by: Cast.ana)
            .after("submit", by: Cast.ana)
        (step.revision, step.minor) = (3, true)
        let minor = try second.after(.transition(step), by: Cast.sam, at: .noon.later(hours: 2))
        #expect(minor.live.text?.corrections == [
            Correction(revision: 3, at: .noon.later(hours: 2), note: "Twice.", minor: true), Correction(revision: 2, at: later, note: "The day was wrong.", minor: false),
        ])
    }

    @Test("a discarded correction leaves everything as the public knows it")
    func discarded() throws {
        let published = try Release.published()
        let moved = try Release.inCorrection().after(.edit(Edit(kind: .statement, section: "speeches")), by: Cast.dan)
            .after(.setReleaseTime(.noon.later(hours: 5), comment: nil), by: Cast.dan)
        #expect(moved.description.section == "speeches" && moved.live.text?.description.section == "events")
        let back = try moved.after("discard-correction", by: Cast.dan)
        #expect(back.state == "published" && back.revision == published.revision && back.live == published.live && back.approvals == published.approvals)
        #expect(back.description == published.description && back.releaseAt == nil && back.revisionCount == 2)
    }

    @Test("a withdrawal puts a notice in the text's place, and discards what was being written")
    func withdrawn() throws {
        let correction = try Release.inCorrection()
        let text = try #require(correction.live.text)
        for release in [correction, try correction.after("submit", by: Cast.dan)] {
            var step = release.step("withdraw")
            (step.publicNote, step.hideHeadline) = ("It was false.", true)
            let withdrawn = try release.after(.transition(step), by: Cast.pub, at: .noon.later(hours: 1))
            #expect(withdrawn.live == .notice(Notice(text: text, withdrawnAt: .noon.later(hours: 1), note: "It was false.", hideHeadline: true)))
            #expect(withdrawn.state == "withdrawn" && withdrawn.revision.number == 1 && withdrawn.releaseAt == nil)
        }
        let held = try correction.after(.setReleaseTime(.noon.later(hours: 5), comment: nil), by: Cast.dan).after("submit", by: Cast.dan)
            .after("approve", by: Cast.sam)
        #expect(held.state == "approved" && held.approvals.count == 2)
        let gone = try held.after("withdraw", by: Cast.sam)
        #expect(gone.approvals.map(\.revision) == [1] && gone.releaseAt == nil && gone.automatic(at: .noon.later(hours: 9), under: .sample) == nil)
    }

    @Test("a reinstatement brings back the text that was live")
    func reinstated() throws {
        let published = try Release.published()
        let back = try Release.withdrawn().after("reinstate", by: Cast.sam, at: .noon.later(hours: 3))
        #expect(back.live == published.live && back.state == "published" && back.approvals == published.approvals)
    }

    @Test("a text published after a withdrawal is a correction, and the notice stays until then")
    func correctedNotice() throws {
        let withdrawn = try Release.withdrawn()
        let draft = try withdrawn.after("correct", by: Cast.ana).after(.edit(Edit(content: Content.sample.with(body: "True.", correctionNote: "Now true."))), by: Cast.ana)
        #expect(draft.live == withdrawn.live)
        let kept = try draft.after("keep-withdrawn", by: Cast.ana)
        #expect(kept.live == withdrawn.live && kept.state == "withdrawn" && kept.revision.number == 1)
        let published = try draft.after("submit", by: Cast.ana).after("approve", by: Cast.sam, at: .noon.later(hours: 1))
        #expect(published.live.text?.corrections.map(\.note) == ["Now true."] && published.live.text?.publishedAt == .noon)
    }

    @Test("what is dropped can be picked up again, and nothing is lost")
    func dropped() throws {
        let draft = try Release.draft()
        let again = try Release.dropped().after("pick-up", by: Cast.dan)
        #expect(again.state == "draft" && again.revision == draft.revision)
    }

    @Test("the past comes in as history: live since then, marked, without approval")
    func archived() throws {
        let past = Instant.noon.later(hours: -1000)
        let draft = try Release.draft()
        let release = try draft.after(.archive(publishedAt: past), by: Cast.ana)
        #expect(release.imported && release.state == "published" && release.approvals == [])
        #expect(release.live.text?.publishedAt == past && release.live.text?.since == past && release.publicRevisions == [1])
        #expect(draft.refused(.archive(publishedAt: past), by: Cast.pub) == [.role])
        #expect(release.refused(.archive(publishedAt: past), by: Cast.ana) == [.state])
        #expect(try Release.submitted().refused(.archive(publishedAt: past), by: Cast.ana) == [.state])
        #expect(draft.refusal(.archive(publishedAt: past), by: .clock).map(\.code) == [.role])
        #expect(throws: Invalid.self) { try Command.archive(publishedAt: .noon.later(hours: 1)).check(on: draft, at: .noon, under: .sample) }
    }
}

extension Release {
    var url: String? { live.lastText.map { Office.sample.url(language: $0.description.language, slug: $0.description.slug) } }
}
