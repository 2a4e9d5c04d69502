import Distribution
import Foundation
import GRDB

/// An event in a format of its endpoints: made of one of the event's own bodies when the first of them is sent it, and kept for all others and for ever.
struct Rendering {
    /// The body that it is made of, a row.
    let source: Int64

    /// The row of the payload, or why there is none.
    func payload(in format: PayloadFormat, _ db: Database) throws -> Result<Int64, Unrenderable> {
        if format == .standard { return .success(source) }
        let shape = format.shape
        let kept = try db.cachedStatement(sql: "SELECT payload_id FROM rendering WHERE source_id = ? AND shape = ?")
        if let payload = try Int64.fetchOne(kept, arguments: [source, shape]) { return .success(payload) }
        let bytes: [UInt8]
        do { bytes = try format.body(of: Self.bytes(of: source, in: db)) } catch let error as Unrenderable { return .failure(error) }
        let payload = try Store.store(bytes, in: db)
        try db.cachedStatement(sql: "INSERT INTO rendering (source_id, shape, payload_id) VALUES (?, ?, ?)").execute(arguments: [source, shape, payload])
        return .success(payload)
    }

    /// The bytes of that payload. Throws `Damaged`.
    static func bytes(of payload: Int64, in db: Database) throws -> [UInt8] {
        guard let bytes = try Data.fetchOne(db, cached: "SELECT bytes FROM payload WHERE id = ?", arguments: [payload]) else { throw Damaged(what: "a payload") }
        return Array(bytes)
    }
}
