import Editorial
import GRDB

/// The journal, read beside a running server, without its lock and without writing.
package struct JournalReader: Sendable {
    private static let page = 1000
    private let database: any DatabaseReader
    private let notedHeads: @Sendable () throws -> [NotedHead]

    /// Throws `DataRefused` where there is no database of ours.
    package init(directory: String) throws {
        let path = DatabaseFile(in: directory).path
        guard let head = try DatabaseFile.head(of: path), !head.isEmpty else { throw DataRefused("There is no database of Imprimatur in \(directory).") }
        _ = try DatabaseFile.check(path, head: head, is: DatabaseFile.applicationID)
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            self.init(try DatabaseQueue(path: path, configuration: configuration)) { try HeadFile(in: directory).read() }
        } catch let error as DatabaseError { throw error.forPeople }
    }

    init(_ database: any DatabaseReader, notedHeads: @escaping @Sendable () throws -> [NotedHead] = { [] }) {
        (self.database, self.notedHeads) = (database, notedHeads)
    }

    /// The last entry as it is, unverified; nil for an empty journal.
    package func head() throws -> JournalHead? {
        do { return try database.read(JournalHead.fetch) } catch let error as DatabaseError { throw error.forPeople }
    }

    /// Oldest first, in pages, so that whoever takes them slowly holds up nothing.
    package func entries(_ take: (JournalEntry) throws -> Void) throws {
        var place = 0
        do {
            while true {
                let page = try database.read { db in
                    try Row.fetchAll(db, sql: "SELECT * FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?", arguments: [place, Self.page]).map(JournalEntry.init(row:))
                }
                for entry in page { try take(entry) }
                guard let last = page.last else { return }
                place = last.sequence
            }
        } catch let error as DatabaseError { throw error.forPeople }
    }

    /// Recomputes the chain and the digests of all texts, releases and publications, which must be those that the journal names, and looks for the heads that
    /// were noted beside the journal or, as `head`, elsewhere. Throws `BrokenChain`, `BrokenText`, `BrokenRelease`, `BrokenHeads` or `UnknownHead`.
    package func verify(head: String? = nil) throws -> VerifiedJournal {
        // Before the journal, which goes on meanwhile.
        let (noted, head) = (try notedHeads(), head?.lowercased())
        // Journal and releases as they were at one moment, whatever is written meanwhile.
        do { return try database.read { db in try verify(head: head, noted: noted, in: db) } } catch let error as DatabaseError { throw error.forPeople }
    }

    private func verify(head: String?, noted: [NotedHead], in db: Database) throws -> VerifiedJournal {
        let noted = Dictionary(noted.map { ($0.head.sequence, $0) }) { first, _ in first }
        var last: JournalEntry?
        var found = head == JournalHead.beforeTheFirst ? 0 : nil
        var testimony = Testimony()
        let sizes = ["actor", "action", "release_id", "details", "previous_hash", "hash"].map { "coalesce(length(CAST(\($0) AS BLOB)), 0)" }
        let rows = try Row.fetchCursor(db, sql: "SELECT *, \(sizes.joined(separator: " + ")) AS size FROM journal ORDER BY sequence")
        while let row = try rows.next() {
            let entry = try Self.entry(of: row, after: last)
            if let noted = noted[entry.sequence], noted.head.hash != entry.hash {
                throw BrokenChain(sequence: entry.sequence, reason: "it is another than the one that was noted at \(noted.at)")
            }
            if entry.hash == head { found = entry.sequence }
            try testimony.hear(entry)
            last = entry
        }
        let count = last?.sequence ?? 0
        if let cut = noted.values.filter({ $0.head.sequence > count }).min(by: { $0.head.sequence < $1.head.sequence }) {
            throw BrokenChain(sequence: count + 1, reason: "it is missing; at \(cut.at) there were \(cut.head.sequence) entries")
        }
        if let head, found == nil { throw UnknownHead(hash: head, entries: count) }
        try testimony.verify(in: db)
        return VerifiedJournal(head: JournalHead(sequence: count, hash: last?.hash ?? JournalHead.beforeTheFirst), found: found)
    }

    /// The entry of a row, which must be the one that was written after `last`. Throws `BrokenChain`.
    private static func entry(of row: Row, after last: JournalEntry?) throws -> JournalEntry {
        let sequence = row["sequence"] as Int
        let expected = (last?.sequence ?? 0) + 1
        func broken(_ reason: String) -> BrokenChain { BrokenChain(sequence: sequence, reason: reason) }

        guard sequence == expected else { throw BrokenChain(sequence: expected, reason: "it is missing; the next one that is there is \(sequence)") }
        guard let entry = try? JournalEntry(row: row), entry.details.stored == row["details"] else { throw broken("its details are not as they were written") }
        // Behind a zero byte SQLite keeps what no program reads.
        guard entry.textSize == row["size"] as Int else { throw broken("it holds bytes that were not written") }
        let computed = JournalEntry(
            after: last.map { ($0.sequence, $0.hash) }, at: entry.at, actor: entry.actor, action: entry.action, releaseID: entry.releaseID,
            details: entry.details)
        guard entry.previousHash == computed.previousHash else { throw broken("it does not follow the entry before it") }
        guard entry.hash == computed.hash else { throw broken("it is not as it was written") }
        return entry
    }
}

/// What a journal that holds was found to be.
package struct VerifiedJournal: Sendable, Equatable {
    /// Sequence 0 and a hash of zeros where there is no entry.
    package let head: JournalHead
    /// The entry whose hash was asked for, 0 for the hash before the first one.
    package let found: Int?
    /// How many entries there are.
    package var entries: Int { head.sequence }
}

extension JournalEntry {
    /// In bytes, all texts of its row together.
    fileprivate var textSize: Int { [actor, action, releaseID ?? "", details.stored, previousHash, hash].reduce(0) { $0 + $1.utf8.count } }
}

/// The journal is not what was written: the first entry that does not fit, and why.
package struct BrokenChain: Error, Sendable {
    package let sequence: Int
    package let reason: String
    package init(sequence: Int, reason: String) { (self.sequence, self.reason) = (sequence, reason) }
}

/// The chain holds, but no entry has the hash that was noted.
package struct UnknownHead: Error, Sendable {
    package let hash: String
    /// How many entries there are.
    package let entries: Int
    package init(hash: String, entries: Int) { (self.hash, self.entries) = (hash, entries) }
}

/// A line of the noted heads is not as it was written.
package struct BrokenHeads: Error, Sendable {
    package let path: String
    /// From 1.
    package let line: Int
    package init(path: String, line: Int) { (self.path, self.line) = (path, line) }
}
