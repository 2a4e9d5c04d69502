import Editorial
import Fixtures
@testable import Storage
import Testing

@Suite("Text that is not saved yet")
struct UnsavedTests {
    let place = Place()

    private func text(_ words: String, on release: String = "r", in window: String = "", version: Int? = 1, at: Instant = .noon) -> UnsavedText {
        UnsavedText(release: release, window: window, version: version, fields: ["headline": .string(words)], at: at)
    }

    @Test("each person's is their own, the last one counts, and the journal says nothing")
    func own() async throws {
        let store = try place.open()
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        let before = try await store.journal(JournalFilter(), PageRequest()).items.count
        try await store.keep(text("First", on: draft.id), of: "ana")
        try await store.keep(text("Second", on: draft.id, version: 2), of: "ana")
        try await store.keep(text("Dan’s", on: draft.id), of: "dan")
        try await store.keep(text("On another", on: "another"), of: "ana")
        #expect(try await store.unsaved(of: "ana", on: draft.id, at: .noon) == [text("Second", on: draft.id, version: 2)])
        #expect(try await store.unsaved(of: "dan", on: draft.id, at: .noon).first?.fields["headline"].string == "Dan’s")
        #expect(try await store.unsaved(of: "sam", on: draft.id, at: .noon).isEmpty)
        try await store.discardUnsaved([UnsavedText.Copy(window: "", until: .noon)], of: "ana", on: draft.id)
        #expect(try await store.unsaved(of: "ana", on: draft.id, at: .noon).isEmpty)
        #expect(try await !store.unsaved(of: "dan", on: draft.id, at: .noon).isEmpty)
        #expect(try await !store.unsaved(of: "ana", on: "another", at: .noon).isEmpty)
        #expect(try await store.journal(JournalFilter(), PageRequest()).items.count == before)
        #expect(try await store.release(draft.id) == draft)
    }

    @Test("of a release that is yet to be made the last is found, of one that is there none")
    func new() async throws {
        let store = try place.open()
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        try await store.keep(text("On a release", on: draft.id, at: .noon.later(hours: 2)), of: "ana")
        #expect(try await store.unsavedNew(of: "ana", at: .noon).isEmpty)
        try await store.keep(text("Earlier", on: "a", version: nil), of: "ana")
        try await store.keep(text("Later", on: "b", version: nil, at: .noon.later(hours: 1)), of: "ana")
        #expect(try await store.unsavedNew(of: "ana", at: .noon).first?.release == "b")
        let form = "01935f2e-0000-7000-8000-00000000000a"
        try await store.keep(text("Made", on: form, version: nil, at: .noon.later(hours: 2)), of: "ana")
        #expect(try await store.unsavedNew(of: "ana", at: .noon).first?.release == form)
        _ = try await store.create(.sample, form: form, by: Cast.ana.origin, at: .noon)
        #expect(try await store.unsavedNew(of: "ana", at: .noon).first?.release == "b", "what was made of it since is not offered again")
    }

    @Test("after thirty days it is not shown, of more than twenty the oldest goes, and a clock that is wrong for a while takes nobody else’s")
    func old() async throws {
        let store = try place.open()
        let late = Instant.noon.later(hours: 24 * 30 + 1)
        try await store.keep(text("Old", on: "old"), of: "dan")
        try await store.keep(text("Old", on: "new", version: nil), of: "dan")
        for number in 0..<22 { try await store.keep(text("\(number)", on: "\(number)", at: .noon.later(hours: Int64(number))), of: "ana") }
        #expect(try await store.unsaved(of: "ana", on: "1", at: .noon).isEmpty)
        #expect(try await !store.unsaved(of: "ana", on: "2", at: .noon).isEmpty)
        #expect(try await !store.unsaved(of: "dan", on: "old", at: .noon.later(hours: 24 * 30 - 1)).isEmpty)
        try await store.keep(text("New", on: "new", at: late), of: "sam")
        #expect(try await store.unsaved(of: "dan", on: "old", at: late).isEmpty)
        #expect(try await store.unsavedNew(of: "dan", at: late).isEmpty)
        #expect(try await !store.unsaved(of: "dan", on: "old", at: .noon).isEmpty, "set right again, the clock shows it")
        try await store.keep(text("New", on: "new", at: late), of: "dan")
        #expect(try await store.unsaved(of: "dan", on: "old", at: .noon).isEmpty)
    }

