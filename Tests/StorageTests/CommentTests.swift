import Editorial
import Fixtures
@testable import Storage
import Synchronization
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
        let comments = try await store.comments(on: draft.id).items.reversed() as [Editorial.Comment]
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
        #expect(try await store.comments(on: draft.id).items.isEmpty)
        let entries = try await store.journal(JournalFilter(release: draft.id), PageRequest()).items
        #expect(entries.map(\.action) == ["comment.add.refused", "comment.add.refused", "release.create"])

        try await store.comment("Which water?", on: nil, of: draft.id, by: Cast.sam.origin, at: .noon)
        for person in [Cast.aud, Cast.ada] {
            await #expect(throws: Refusal.self) { try await store.reply("Hm", to: 1, of: draft.id, by: person.origin, at: .noon) }
        }
        #expect(try await store.comment(1, on: draft.id).replies.isEmpty)
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

    @Test("what waits for comments alone follows when the last is resolved; a word more lets nothing that could not go out be forgotten")
    func stuck() async throws {
        let transitions = Workflow.pressRelease.transitions.map { transition in
            guard transition.name == "publish" else { return transition }
            return Workflow.Transition(
                name: "publish", title: "Publish", from: transition.from, to: transition.to, by: transition.by, automatic: true,
                guards: transition.guards + [.noOpenComments], effects: transition.effects)
        }
        let workflow = Workflow(
            name: "press-release", title: "P", approvals: [.pressSecretary: 1], states: Workflow.pressRelease.states, transitions: transitions, digest: "")
        var office = Office.sample
        office.workflows["press-release"] = workflow
        let place = Place(office)
        let store = try place.open()
        let later = Instant.noon.later(hours: 2)
        let changes = Mutex<Signals.Change>([])
        var new = NewRelease.sample
        new.releaseAt = .noon.later(hours: 1)
        let id = try await store.publish(new).id
        for _ in 1...2 { try await store.comment("Hm", on: nil, of: id, by: Cast.sam.origin, at: .noon) }
        #expect(try await store.publishDue(at: later) == 1)
        #expect(try await store.stuck(at: later).map(\.id) == [id])
        try await store.comment("Hm", on: nil, of: id, by: Cast.sam.origin, at: later)
        try await store.reply("Hm", to: 1, of: id, by: Cast.sam.origin, at: later)
        #expect(try await store.stuck(at: later).map(\.id) == [id])
        try await store.settle(3, true, of: id, by: Cast.sam.origin, at: later)
        try await store.settle(3, false, of: id, by: Cast.sam.origin, at: later)
        #expect(try await store.publishDue(at: later) == 1, "the clock looks again, and marks it again")
        #expect(try await store.stuck(at: later).map(\.id) == [id])
        store.signals.listen { change in changes.withLock { $0.formUnion(change) } }
        for number in 1...2 { try await store.settle(number, true, of: id, by: Cast.sam.origin, at: later) }
        #expect(changes.withLock { $0 }.contains(.schedule))
        #expect(try await store.publishDue(at: later) == 1)
        #expect(try await store.stuck(at: later).map(\.id) == [id])
        try await store.settle(3, true, of: id, by: Cast.sam.origin, at: later)
        #expect(try await store.stuck(at: later).isEmpty)
        #expect(try await store.release(id)?.state == "published")
    }

    @Test("a release has at most 500 comments and a comment 100 replies; its page and each page of the list hold so many as are asked for")
    func many() async throws {
        let store = try place.open()
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        try await store.write { db in
            let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            try db.execute(
                sql: "INSERT INTO comment (release_id, number, body, login, at) \(numbers) SELECT release.id, i, 'Hm ' || i, 'sam', 0 FROM n, release",
                arguments: [499])
            try db.execute(
                sql: "INSERT INTO comment_reply (release_id, number, body, login, at) \(numbers) SELECT release.id, 7, 'Re ' || i, 'ana', 0 FROM n, release",
                arguments: [99])
        }
        #expect(try await store.comment("The last", on: nil, of: draft.id, by: Cast.sam.origin, at: .noon) == 500)
        await #expect { try await store.comment("One more", on: nil, of: draft.id, by: Cast.sam.origin, at: .noon) } throws: {
            ($0 as? Invalid)?.problems.map(\.detail) == ["A release has at most 500 comments: reply to one of them."]
        }
        try await store.reply("The last", to: 7, of: draft.id, by: Cast.ana.origin, at: .noon)
        await #expect { try await store.reply("One more", to: 7, of: draft.id, by: Cast.ana.origin, at: .noon) } throws: {
            ($0 as? Invalid)?.problems.map(\.detail) == ["A comment has at most 100 replies: make another comment."]
        }
        try await store.reply("There is room here", to: 8, of: draft.id, by: Cast.ana.origin, at: .noon)
        #expect(try await store.comment(7, on: draft.id).replies.map(\.body) == (1...99).map { "Re \($0)" } + ["The last"])
        for (hours, number) in [4, 5, 3].enumerated() {
            try await store.settle(number, true, of: draft.id, by: Cast.sam.origin, at: .noon.later(hours: Int64(hours)))
        }
        let talk = try await store.discussion(of: draft.id, open: 3, settled: 2)
        #expect(talk.open.map(\.number) == [498, 499, 500] && talk.settled.map(\.number) == [5, 3])
        #expect(talk.openCount == 497 && talk.settledCount == 3)
        var (seen, next): ([Int], String?) = ([], nil)
        repeat {
            let page = try await store.comments(on: draft.id, PageRequest(limit: 200, after: next))
            (seen, next) = (seen + page.items.map(\.number), page.next)
        } while next != nil
        #expect(seen == (1...500).reversed())
        await #expect(throws: Invalid.self) { try await store.comments(on: draft.id, PageRequest(after: "x")) }
        #expect(try await store.comments(on: "nothing").items.isEmpty)
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
