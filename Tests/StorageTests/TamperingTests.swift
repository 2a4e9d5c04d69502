import Editorial
import Fixtures
import Foundation
import GRDB
@testable import Storage
import Testing

@Suite("Tampering with the journal")
struct TamperingTests {
    let place = Place()
    let journal: DatabaseQueue
    /// The hash of each entry, noted elsewhere.
    let hashes: [String]

    /// A small journal without the triggers that keep honest programs from changing it, and without the checks.
    init() async throws {
        let store = try place.open()
        for n in 1...4 { try await store.note("test.note", details: ["n": JSON(n), "text": "é"], release: "r\(n)", by: Cast.sam.origin, at: .noon.later(hours: Int64(n))) }
        var hashes: [String] = []
        try JournalReader(directory: place.data).entries { hashes.append($0.hash) }
        self.hashes = hashes
        journal = try DatabaseQueue()
        try store.database.backup(to: journal)
        try await journal.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA ignore_check_constraints = 1; DROP TRIGGER journal_is_never_changed; DROP TRIGGER journal_is_never_cut")
        }
    }

    private static func insert(_ row: Row, in db: Database) throws {
        let marks = Array(repeating: "?", count: row.count).joined(separator: ", ")
        try db.execute(sql: "INSERT INTO journal VALUES (\(marks))", arguments: StatementArguments(row.databaseValues))
    }

    private func verify(head: String? = nil) throws -> VerifiedJournal { try JournalReader(journal).verify(head: head) }

    /// The entry at which the chain is found broken, nil where it holds.
    private func broken() throws -> Int? {
        do { _ = try verify() } catch let broken as BrokenChain { return broken.sequence }
        return nil
    }

    @Test("bytes behind a zero byte of a stored text, or of the digest beside it, are found", arguments: ["content", "digest"])
    func behindZero(column: String) async throws {
        let other = Place()
        let store = try other.open()
        _ = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        _ = try JournalReader(directory: other.data).verify()
        try await store.write { db in
            try db.execute(sql: "DROP TRIGGER revision_stays; UPDATE revision SET \(column) = \(column) || char(0) || 'x'")
        }
        #expect(throws: BrokenText.self) { try JournalReader(directory: other.data).verify() }
    }

    @Test("any byte of any text in any row, changed in any bit, cut out or put in, is found at its entry", arguments: ["actor", "action", "release_id", "details", "previous_hash", "hash"])
    func texts(column: String) throws {
        for sequence in 1...4 {
            let bytes = try journal.read { db in
                try Data.fetchOne(db, sql: "SELECT CAST(\(column) AS BLOB) FROM journal WHERE sequence = ?", arguments: [sequence])
            }
            let whole = try #require(bytes)
            for index in whole.indices {
                for changed in changes(of: whole, at: index, every: index % 7 == 0) {
                    try set(column, of: sequence, to: changed)
                    #expect(try broken() == sequence, "\(column) of \(sequence), byte \(index)")
                }
            }
            try set(column, of: sequence, to: whole + [0] + Data("unread".utf8))
            #expect(try broken() == sequence, "behind a zero byte")
            try set(column, of: sequence, to: whole)
        }
        #expect(try verify().entries == 4)
    }

    /// One bit of that byte, or every one; without it; and with another before it.
    private func changes(of whole: Data, at index: Int, every: Bool) -> [Data] {
        var changes = (every ? Array(0..<8) : [index % 8]).map { bit in
            var changed = whole
            changed[index] ^= 1 << UInt8(bit)
            return changed
        }
        var shorter = whole, longer = whole
        shorter.remove(at: index)
        longer.insert(0x20, at: index)
        changes += [shorter, longer]
        return changes
    }

    private func set(_ column: String, of sequence: Int, to bytes: Data) throws {
        try journal.write { db in
            try db.execute(sql: "UPDATE journal SET \(column) = CAST(? AS TEXT) WHERE sequence = ?", arguments: [bytes, sequence])
        }
    }

    @Test("any bit of any time is found at its entry")
    func times() throws {
        for sequence in 1...4 {
            for bit in 0..<63 {
                let flip = "UPDATE journal SET at = (at | (1 << \(bit))) - (at & (1 << \(bit))) WHERE sequence = \(sequence)"
                try journal.write { db in try db.execute(sql: flip) }
                #expect(try broken() == sequence, "bit \(bit)")
                try journal.write { db in try db.execute(sql: flip) }
            }
        }
        #expect(try broken() == nil)
    }

    @Test("a row that is taken away, moved, swapped, doubled or put in is named", arguments: [
        ("DELETE FROM journal WHERE sequence = 1", 1), ("DELETE FROM journal WHERE sequence = 2", 2), ("DELETE FROM journal WHERE sequence IN (2, 3)", 2),
        ("UPDATE journal SET sequence = 0 WHERE sequence = 1", 1), ("UPDATE journal SET sequence = -sequence WHERE sequence = 4", 1),
        ("UPDATE journal SET sequence = 9 WHERE sequence = 4", 4), ("UPDATE journal SET release_id = NULL WHERE sequence = 3", 3),
        ("UPDATE journal SET sequence = 9 WHERE sequence = 2; UPDATE journal SET sequence = 2 WHERE sequence = 3; UPDATE journal SET sequence = 3 WHERE sequence = 9", 2),
        ("INSERT INTO journal SELECT 5, at, actor, action, release_id, details, hash, replace(hash, 'a', 'b') FROM journal WHERE sequence = 4", 5),
        ("INSERT INTO journal SELECT 0, at, actor, action, release_id, details, hash, 'x' FROM journal WHERE sequence = 4", 1),
    ])
    func rows(sql: String, at sequence: Int) throws {
        try journal.write { db in try db.execute(sql: sql) }
        #expect(try broken() == sequence)
    }

    @Test("a tail that was cut off is found by a head that was noted elsewhere, which is otherwise named by its entry")
    func tail() throws {
        for (index, hash) in hashes.enumerated() { #expect(try verify(head: hash.uppercased()).found == index + 1) }
        try journal.write { db in try db.execute(sql: "DELETE FROM journal WHERE sequence > 2") }
        #expect(try verify().entries == 2, "the chain itself holds")
        #expect(try verify(head: hashes[1]).found == 2)
        #expect { try verify(head: hashes[3]) } throws: { ($0 as? UnknownHead)?.entries == 2 }
    }

    @Test("a journal written anew from some entry on, every hash recomputed, is found by a head of one that followed", arguments: 1...4)
    func rewritten(from first: Int) throws {
        try journal.write { db in
            let entries = try Row.fetchAll(db, sql: "SELECT * FROM journal ORDER BY sequence").map(JournalEntry.init(row:))
            try db.execute(sql: "DELETE FROM journal")
            var last: JournalEntry?
            for entry in entries {
                let actor = entry.sequence == first ? "eve" : entry.actor
                let forged = JournalEntry(
                    after: last.map { ($0.sequence, $0.hash) }, at: entry.at, actor: actor, action: entry.action, releaseID: entry.releaseID, details: entry.details)
                try Self.insert(
                    [
                        "sequence": forged.sequence, "at": forged.at, "actor": forged.actor, "action": forged.action, "release_id": forged.releaseID,
                        "details": forged.details.stored, "previous_hash": forged.previousHash, "hash": forged.hash,
                    ], in: db)
                last = forged
            }
        }
        #expect(try verify().entries == 4)
        for (index, hash) in hashes.enumerated() where index + 1 >= first { #expect(throws: UnknownHead.self) { try verify(head: hash) } }
        for (index, hash) in hashes.enumerated() where index + 1 < first { #expect(try verify(head: hash).found == index + 1) }
    }
}