    @Test("what is saved is discarded with it, and what was still under way then is not kept; what was refused stays")
    func saved() async throws {
        let store = try place.open()
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        try await store.keep(text("Kept", on: draft.id), of: "ana")
        try await store.keep(text("Dan’s", on: draft.id), of: "dan")
        let edit = Command.edit(Edit(content: .sample.with(headline: "Another wording")))
        await #expect(throws: Stale.self) { try await store.perform([edit], on: draft.id, by: Cast.ana.origin, version: 7, at: .noon) }
        await #expect(throws: Refusal.self) {
            try await store.perform([edit, .transition(draft.step("approve"))], on: draft.id, by: Cast.ana.origin, version: 1, at: .noon)
        }
        #expect(try await !store.unsaved(of: "ana", on: draft.id, at: .noon).isEmpty)
        let copies = [UnsavedText.Copy(window: "", until: .noon)]
        try await store.perform([edit], on: draft.id, saving: copies, by: Cast.ana.origin, version: 1, at: .noon)
        #expect(try await store.unsaved(of: "ana", on: draft.id, at: .noon).isEmpty)
        #expect(try await !store.unsaved(of: "dan", on: draft.id, at: .noon).isEmpty)
        #expect(try await !store.keep(text("Late", on: draft.id), of: "ana") { true })
        #expect(try await store.unsaved(of: "ana", on: draft.id, at: .noon).isEmpty)
        let form = "01935f2e-0000-7000-8000-00000000000a"
        try await store.keep(text("Begun", on: form, version: nil), of: "ana")
        _ = try await store.create(.sample, form: form, saving: copies, by: Cast.ana.origin, at: .noon)
        #expect(try await store.unsaved(of: "ana", on: form, at: .noon).isEmpty)
    }

    @Test("what is typed in one window is not that of another: kept, saved and discarded alone, and taken over only as far as it had come")
    func windows() async throws {
        let store = try place.open()
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        func left() async throws -> [String] { try await store.unsaved(of: "ana", on: draft.id, at: .noon).compactMap(\.fields["headline"].string) }
        let one = text("One", on: draft.id, in: "1")
        for text in [one, text("Two", on: draft.id, in: "2", at: .noon.later(hours: 1))] { try await store.keep(text, of: "ana") }
        #expect(try await left() == ["Two", "One"])
        try await store.keep(text("Three", on: draft.id, in: "3", at: .noon.later(hours: 2)), of: "ana", insteadOf: [one.copy])
        #expect(try await left() == ["Three", "Two"], "it went on with the first")
        try await store.keep(text("One, later", on: draft.id, in: "1", at: .noon.later(hours: 3)), of: "ana")
        let edit = Command.edit(Edit(content: .sample.with(headline: "Three")))
        let copies = [one.copy, UnsavedText.Copy(window: "3", until: .noon.later(hours: 9))]
        try await store.perform([edit], on: draft.id, saving: copies, by: Cast.ana.origin, version: 1, at: .noon)
        #expect(try await left() == ["One, later", "Two"], "what was typed there since is not what was saved")
        try await store.discardUnsaved([UnsavedText.Copy(window: "2", until: .noon)], of: "ana", on: draft.id)
        #expect(try await left() == ["One, later", "Two"], "discarded is what was shown")
        try await store.discardUnsaved([UnsavedText.Copy(window: "2", until: .noon.later(hours: 1))], of: "ana", on: draft.id)
        #expect(try await left() == ["One, later"])
        try await store.perform([.edit(Edit(slug: "elsewhere"))], on: draft.id, by: Cast.ana.origin, version: 2, at: .noon)
        #expect(try await left() == ["One, later"], "what comes by the API saves nothing that was typed")
    }

    @Test("what was typed into a new release's form in another window goes with the release that it has made, whichever comes first")
    func otherWindow() async throws {
        let store = try place.open()
        let form = "01935f2e-0000-7000-8000-00000000000a"
        for window in ["1", "2"] { try await store.keep(text(window, on: form, in: window, version: nil), of: "ana") }
        let made = try await store.create(.sample, form: form, saving: [UnsavedText.Copy(window: "1", until: .noon)], by: Cast.ana.origin, at: .noon)
        #expect(try await store.unsaved(of: "ana", on: made.id, at: .noon).map(\.window) == ["2"])
        try await store.keep(text("late", on: form, in: "3", version: nil), of: "ana")
        try await store.keep(text("later", on: made.id, in: "4", version: 0, at: .noon.later(hours: 1)), of: "ana")
        try await store.keep(text("earlier", on: form, in: "4", version: nil), of: "ana")
        #expect(try await store.unsaved(of: "ana", on: made.id, at: .noon).first?.fields["headline"] == "later")
        try await store.discardUnsaved([UnsavedText.Copy(window: "4", until: .noon.later(hours: 1))], of: "ana", on: made.id)
        let texts = try await store.unsaved(of: "ana", on: made.id, at: .noon)
        #expect(texts.map(\.window) == ["2", "3"] && texts.map(\.version) == [0, 0])
        #expect(try await store.unsavedNew(of: "ana", at: .noon).isEmpty)
    }

    @Test("of more than twenty the last of each release stays before the second of any, and the one just typed whatever the clock says")
    func most() async throws {
        let store = try place.open()
        try await store.keep(text("Alone", on: "alone"), of: "ana")
        for number in 1...25 { try await store.keep(text("\(number)", on: "r", in: "\(number)", at: .noon.later(hours: Int64(number))), of: "ana") }
        #expect(try await store.unsaved(of: "ana", on: "alone", at: .noon).count == 1)
        #expect(try await store.unsaved(of: "ana", on: "r", at: .noon).compactMap { Int($0.window) } == Array((7...25).reversed()))
        try await store.keep(text("Set back", on: "r", in: "30", at: .noon.later(hours: 1)), of: "ana")
        #expect(try await store.unsaved(of: "ana", on: "r", at: .noon).map(\.window).contains("30"))
        #expect(try await store.unsaved(of: "ana", at: .noon).count == 20)
    }

    @Test("a form carries what it goes on with, and nothing else is taken for that", arguments: ["", "1", "1x w", " w", "x 1"])
    func carried(none: String) {
        for window in ["", "12-34", "a b"] {
            let copy = UnsavedText.Copy(window: window, until: .noon)
            #expect(UnsavedText.Copy(copy.description) == copy)
        }
        #expect(UnsavedText.Copy(none) == nil)
    }

    @Test("a form that was written on in another window makes no second release and loses nothing; one that says the same changes nothing")
    func made() async throws {
        let store = try place.open()
        let form = "01935f2e-0000-7000-8000-00000000000a"
        let first = try await store.create(.sample, form: form, by: Cast.ana.origin, at: .noon)
        let others: [(inout NewRelease) -> Void] = [
            { $0.content = .sample.with(body: "Written on") }, { $0.kind = .speech }, { $0.slug = "elsewhere" }, { $0.releaseAt = .noon.later(hours: 1) },
        ]
        for change in others {
            var new = NewRelease.sample
            change(&new)
            try await store.keep(text("Written on", on: form, version: nil), of: "ana")
            do {
                _ = try await store.create(new, form: form, by: Cast.ana.origin, at: .noon)
                Issue.record("it was taken for the same")
            } catch let made as AlreadyMade {
                #expect(made.release == first)
            }
            #expect(try await !store.unsaved(of: "ana", on: first.id, at: .noon).isEmpty)
        }
        #expect(try await store.create(.sample, form: form, by: Cast.ana.origin, at: .noon) == first)
        #expect(try await store.actions() == ["release.create"])
    }

    @Test("a text and its release time are saved together or not at all")
    func together() async throws {
        let store = try place.open()
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        let edit = Command.edit(Edit(content: .sample.with(headline: "Another wording")))
        await #expect(throws: Invalid.self) {
            try await store.perform([edit, .setReleaseTime(.noon, comment: nil)], on: draft.id, by: Cast.ana.origin, version: 1, at: .noon)
        }
        await #expect(throws: Refusal.self) {
            try await store.perform([edit, .transition(draft.step("approve"))], on: draft.id, by: Cast.ana.origin, version: 1, at: .noon)
        }
        #expect(try await store.release(draft.id) == draft)
        #expect(try await store.journal(JournalFilter(release: draft.id), PageRequest()).items.map(\.action) == ["release.approve.refused", "release.create"])
        let later = Instant.noon.later(hours: 3)
        let saved = try await store.perform([edit, .setReleaseTime(later, comment: nil)], on: draft.id, by: Cast.ana.origin, version: 1, at: .noon)
        #expect(saved.releaseAt == later)
        #expect(saved.revision.content.headline == "Another wording")
        await #expect(throws: Stale.self) { try await store.perform([edit], on: draft.id, by: Cast.ana.origin, version: 1, at: .noon) }
    }
}
