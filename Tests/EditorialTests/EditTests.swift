import Editorial
import Fixtures
import Testing

@Suite("Saving a text")
struct EditTests {
    @Test("a text that differs is a further revision; the same text is none")
    func revises() throws {
        let draft = try Release.draft()
        let edited = try draft.after(.edit(Edit(content: Content.sample.with(body: "Other words."))), by: Cast.dan, at: .noon.later(hours: 1))
        #expect(edited.revision.number == 2 && edited.revisionCount == 2 && edited.version == 2)
        #expect(edited.revision.createdBy == "dan" && edited.revision.createdAt == .noon.later(hours: 1) && edited.revision.digest == edited.revision.content.digest)
        #expect(try draft.decide(.edit(Edit(content: .sample)), by: Cast.dan.actor, at: .noon, under: .sample) == [])
        #expect(draft.applying([], at: .noon.later(hours: 1)) == draft)
    }

    @Test("whichever road a text comes by, it is hashed in one form")
    func normalised() throws {
        var content = Content.sample.with(body: "a\r\nb")
        (content.subheadline, content.dateline) = ("", Dateline(place: "", date: nil))
        content.contact?.phone = ""
        let edited = try Release.draft().after(.edit(Edit(content: content)), by: Cast.ana)
        #expect(edited.revision.content.body == "a\nb" && edited.revision.content.subheadline == nil && edited.revision.content.dateline == nil)
        #expect(try Release.draft(NewRelease(kind: .news, section: "events", language: "en", content: content), id: "1", by: Cast.ana.actor, at: .noon, under: .sample).revision.digest == edited.revision.digest)
    }

    @Test("texts that Swift holds for equal but whose bytes differ are two texts")
    func bytes() throws {
        let draft = try Release.draft().after(.edit(Edit(content: Content.sample.with(body: "é"))), by: Cast.ana)
        #expect(try draft.after(.edit(Edit(content: Content.sample.with(body: "e\u{301}"))), by: Cast.ana).revision.number == 3)
    }

    @Test("only a draft is edited, and only by those who write")
    func refused() throws {
        let edit = Command.edit(Edit(content: Content.sample.with(body: "Other words.")))
        for release in try Release.inEveryState() {
            for person in Cast.everybody {
                let codes = release.refused(edit, by: person)
                #expect(codes.contains(.state) == (release.state != "draft"))
                #expect(codes.contains(.role) == person.roles.isDisjoint(with: [.drafter, .pressSecretary]))
                #expect(release.objections(toEditingBy: person.actor, under: .sample).map(\.code) == codes)
            }
        }
    }

    @Test("the address follows the headline until first submitted, unless it was given")
    func slug() throws {
        let draft = try Release.draft()
        let headline = Command.edit(Edit(content: Content.sample.with(headline: "Совет встретился")))
        #expect(draft.description.slug == "the-river-council-meets")
        #expect(try draft.after(headline, by: Cast.ana).description.slug == "sovet-vstretilsya")
        let back = try draft.after("submit", by: Cast.ana).after("take-back", by: Cast.ana)
        #expect(!back.slugFollowsHeadline)
        #expect(try back.after(headline, by: Cast.ana).description.slug == "the-river-council-meets")
        let given = try draft.after(.edit(Edit(slug: "council")), by: Cast.ana)
        #expect(given.description.slug == "council" && !given.slugFollowsHeadline)
        #expect(try given.after(headline, by: Cast.ana).description.slug == "council")
        let sentBack = Edit(content: Content.sample.with(headline: "Совет встретился"), slug: draft.description.slug)
        #expect(try draft.after(.edit(sentBack), by: Cast.ana).description == draft.description)
        #expect(try draft.decide(.edit(Edit(slug: draft.description.slug)), by: Cast.ana.actor, at: .noon, under: .sample) == [])
    }

    @Test("what has been public is fixed: the address for good, the language while anything of it is seen")
    func fixed() throws {
        let correction = try Release.inCorrection()
        #expect(correction.refused(.edit(Edit(slug: "other")), by: Cast.dan) == [.fixed])
        #expect(correction.refused(.edit(Edit(language: "ru")), by: Cast.dan) == [.fixed])
        #expect(correction.refused(.edit(Edit(language: "ru", slug: "other")), by: Cast.dan) == [.fixed, .fixed])
        #expect(correction.refused(.edit(Edit(language: "en", slug: correction.description.slug)), by: Cast.dan) == [])
        #expect(try Release.draft().refused(.edit(Edit(language: "ru", slug: "other")), by: Cast.dan) == [])
    }

    @Test("kind and section change at once for the desk, and for the public with the next publication")
    func description() throws {
        let correction = try Release.inCorrection().after(.edit(Edit(kind: .speech, section: "speeches")), by: Cast.dan)
        #expect(correction.live.text?.description.kind == .news && correction.revision.number == 2)
        let published = try correction.after("submit", by: Cast.dan).after("approve", by: Cast.sam)
        #expect(published.live.text?.description.kind == .speech && published.live.text?.description.section == "speeches")
    }

    @Test("a translation names its source, and can lose it again")
    func translation() throws {
        let source = TranslationSource(release: "1", revision: 1)
        let draft = try Release.draft().after(.edit(Edit(translationOf: .some(source))), by: Cast.ana)
        #expect(draft.description.translationOf == source)
        #expect(try draft.after(.edit(Edit(kind: .speech)), by: Cast.ana).description.translationOf == source)
        #expect(try draft.after(.edit(Edit(translationOf: .some(nil))), by: Cast.ana).description.translationOf == nil)
    }

    @Test("what is malformed is told apart from what is refused, every place of it")
    func malformed() throws {
        var new = NewRelease(kind: .news, section: "sports", language: "de", content: Content(headline: " "), workflow: "none", slug: "A b", releaseAt: .noon)
        let problems = #expect(throws: Invalid.self) { try new.check(under: .sample, at: .noon) }?.problems ?? []
        #expect(Set(problems.map(\.pointer)) == ["/section", "/language", "/content/headline", "/workflow", "/slug", "/release_at"])
        new = .sample
        new.releaseAt = Instant(milliseconds: Instant.noon.milliseconds + 1)
        #expect(throws: Never.self) { try new.check(under: .sample, at: .noon) }
        let draft = try Release.draft()
        #expect(throws: Invalid.self) { try Edit(section: "sports").check(under: .sample) }
        for command in [
            Command.transition(Step("fly", revision: 1)), .transition(Step("drop", revision: 1, comment: "\u{0}")), .edit(Edit(slug: "-")),
            .restore(draft.revision, Edit(content: .sample)), .changeWorkflow("none", comment: "x"), .setReleaseTime(.noon, comment: nil),
        ] {
            #expect(throws: Invalid.self) { try command.check(on: draft, at: .noon, under: .sample) }
        }
        for command in [Command.transition(Step("approve", revision: 9)), .edit(Edit(content: .sample)), .setReleaseTime(nil, comment: nil)] {
            #expect(throws: Never.self) { try command.check(on: draft, at: .noon, under: .sample) }
        }
    }
}
