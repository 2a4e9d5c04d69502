import Editorial
import Foundation
import GRDB

/// The last entry of a journal at some time. Noted elsewhere, it shows afterwards that nothing up to it was taken away or written anew.
package struct JournalHead: Sendable, Equatable {
    package let sequence: Int
    /// The entry's.
    package let hash: String
    package init(sequence: Int, hash: String) { (self.sequence, self.hash) = (sequence, hash) }

    /// What stands for the hash before the first entry.
    static let beforeTheFirst = String(repeating: "0", count: 64)

    /// Nil for an empty journal.
    static func fetch(in db: Database) throws -> JournalHead? {
        try Row.fetchOne(db, sql: "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1").map { JournalHead(sequence: $0[0], hash: $0[1]) }
    }
}

extension Store {
    /// Notes the journal's head beside the database, once a day (UTC), and answers it to be logged; nil where that is done, or nothing has happened yet.
    package func noteHead(at now: Instant) async throws -> JournalHead? {
        let file = HeadFile(in: directory)
        guard try file.read().last?.day != now.day, let head = try await read(JournalHead.fetch) else { return nil }
        try file.append(NotedHead(head, at: now))
        return head
    }
}

/// A head, and when it was noted.
struct NotedHead: Sendable, Equatable {
    let head: JournalHead
    /// RFC 3339, UTC.
    let at: String
    var day: Substring { at.prefix(10) }

    init(_ head: JournalHead, at instant: Instant) { (self.head, at) = (head, instant.rfc3339) }

    /// `TIME SEQUENCE HASH`, nil for anything else.
    fileprivate init?(line: Substring) {
        let words = line.split(separator: " ")
        guard words.count == 3, let sequence = Int(words[1]) else { return nil }
        (head, at) = (JournalHead(sequence: sequence, hash: String(words[2])), String(words[0]))
    }

    fileprivate var line: String { "\(at) \(head.sequence) \(head.hash)\n" }
}

/// `DIR/heads`: a line a day. Whoever cuts the journal must change this file too, and whatever copied it meanwhile.
struct HeadFile {
    private let path: String
    init(in directory: String) { path = directory + "/heads" }

    /// In the order in which they were noted. Throws `BrokenHeads`.
    func read() throws -> [NotedHead] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard let bytes = FileManager.default.contents(atPath: path) else { throw DataUnavailable("\(path) cannot be read.") }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        return try lines.enumerated().map { index, line in
            guard let head = NotedHead(line: line) else { throw BrokenHeads(path: path, line: index + 1) }
            return head
        }
    }

    func append(_ head: NotedHead) throws {
        let whole = try read().map(\.line).joined() + head.line
        do { try Data(whole.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch { throw DataUnavailable("\(path) cannot be written.") }
        _ = chmod(path, 0o600)
    }
}

extension Instant {
    /// YYYY-MM-DD, UTC.
    fileprivate var day: Substring { rfc3339.prefix(10) }
}
