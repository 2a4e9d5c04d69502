import Editorial
import Fixtures
@testable import Storage
import Testing

@Suite("Comments in the store")
struct StoredCommentTests {
    let place = Place()

    @Test("a comment, its answers and its end are kept in order, and raise no version")
    func life() async throws {
        let store = try place.open()
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        let anchor = Anchor(field: .body, quote: "e", occurrence: 3)
        #expect(try await store.comment("Which water?\r\nAll of it?", on: anchor, of: draft.id, by: Cast.sam.origin, at: .noon) == 1)
        #expect(try await store.comment("Ready soon?", on: nil, of: draft.id, by: Cast.pub.origin, at: .noon) == 2)
        try await store.reply("The rivers.", to: 1, of: draft.id, by: Cast.ana.origin, at: .noon)
        #expect(try await store.release(draft.id)?.openComments == 2)
        try await store.settle(1, true, of: draft.id, by: Cast.ana.origin, at: .noon)
        try await store.settle(1, true, of: draft.id, by: Cast.sam.origin, at: .noon)
        let comments = try await store.comments(on: draft.id)
        #expect(comments.map(\.body) == ["Which water?\nAll of it?", "Ready soon?"])
        #expect(comments[0].anchor == anchor)
        #expect(comments[0].replies == [Editorial.Comment.Reply(body: "The rivers.", by: "ana", at: .noon)])
        #expect(comments[0].resolution?.by == "ana", "settled once is settled")
        let after = try await store.release(draft.id)
        #expect(after?.openComments == 1)
        #expect(after?.version == draft.version)
        try await store.settle(1, false, of: draft.id, by: Cast.sam.origin, at: .noon)
        #expect(try await store.release(draft.id)?.openComments == 2)
    }

    @Test("the journal says that something was said and about which field, never what")
    func journal() async throws {
        let store = try place.open()
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        try await store.comment("Keep this quiet", on: Anchor(field: .body, quote: "water"), of: draft.id, by: Cast.sam.origin, at: .noon)
        try await store.reply("Quiet it is", to: 1, of: draft.id, by: Cast.ana.origin, at: .noon)
        let entries = try await store.journal(JournalFilter(release: draft.id), PageRequest()).items
        #expect(entries.map(\.action) == ["comment.reply", "comment.add", "release.create"])
        #expect(entries[1].details["field"].string == "body")
        #expect(entries[1].details["comment"].integer == 1)
        for entry in entries { #expect(!entry.details.stored.lowercased().contains("quiet")) }
    }

    @Test("who may not comment is refused and journaled; what cannot be taken, or is not there, leaves nothing")
    func refused() async throws {
        let store = try place.open()
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        for person in [Cast.aud, Cast.ada] {
            await #expect(throws: Refusal.self) { try await store.comment("Hm", on: nil, of: draft.id, by: person.origin, at: .noon) }
        }
        let gone = Anchor(field: .body, quote: "the senate")
        await #expect(throws: Invalid.self) { try await store.comment("Hm", on: gone, of: draft.id, by: Cast.sam.origin, at: .noon) }
        await #expect(throws: NotFound.self) { try await store.reply("Hm", to: 1, of: draft.id, by: Cast.sam.origin, at: .noon) }
        await #expect(throws: NotFound.self) { try await store.settle(1, true, of: draft.id, by: Cast.sam.origin, at: .noon) }
        #expect(try await store.comments(on: draft.id).isEmpty)
        let entries = try await store.journal(JournalFilter(release: draft.id), PageRequest()).items
        #expect(entries.map(\.action) == ["comment.add.refused", "comment.add.refused", "release.create"])

        try await store.comment("Which water?", on: nil, of: draft.id, by: Cast.sam.origin, at: .noon)
        for person in [Cast.aud, Cast.ada] {
            await #expect(throws: Refusal.self) { try await store.reply("Hm", to: 1, of: draft.id, by: person.origin, at: .noon) }
        }
        #expect(try await store.comments(on: draft.id)[0].replies.isEmpty)
        #expect(try await store.lastEntry()?.action == "comment.reply.refused")
    }

    @Test("what waited for an open comment alone goes out when it is settled, also where the clock had looked in vain")
    func heldUp() async throws {
        let careful = Workflow.pressRelease.asking(.noOpenComments, of: "publish")
        var office = Office.sample
        office.workflows[careful.name] = careful
        let place = Place(office)
        let store = try place.open()
        for clockIsSetBack in [false, true] {
            let time = Instant.noon.later(hours: 1)
            var new = NewRelease.sample
            new.releaseAt = time
            let draft = try await store.create(new, by: Cast.ana.origin, at: .noon)
            try await store.comment("Which water?", on: nil, of: draft.id, by: Cast.pub.origin, at: .noon)
            try await store.step("submit", on: draft.id, by: Cast.ana)
            try await store.step("approve", on: draft.id, by: Cast.sam)
            _ = try await store.publishDue(at: time)
            #expect(try await store.release(draft.id)?.live == .nothing)
            try await store.settle(1, true, of: draft.id, by: Cast.pub.origin, at: clockIsSetBack ? .noon : time)
            if clockIsSetBack { #expect(try await store.publishDue(at: time) == 1) }
            #expect(try await store.release(draft.id)?.state == "published")
        }
    }

    @Test("of a confined release nothing is said by those for whom it is not there")
    func confined() async throws {
        let store = try place.open()
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        try await store.perform(.confine(to: []), on: draft.id, by: Cast.ana.origin, at: .noon)
        await #expect(throws: NotFound.self) { try await store.comment("Hm", on: nil, of: draft.id, by: Cast.dan.origin, at: .noon) }
        try await store.comment("Hm", on: nil, of: draft.id, by: Cast.sam.origin, at: .noon)
        await #expect(throws: NotFound.self) { try await store.settle(1, true, of: draft.id, by: Cast.dan.origin, at: .noon) }
    }
}

extension Workflow {
    /// The same, with one more guard on that transition.
    fileprivate func asking(_ more: Guard, of name: String) -> Workflow {
        let transitions = transitions.map { old in
            Transition(
                name: old.name, title: old.title, from: old.from, to: old.to, by: old.by, automatic: old.automatic,
                guards: old.guards + (old.name == name ? [more] : []), effects: old.effects)
        }
        return Workflow(name: self.name, title: title, approvals: approvals, states: states, transitions: transitions, digest: digest)
    }
}
