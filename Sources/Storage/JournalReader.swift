import Editorial
import GRDB

/// The journal, read beside a running server, without its lock and without writing.
package struct JournalReader: Sendable {
    private static let page = 1000
    private let database: any DatabaseReader

    /// Throws `DataRefused` where there is no database of ours.
    package init(directory: String) throws {
        let path = DatabaseFile(in: directory).path
        guard let head = try DatabaseFile.head(of: path), !head.isEmpty else { throw DataRefused("There is no database of Imprimatur in \(directory).") }
        _ = try DatabaseFile.check(path, head: head, is: DatabaseFile.applicationID)
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            self.init(try DatabaseQueue(path: path, configuration: configuration))
        } catch let error as DatabaseError { throw error.forPeople }
    }

    init(_ database: any DatabaseReader) { self.database = database }

    /// Oldest first, in pages, so that a long journal needs little memory.
    package func entries(_ take: (JournalEntry) throws -> Void) throws { try journal { row in try take(JournalEntry(row: row)) } }

    /// Recomputes the chain, and the digest of each stored text: how many entries there are and the last hash. Throws `BrokenChain` or `BrokenText`.
    package func verify() throws -> (entries: Int, head: String) {
        var last: JournalEntry?
        try journal { row in
            let sequence = row["sequence"] as Int
            func broken(_ reason: String) -> BrokenChain { BrokenChain(sequence: sequence, reason: reason) }

            guard let entry = try? JournalEntry(row: row), entry.details.stored == row["details"] else { throw broken("its details are not as they were written") }
            guard sequence == (last?.sequence ?? 0) + 1 else { throw broken("the entry before it is missing") }
            let computed = JournalEntry(
                after: last.map { ($0.sequence, $0.hash) }, at: entry.at, actor: entry.actor, action: entry.action, releaseID: entry.releaseID,
                details: entry.details)
            guard entry.previousHash == computed.previousHash else { throw broken("it does not follow the entry before it") }
            guard entry.hash == computed.hash else { throw broken("it is not as it was written") }
            last = entry
        }
        try verifyTexts()
        return (last?.sequence ?? 0, last?.hash ?? String(repeating: "0", count: 64))
    }

    private func verifyTexts() throws {
        let question = """
            SELECT revision.rowid AS place, public_id, number, digest, content FROM revision JOIN release ON release.id = release_id
            WHERE revision.rowid > ? ORDER BY revision.rowid LIMIT ?
            """
        try rows(question, by: "place") { row in
            let text = try? JSON(stored: row["content"]).canonical
            guard let text, "sha256:" + sha256(text) == row["digest"] else { throw BrokenText(release: row["public_id"], revision: row["number"]) }
        }
    }

    private func journal(_ take: (Row) throws -> Void) throws {
        try rows("SELECT * FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?", by: "sequence", take)
    }

    /// What `question` answers after a place and up to a number of rows, in pages.
    private func rows(_ question: String, by column: String, _ take: (Row) throws -> Void) throws {
        var place = Int.min
        do {
            while true {
                let rows = try database.read { db in try Row.fetchAll(db, sql: question, arguments: [place, Self.page]) }
                for row in rows { try take(row) }
                guard let next = rows.last?[column] as Int? else { return }
                place = next
            }
        } catch let error as DatabaseError { throw error.forPeople }
    }
}

/// A stored text is not the one that was written.
package struct BrokenText: Error, Sendable {
    package let release: String
    package let revision: Int
    package init(release: String, revision: Int) { (self.release, self.revision) = (release, revision) }
}

/// The journal is not what was written: the first entry that does not fit, and why.
package struct BrokenChain: Error, Sendable {
    package let sequence: Int
    package let reason: String
    package init(sequence: Int, reason: String) { (self.sequence, self.reason) = (sequence, reason) }
}
