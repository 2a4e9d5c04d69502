import Editorial
import Fixtures
import Foundation
import GRDB
@testable import Storage
import Testing

@Suite("Heads of the journal, noted")
struct HeadTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    private func note() async throws { try await store.note("test.note", by: .shell, at: .noon) }
    private func verify() throws -> VerifiedJournal { try JournalReader(directory: place.data).verify() }
    private func cut(_ sql: String) throws { try place.tamper("DROP TRIGGER journal_is_never_cut; \(sql)") }

    @Test("the head is noted beside the database once a day, and not before there is one")
    func daily() async throws {
        #expect(try await store.noteHead(at: .noon) == nil)
        try await note()
        let head = try await store.noteHead(at: .noon)
        #expect(try await head == store.lastEntry().map { JournalHead(sequence: $0.sequence, hash: $0.hash) })
        try await note()
        #expect(try await store.noteHead(at: .noon.later(hours: 11)) == nil)
        #expect(try await store.noteHead(at: .noon.later(hours: 12))?.sequence == 2)
        let lines = try String(contentsOfFile: place.data + "/heads", encoding: .utf8).split(separator: "\n")
        #expect(lines.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == ["2026-11-25T12:00:00.000Z 1", "2026-11-26T00:00:00.000Z 2"])
        #expect(try FileManager.default.attributesOfItem(atPath: place.data + "/heads")[.posixPermissions] as? Int == 0o600)
        #expect(try verify().entries == 2)
    }

    @Test("a journal that lacks an entry that was noted, or has another in its place, is broken there")
    func missing() async throws {
        for _ in 1...3 { try await note() }
        _ = try await store.noteHead(at: .noon)
        try cut("DELETE FROM journal WHERE sequence = 3")
        #expect { try verify() } throws: { ($0 as? BrokenChain)?.sequence == 3 }
        try await store.note("test.other", by: .shell, at: .noon)
        #expect { try verify() } throws: { ($0 as? BrokenChain)?.sequence == 3 && ($0 as? BrokenChain)?.reason.contains("2026-11-25") == true }
    }

    @Test("noted heads that somebody has changed are named by their line")
    func changed() async throws {
        try await note()
        _ = try await store.noteHead(at: .noon)
        let heads = URL(fileURLWithPath: place.data + "/heads")
        try Data((try String(contentsOf: heads, encoding: .utf8) + "nothing of ours\n").utf8).write(to: heads)
        #expect { try verify() } throws: { ($0 as? BrokenHeads)?.line == 2 }
    }

    @Test("a backup names its head: one whose journal was cut, or that is not the one that was noted, is not restored")
    func backup() async throws {
        for _ in 1...3 { try await note() }
        let copy = place.path + "/copy.backup"
        let elsewhere = Place()
        let head = try await store.backUp(to: copy, files: [:], by: .shell, at: .noon)
        #expect(head?.sequence == 4)
        #expect(try await store.lastEntry()?.details["head"]["hash"].string == head?.hash)
        #expect { try Store.restore(from: copy, into: elsewhere.data, head: String(repeating: "f", count: 64), at: .noon) } throws: {
            ($0 as? DataRefused)?.reason.contains("not the copy that you noted") == true
        }
        _ = try Store.restore(from: copy, into: elsewhere.data, head: head?.hash, at: .noon)
        let other = Place()
        let queue = try DatabaseQueue(path: copy)
        try await queue.write { db in try db.execute(sql: "DROP TRIGGER journal_is_never_cut; DELETE FROM journal WHERE sequence = 4") }
        try queue.close()
        #expect { try Store.restore(from: copy, into: other.data, at: .noon) } throws: { ($0 as? DataRefused)?.reason.contains("entry 4") == true }
    }
}
