import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("One damaged release among others")
struct DamagedTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    private func approved(_ headline: String) async throws -> Release {
        var new = NewRelease.sample
        (new.content.headline, new.releaseAt) = (headline, .noon.later(hours: 9))
        return try await store.publish(new)
    }

    @Test("every list has the others, and names the damaged one in its place", arguments: ["{", "{}"])
    func lists(content: String) async throws {
        let sound = try await approved("Sound")
        let broken = try await approved("Broken")
        try place.damage(broken, with: content)
        let damaged = DamagedRelease(id: broken.id, workflow: "press-release", state: "approved")
        #expect(try await store.listed(ReleaseFilter(), PageRequest()).items == [.damaged(damaged), .whole(sound)])
        let page = try await store.listed(ReleaseFilter(), PageRequest(limit: 1))
        #expect(page.items == [.damaged(damaged)])
        #expect(try await store.listed(ReleaseFilter(), PageRequest(limit: 1, after: page.next)).items == [.whole(sound)], "its id is a place in the list as any")
        #expect(try await store.releases(ReleaseFilter(), PageRequest()).items == [sound])
        for login in ["ana", "sam"] { #expect(try await store.pending(of: login) == [.whole(sound), .damaged(damaged)], "\(login)") }
        let held = try await store.heldBack()
        #expect(held.releases == [sound] && held.damaged == [damaged])
        #expect(try await store.found(broken.id) == .damaged(damaged))
    }

    @Test("it is not there for whom it is confined from")
    func confined() async throws {
        let broken = try await approved("Broken")
        try await store.perform(.confine(to: []), on: broken.id, by: Cast.sam.origin, at: .noon)
        try place.damage(broken)
        for (reader, isThere) in [(Cast.sam, true), (Cast.ana, true), (Cast.dan, false), (Cast.ada, false)] {
            #expect(try await (store.found(broken.id, reader: reader) != nil) == isThere, "\(reader.login)")
            #expect(try await store.heldBack(reader: reader).damaged.isEmpty != isThere, "\(reader.login)")
            #expect(try await store.pending(of: "sam", reader: reader).isEmpty != isThere, "\(reader.login)")
        }
    }

    @Test("an account is closed, and its other approvals are taken back", arguments: [false, true])
    func closing(takeBack: Bool) async throws {
        let sound = try await approved("Sound")
        let broken = try await approved("Broken")
        try place.damage(broken)
        let taken = try await store.disable("sam", takeBack: takeBack, by: .shell, at: .noon)
        #expect(taken.map(\.id) == [sound.id, broken.id] && taken.map { $0.damage != nil } == [false, true])
        #expect(try await store.user("sam")?.disabled == true)
        #expect(try await store.release(sound.id)?.state == (takeBack ? "draft" : "approved"))
        #expect(try await store.publishDue(at: .noon.later(hours: 9)) == (takeBack ? 1 : 2))
        #expect(try await store.found(broken.id)?.damage?.state == "approved", "it does not go out")
    }

    @Test("the newsroom goes on without it")
    func newsroom() async throws {
        let (sound, broken) = (try await store.publish("Sound"), try await store.publish("Broken"))
        try place.damage(broken)
        #expect(try await store.newsroom(language: "en", PageRequest()).items == [sound])
    }

    @Test("a delivery of it is read as before, by those who may know of it")
    func delivery() async throws {
        _ = try await store.receiver()
        let broken = try await store.publish("Broken")
        let delivery = try #require(try await store.deliveries(DeliveryFilter(), PageRequest()).items.first)
        try place.damage(broken)
        #expect(try await store.delivery(delivery.id, for: Cast.pub)?.releaseID == broken.id)
    }
}

@Suite("One bad value beside everything else")
struct BadValueTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    @Test("a damaged entry of the journal takes nobody's news away")
    func news() async throws {
        try await store.write { db in
            try db.execute(sql: "PRAGMA ignore_check_constraints = 1; DROP TRIGGER journal_is_never_changed")
            for login in ["eva", "tom"] { try JournalEntry.append("user.add", ["login": .string(login)], by: Origin(.commandLine(user: "root"), via: .cli), at: .noon, in: db) }
            try db.execute(sql: "UPDATE journal SET details = '{broken' WHERE sequence = (SELECT max(sequence) FROM journal)")
        }
        #expect(try await store.accountNews(for: Cast.sam).entries.compactMap { $0.details["login"].string } == ["eva"])
    }

    @Test("a kind that nobody knows is a damaged release, not the end of the process")
    func kind() async throws {
        let release = try await store.publish()
        try await store.write { db in try db.execute(sql: "UPDATE publication SET kind = 'x'") }
        await #expect(throws: (any Error).self) { try await store.release(release.id) }
        #expect(try await store.listed(ReleaseFilter(), PageRequest()).items.count == 1)
    }

    @Test("a damaged entry stands in the lists as one that cannot be read, and is no decision to go by")
    func entry() async throws {
        let release = try await store.publish()
        let approved = try #require(try await store.newest(of: ["release.approve"], on: release.id))
        try await store.write { db in
            try db.execute(sql: "PRAGMA ignore_check_constraints = 1; DROP TRIGGER journal_is_never_changed")
            try db.execute(sql: "UPDATE journal SET details = '{broken' WHERE sequence = ?", arguments: [approved.sequence])
        }
        let entries = try await store.journal(JournalFilter(), PageRequest(limit: 200)).items
        #expect(entries.count == entries.first?.sequence)
        #expect(entries.filter { $0.details["damaged"].string != nil }.map(\.sequence) == [approved.sequence])
        #expect(try await store.newest(of: ["release.approve"], on: release.id) == nil)
        #expect(try await store.moves(of: release.id, after: 0).allSatisfy { $0.sequence != approved.sequence })
    }
}
