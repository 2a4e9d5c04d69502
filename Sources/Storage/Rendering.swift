import Distribution
import Foundation
import GRDB

/// An event in a format of its endpoints: made of the event's own payload when the first of them is sent it, and kept for all others and for ever.
struct Rendering {
    /// Rows.
    let event: Int64
    let standard: Int64

    /// The row of the payload, or why there is none.
    func payload(in format: PayloadFormat, _ db: Database) throws -> Result<Int64, Unrenderable> {
        if format == .standard { return .success(standard) }
        let shape = format.shape
        let kept = try db.cachedStatement(sql: "SELECT payload_id FROM rendering WHERE event_id = ? AND shape = ?")
        if let payload = try Int64.fetchOne(kept, arguments: [event, shape]) { return .success(payload) }
        let bytes: [UInt8]
        do { bytes = try format.body(of: Self.bytes(of: standard, in: db)) } catch let error as Unrenderable { return .failure(error) }
        let payload = try Store.store(bytes, in: db)
        try db.cachedStatement(sql: "INSERT INTO rendering (event_id, shape, payload_id) VALUES (?, ?, ?)").execute(arguments: [event, shape, payload])
        return .success(payload)
    }

    /// The bytes of that payload. Throws `Damaged`.
    static func bytes(of payload: Int64, in db: Database) throws -> [UInt8] {
        guard let bytes = try Data.fetchOne(db, cached: "SELECT bytes FROM payload WHERE id = ?", arguments: [payload]) else { throw Damaged(what: "a payload") }
        return Array(bytes)
    }
}
