import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("The journal")
struct JournalTests {
    let place = Place()
    let store: Store

    init() async throws {
        store = try place.open()
        for n in 1...5 { try await store.note("test.note", details: ["n": JSON(n), "text": "é \u{1F600}"], by: Cast.sam.origin, at: .noon) }
    }

    @Test("it is read and verified beside a running server")
    func verify() async throws {
        let reader = try JournalReader(directory: place.data)
        let verified = try reader.verify()
        #expect(verified.entries == 5)
        #expect(try await store.lastEntry()?.hash == verified.head.hash)
        var read: [JournalEntry] = []
        try reader.entries { read.append($0) }
        #expect(read.map(\.sequence) == [1, 2, 3, 4, 5])
        #expect(read[0].previousHash == String(repeating: "0", count: 64))
        #expect(read[0].details["via"] == "desk" && read[0].details["address"] == "127.0.0.1")
        try await store.note("test.note", by: .shell, at: .noon)
        #expect(try reader.verify().entries == 6)
    }

    @Test("the database refuses to change or cut it")
    func appendOnly() async throws {
        for sql in ["UPDATE journal SET actor = 'eve' WHERE sequence = 2", "DELETE FROM journal WHERE sequence = 5"] {
            await #expect(throws: DatabaseError.self) { try await store.write { db in try db.execute(sql: sql) } }
        }
    }

    @Test(
        "a changed byte, a missing line and two swapped lines are found where they are",
        arguments: [
            ("UPDATE journal SET actor = 'eve' WHERE sequence = 3", 3),
            ("UPDATE journal SET details = replace(details, '3', '4') WHERE sequence = 3", 3),
            ("UPDATE journal SET details = details || ' ' WHERE sequence = 2", 2),
            ("UPDATE journal SET details = '{' WHERE sequence = 2", 2),
            // It means the same, and is not what was written.
            ("UPDATE journal SET details = replace(replace(details, '\"n\":3,', ''), '{', '{\"n\":3,') WHERE sequence = 3", 3),
            ("DELETE FROM journal WHERE sequence = 3", 3),
            ("DELETE FROM journal WHERE sequence = 1", 1),
            ("UPDATE journal SET sequence = 99 WHERE sequence = 2; UPDATE journal SET sequence = 2 WHERE sequence = 3; UPDATE journal SET sequence = 3 WHERE sequence = 99", 2),
        ])
    func tampered(sql: String, at sequence: Int) async throws {
        try place.tamper("DROP TRIGGER journal_is_never_changed; DROP TRIGGER journal_is_never_cut; \(sql)")
        #expect { try JournalReader(directory: place.data).verify() } throws: { ($0 as? BrokenChain)?.sequence == sequence }
    }

    @Test("what strangers try is noted once a minute, of each address and kind for itself")
    func strangers() async throws {
        for (seconds, address, kind) in [(0.0, "192.0.2.1", "a"), (1, "192.0.2.1", "a"), (1, "192.0.2.2", "a"), (2, "192.0.2.1", "b"), (61, "192.0.2.1", "a")] {
            try await store.noteStranger("test.\(kind).refused", details: [:], address: address, at: .noon.later(seconds: seconds))
        }
        let entries = try await store.journal(JournalFilter(refusedOnly: true), PageRequest()).items
        #expect(entries.reversed().map { "\($0.action.split(separator: ".")[1]) \($0.details["address"].string ?? "")" } == ["a 192.0.2.1", "a 192.0.2.2", "b 192.0.2.1", "a 192.0.2.1"])
    }

    @Test("a text that is not as it was written is found with it")
    func changedText() async throws {
        let release = try await store.publish(.sample)
        #expect(try JournalReader(directory: place.data).verify().entries == 9)
        try place.tamper("DROP TRIGGER revision_stays; UPDATE revision SET content = replace(content, 'meets', 'rests')")
        #expect { try JournalReader(directory: place.data).verify() } throws: {
            let broken = $0 as? BrokenText
            return broken?.release == release.id && broken?.revision == 1
        }
    }

    @Test(
        "a text that was changed together with the digest beside it is found, and so is one that is gone or was never written",
        arguments: [
            "UPDATE revision SET content = (SELECT content FROM revision WHERE release_id = 2), digest = (SELECT digest FROM revision WHERE release_id = 2) WHERE release_id = 1",
            "DELETE FROM author WHERE release_id = 1; DELETE FROM revision WHERE release_id = 1",
            "INSERT INTO revision (release_id, number, digest, content, created_by, created_at) SELECT 1, 7, digest, content, created_by, created_at FROM revision WHERE release_id = 2",
        ])
    func swappedText(sql: String) async throws {
        let release = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        var other = NewRelease.sample
        other.content.headline = "Quite another"
        try await store.create(other, by: Cast.ana.origin, at: .noon)
        let triggers = ["revision_stays", "revision_is_kept"].map { "DROP TRIGGER IF EXISTS \($0); " }.joined()
        try place.tamper("PRAGMA foreign_keys = OFF; \(triggers) \(sql)")
        #expect { try JournalReader(directory: place.data).verify() } throws: { ($0 as? BrokenText)?.release == release.id }
    }

    @Test("it is filtered and paged, newest first, and a foreign cursor is refused")
    func pages() async throws {
        try await store.note("session.sign-out", release: "r1", by: .shell, at: .noon)
        #expect(try await store.journal(JournalFilter(release: "r1"), PageRequest()).items.map(\.action) == ["session.sign-out"])
        #expect(try await store.journal(JournalFilter(actor: "sam"), PageRequest()).items.count == 5)
        #expect(try await store.journal(JournalFilter(action: "test."), PageRequest()).items.count == 5)
        let first = try await store.journal(JournalFilter(), PageRequest(limit: 4))
        #expect(first.items.map(\.sequence) == [6, 5, 4, 3])
        let second = try await store.journal(JournalFilter(), PageRequest(limit: 4, after: first.next))
        #expect(second.items.map(\.sequence) == [2, 1] && second.next == nil)
        await #expect(throws: Invalid.self) { try await store.journal(JournalFilter(), PageRequest(after: "x")) }
    }

    @Test("it is asked for days and for what was refused")
    func filters() async throws {
        try await store.note("release.edit.refused", release: "r1", by: Cast.ana.origin, at: .noon.later(hours: 24))
        try await store.note("release.edit", release: "r1", by: Cast.ana.origin, at: .noon.later(hours: 48))
        func found(_ filter: JournalFilter) async throws -> [Int] { try await store.journal(filter, PageRequest()).items.map(\.sequence) }
        #expect(try await found(JournalFilter(from: .noon.later(hours: 1))) == [7, 6])
        #expect(try await found(JournalFilter(from: .noon.later(hours: 24), before: .noon.later(hours: 48))) == [6])
        #expect(try await found(JournalFilter(before: .noon)) == [])
        #expect(try await found(JournalFilter(refusedOnly: true)) == [6])
        #expect(try await found(JournalFilter(release: "r1", actor: "ana", action: "release.", refusedOnly: true)) == [6])
    }

    @Test("where there is no database of ours there is no journal")
    func missing() {
        #expect(throws: DataRefused.self) { try JournalReader(directory: "/nowhere") }
    }
}
