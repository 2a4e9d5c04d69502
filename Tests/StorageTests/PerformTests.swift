import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("The one door")
struct PerformTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    @Test("a release goes from draft to public, and each step stands in the journal with the digests of text and workflow")
    func road() async throws {
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        #expect(try await store.release(draft.id) == draft)
        let submitted = try await store.perform(.transition(draft.step("submit")), on: draft.id, by: Cast.ana.origin, version: 1, at: .noon)
        let published = try await store.perform(.transition(submitted.step("approve")), on: draft.id, by: Cast.sam.origin, at: .noon.later(hours: 1))
        #expect(published.state == "published" && published.version == 4)
        #expect(published.live.text?.publishedAt == .noon.later(hours: 1))
        #expect(try await store.release(draft.id) == published)
        #expect(try await store.actions() == ["release.create", "release.submit", "release.approve", "release.publish"])
        let last = try #require(try await store.lastEntry())
        #expect(last.actor == "clock" && last.details["via"] == "clock" && last.releaseID == draft.id)
        #expect(last.details["from"] == "approved" && last.details["state"] == "published" && last.details["version"] == 4)
        #expect(last.details["digest"] == .string(draft.revision.digest))
        #expect(last.details["workflow_digest"] == .string(Workflow.pressRelease.digest))
        #expect(try JournalReader(directory: place.data).verify().entries == 4)
    }

    @Test("a refused command changes nothing, and stands in the journal with every reason")
    func refused() async throws {
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        let step = draft.step("approve")
        await #expect(throws: Refusal.self) { try await store.perform(.transition(step), on: draft.id, by: Cast.ana.origin, at: .noon) }
        #expect(try await store.release(draft.id) == draft)
        let entry = try #require(try await store.lastEntry())
        #expect(entry.action == "release.approve.refused" && entry.actor == "ana")
        let codes = Set(entry.details["objections"].array?.compactMap(\.string) ?? [])
        #expect(codes == ["role", "state", "second-pair-of-eyes"])
        await #expect(throws: Refusal.self) { try await store.create(.sample, by: Cast.ada.origin, at: .noon) }
        #expect(try await store.lastEntry()?.action == "release.create.refused")
    }

    @Test("what is stale, unknown or malformed is refused and is not journaled")
    func notJournaled() async throws {
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        let submit = Command.transition(draft.step("submit"))
        await #expect { try await store.perform(submit, on: draft.id, by: Cast.ana.origin, version: 7, at: .noon) } throws: { ($0 as? Stale)?.version == 1 }
        await #expect(throws: NotFound.self) { try await store.perform(submit, on: "none", by: Cast.ana.origin, at: .noon) }
        let unknown = Command.transition(Step("teleport", revision: 1))
        await #expect(throws: Invalid.self) { try await store.perform(unknown, on: draft.id, by: Cast.ana.origin, at: .noon) }
        await #expect(throws: Invalid.self) { try await store.perform(.setReleaseTime(.noon, comment: nil), on: draft.id, by: Cast.ana.origin, at: .noon) }
        let orphan = Command.edit(Edit(translationOf: TranslationSource(release: "none", revision: 1)))
        await #expect { try await store.perform(orphan, on: draft.id, by: Cast.ana.origin, at: .noon) } throws: {
            ($0 as? Invalid)?.problems.map(\.pointer) == ["/translation_of"]
        }
        #expect(try await store.actions() == ["release.create"])
    }

    @Test("a save that changes nothing is no change and no entry")
    func unchanged() async throws {
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        #expect(try await store.perform(.edit(Edit(content: .sample)), on: draft.id, by: Cast.ana.origin, at: .noon.later(hours: 1)) == draft)
        #expect(try await store.actions() == ["release.create"])
    }

    @Test("of two decisions at once one is taken, and the other finds the release moved on")
    func race() async throws {
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        let submitted = try await store.perform(.transition(draft.step("submit")), on: draft.id, by: Cast.ana.origin, at: .noon)
        let store = store
        let taken = await withTaskGroup(of: Bool.self) { group in
            for person in [Cast.sam, Cast.pia] {
                group.addTask { (try? await store.perform(.transition(submitted.step("approve")), on: draft.id, by: person.origin, version: 2, at: .noon)) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 1)
        #expect(try await store.release(draft.id)?.approvals.count == 1)
    }

    @Test("a full disk is said in one sentence and changes nothing; where there is room again, work goes on")
    func fullDisk() async throws {
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        let long = Command.edit(Edit(content: .sample.with(body: String(repeating: "water ", count: 100_000))))
        try await store.write { db in try db.execute(sql: "PRAGMA max_page_count = 1") }
        await #expect { try await store.perform(long, on: draft.id, by: Cast.ana.origin, at: .noon) } throws: {
            ($0 as? DataUnavailable)?.reason == "The disk is full; nothing was changed."
        }
        #expect(try await store.release(draft.id) == draft)
        #expect(try await store.actions() == ["release.create"])
        try await store.write { db in try db.execute(sql: "PRAGMA max_page_count = 1073741823") }
        #expect(try await store.perform(long, on: draft.id, by: Cast.ana.origin, at: .noon).version == 2)
    }

    @Test("only a revision of this very release is restored, as it was written")
    func foreignRevision() async throws {
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        _ = try await store.perform(.edit(Edit(content: .sample.with(body: "Second."))), on: draft.id, by: Cast.ana.origin, at: .noon)
        let forged = Revision(number: 1, digest: "sha256:0", createdBy: "eve", createdAt: .noon, content: .sample.with(body: "Forged."), parent: nil, authors: [])
        #expect(try await store.perform(.restore(forged, Edit()), on: draft.id, by: Cast.ana.origin, at: .noon).revision == draft.revision)
        let none = Revision(number: 9, digest: "sha256:0", createdBy: "eve", createdAt: .noon, content: .sample, parent: nil, authors: [])
        await #expect(throws: Invalid.self) { try await store.perform(.restore(none, Edit()), on: draft.id, by: Cast.ana.origin, at: .noon) }
    }

    @Test("a form posted twice makes one release; another person's makes theirs, a made-up one none, and a release's own id is a form like another")
    func twice() async throws {
        let form = "01935f2e-0000-7000-8000-00000000000a"
        let first = try await store.create(.sample, form: form, by: Cast.ana.origin, at: .noon)
        #expect(try await store.create(.sample, form: form, by: Cast.ana.origin, at: .noon) == first)
        #expect(try await store.create(.sample, form: form, by: Cast.dan.origin, at: .noon).createdBy == "dan")
        #expect(try await store.create(.sample, form: first.id, by: Cast.ana.origin, at: .noon).id != first.id)
        await #expect(throws: Conflict.self) { try await store.create(.sample, form: "x", by: Cast.dan.origin, at: .noon) }
        #expect(try await store.actions() == ["release.create", "release.create", "release.create", "release.create.refused"])
        #expect(try await store.releases(ReleaseFilter(), PageRequest()).items.count == 3)
    }

    @Test("a generated slug that is taken gets -2, -3; a given one is refused; another language has its own")
    func slugs() async throws {
        let ids = try await [store.create(.sample, by: Cast.ana.origin, at: .noon), store.create(.sample, by: Cast.ana.origin, at: .noon)]
        #expect(ids.map(\.description.slug) == ["the-river-council-meets", "the-river-council-meets-2"])
        var given = NewRelease.sample
        given.slug = "the-river-council-meets"
        await #expect { try await store.create(given, by: Cast.ana.origin, at: .noon) } throws: { ($0 as? Invalid)?.problems.map(\.pointer) == ["/slug"] }
        given.language = "ru"
        #expect(try await store.create(given, by: Cast.ana.origin, at: .noon).description.slug == "the-river-council-meets")
        #expect(try await store.create(.sample, by: Cast.ana.origin, at: .noon).description.slug == "the-river-council-meets-3")
        let renamed = Command.edit(Edit(content: .sample.with(headline: "Nobody meets")))
        #expect(try await store.perform(renamed, on: ids[0].id, by: Cast.ana.origin, at: .noon).description.slug == "nobody-meets")
        #expect(try await store.create(.sample, by: Cast.ana.origin, at: .noon).description.slug == "the-river-council-meets", "given up, so free again")
        let taken = Command.edit(Edit(slug: "nobody-meets"))
        await #expect(throws: Invalid.self) { try await store.perform(taken, on: ids[1].id, by: Cast.ana.origin, at: .noon) }
    }

    @Test("a correction, a withdrawal and a reinstatement come back from the disk as the rules left them")
    func live() async throws {
        let id = try await published().id
        let correct = try await step("correct", on: id, by: Cast.dan)
        #expect(correct.state == "draft" && correct.live.text?.revision.number == 1)
        let edit = Command.edit(Edit(content: .sample.with(body: "It meets tomorrow.", correctionNote: "The day was wrong.")))
        let edited = try await store.perform(edit, on: id, by: Cast.dan.origin, at: .noon.later(hours: 2))
        #expect(edited.revision.authors == ["dan"] && edited.revision.parent == 1)
        _ = try await step("submit", on: id, by: Cast.dan)
        let corrected = try await step("approve", on: id, by: Cast.sam, at: .noon.later(hours: 3))
        #expect(corrected.live.text?.corrections == [Correction(revision: 2, at: .noon.later(hours: 3), note: "The day was wrong.", minor: false)])
        #expect(corrected.live.text?.publishedAt == .noon && corrected.publicRevisions == [1, 2])
        #expect(try await store.formerly(1, of: id)?.corrections == [])
        #expect(try await store.formerly(1, of: id)?.since == .noon)
        #expect(try await store.formerly(2, of: id) == corrected.live.text)
        #expect(try await store.formerly(3, of: id) == nil)
        let withdrawn = try await step("withdraw", on: id, by: Cast.pub, at: .noon.later(hours: 4))
        #expect(withdrawn.live.notice?.note == "We take this back.")
        #expect(try await store.release(id) == withdrawn)
        #expect(try await store.newsroom(language: "en", PageRequest()).items == [])
        #expect(try await store.live(slug: withdrawn.description.slug, language: "en") == withdrawn)
        let reinstated = try await step("reinstate", on: id, by: Cast.sam, at: .noon.later(hours: 5))
        #expect(reinstated.live.text == corrected.live.text)
        #expect(try await store.release(id) == reinstated)
    }

    @Test("revisions stay as they were written, newest first")
    func revisions() async throws {
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        let second = try await store.perform(.edit(Edit(content: .sample.with(body: "é\u{301} \u{1F30A}"))), on: draft.id, by: Cast.dan.origin, at: .noon)
        #expect(try await store.revisions(of: draft.id, PageRequest()).items == [second.revision, draft.revision])
        let page = try await store.revisions(of: draft.id, PageRequest(limit: 1))
        #expect(page.items == [second.revision] && page.next == "2")
        #expect(try await store.revisions(of: draft.id, PageRequest(limit: 1, after: page.next)).next == nil)
        #expect(try await store.revisionHeads(of: draft.id, PageRequest(limit: 1, after: page.next)).items == [RevisionHead(of: draft.revision)])
        await #expect(throws: Invalid.self) { try await store.revisionHeads(of: draft.id, PageRequest(after: "x")) }
        #expect(try await store.revision(2, of: draft.id)?.authors == ["ana", "dan"])
        #expect(try await store.revision(2, of: draft.id)?.content.digest == second.revision.digest)
        let restored = try await store.perform(.restore(draft.revision, Edit()), on: draft.id, by: Cast.dan.origin, at: .noon)
        #expect(restored.revision == draft.revision && restored.revisionCount == 2)
        await #expect(throws: DatabaseError.self) { try await store.write { db in try db.execute(sql: "UPDATE revision SET content = '{}'") } }
    }

    @Test("what was approved of a person's hand is named when their account closes, and can be taken back")
    func takeBack() async throws {
        var new = NewRelease.sample
        new.releaseAt = .noon.later(hours: 9)
        let draft = try await store.create(new, by: Cast.ana.origin, at: .noon)
        _ = try await step("submit", on: draft.id, by: Cast.ana)
        let approved = try await step("approve", on: draft.id, by: Cast.sam)
        #expect(approved.state == "approved")
        #expect(try await store.pending(of: "ana").map(\.id) == [draft.id])
        #expect(try await store.pending(of: "sam").map(\.id) == [draft.id])
        #expect(try await store.pending(of: "dan") == [])
        let taken = try await store.disable("ana", takeBack: true, by: .shell, at: .noon)
        #expect(taken.map(\.release?.state) == ["draft"] && taken.map(\.release?.approvals) == [[]])
        #expect(try await store.actions().suffix(2) == ["release.take-back-approvals", "user.disable"])
    }

    @Test("what is brought in from the past is live at once, marked, and told to nobody")
    func archive() async throws {
        _ = try await store.addEndpoint(NewEndpoint(name: "All", url: "https://a.example/hook"), by: .shell, at: .noon)
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        let past = Instant.noon.later(hours: -9000)
        let archived = try await store.perform(.archive(publishedAt: past), on: draft.id, by: Cast.ana.origin, at: .noon)
        #expect(archived.imported && archived.live.text?.publishedAt == past)
        #expect(try await store.release(draft.id) == archived)
        #expect(try await store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM event") } == 0)
    }

    @Test("history that is refused leaves no draft, but a word in the journal")
    func refusedArchive() async throws {
        let noRoad = Workflow(
            name: "no-road", title: "To nowhere", approvals: [:], states: [Workflow.State(name: "draft", title: "Draft", editableBy: [.drafter])], transitions: [],
            digest: "sha256:0")
        var office = Office.sample
        office.workflows["no-road"] = noRoad
        let other = Place(office)
        let store = try other.open()
        var new = NewRelease.sample
        new.workflow = "no-road"
        await #expect(throws: Refusal.self) { try await store.create(new, publishedAt: .noon.later(hours: -9), by: Cast.ana.origin, at: .noon) }
        #expect(try await store.releases(ReleaseFilter(), PageRequest()).items == [])
        #expect(try await store.actions() == ["release.create.refused"])
        #expect(try await store.lastEntry()?.details["objections"] == ["state"])
    }

    @Test("a text that is pasted round an edit keeps its authors")
    func pasted() async throws {
        let draft = try await store.create(.sample, by: Cast.nia.origin, at: .noon)
        let blank = Command.edit(Edit(content: .sample.with(body: "Nothing.")))
        _ = try await store.perform(blank, on: draft.id, by: Cast.dan.origin, at: .noon)
        let pasted = try await store.perform(.edit(Edit(content: .sample)), on: draft.id, by: Cast.dan.origin, at: .noon)
        #expect(pasted.revision.number == 3 && pasted.revision.authors == ["nia", "dan"])

        let live = try await published()
        try await store.step("correct", on: live.id, by: Cast.dan)
        let draftOfNia = Content.sample.with(body: "It rests.", correctionNote: "It does not meet.")
        _ = try await store.perform(.edit(Edit(content: draftOfNia)), on: live.id, by: Cast.nia.origin, at: .noon)
        _ = try await store.perform(.restore(live.revision, Edit()), on: live.id, by: Cast.dan.origin, at: .noon)
        let again = try await store.perform(.edit(Edit(content: draftOfNia)), on: live.id, by: Cast.dan.origin, at: .noon)
        #expect(again.revision.authors == ["nia", "dan"])
        try await store.step("submit", on: live.id, by: Cast.dan)
        await #expect(throws: Refusal.self) { try await store.step("approve", on: live.id, by: Cast.nia) }
    }

    @Test("a text that is not as it was written is neither approved nor published")
    func changedText() async throws {
        var new = NewRelease.sample
        new.releaseAt = .noon.later(hours: 1)
        let approved = try await store.publish(new)
        let submitted = try await store.create(new, by: Cast.ana.origin, at: .noon)
        try await store.step("submit", on: submitted.id, by: Cast.ana)
        try place.tamper("DROP TRIGGER revision_stays; UPDATE revision SET content = replace(content, 'meets', 'rests')")
        await #expect { try await store.step("approve", on: submitted.id, by: Cast.sam) } throws: {
            ($0 as? DataUnavailable)?.reason.contains("not as it was written") == true
        }
        _ = try await store.publishDue(at: .noon.later(hours: 2))
        #expect(try await store.release(approved.id)?.live == .nothing)
        #expect(try await store.lastEntry()?.action == "release.publish.refused")
    }

    private func published() async throws -> Release { try await store.publish(.sample) }

    private func step(_ name: String, on id: String, by person: Person, at now: Instant = .noon) async throws -> Release {
        try await store.step(name, on: id, by: person, at: now)
    }
}
