import Distribution
import Editorial
import GRDB

extension Delivery {
    /// What each question about deliveries begins with.
    static let selection = """
        SELECT delivery.*, event.public_id AS event, event.type, event.headline, endpoint.public_id AS endpoint, endpoint.name, endpoint.not_before,
            release.public_id AS release, delivery.forgotten + (SELECT count(*) FROM attempt WHERE delivery_id = delivery.id) AS attempt_count
        FROM delivery JOIN event ON event.id = delivery.event_id JOIN endpoint ON endpoint.id = delivery.endpoint_id
            LEFT JOIN release ON release.id = delivery.release_id
        """

    static func fetch(_ row: Int64, in db: Database) throws -> Delivery {
        guard let found = try Row.fetchOne(db, sql: "\(selection) WHERE delivery.id = ?", arguments: [row]) else { throw NotFound("delivery") }
        let attempts = try Row.fetchAll(db, sql: "SELECT * FROM attempt WHERE delivery_id = ? ORDER BY number", arguments: [row])
        return try Delivery(row: found, attempts: attempts.map(Attempt.init(row:)))
    }

    init(row: Row, attempts: [Attempt] = []) throws {
        guard let type = EventType(rawValue: row["type"]), let status = Status(rawValue: row["status"]) else { throw Damaged(what: "a delivery") }
        let due = row["due_at"] as Instant?
        let held = row["not_before"] as Instant?
        self.init(
            id: Self.id(row: row["id"], createdAt: row["created_at"]), eventID: row["event"], eventType: type, endpointID: row["endpoint"],
            endpointName: row["name"], releaseID: row["release"], headline: row["headline"], status: status, createdAt: row["created_at"],
            nextAttemptAt: due.map { max($0, held ?? $0) }, attemptCount: row["attempt_count"], attempts: attempts)
    }

    /// A UUIDv7 whose random part is the row, so that a million deliveries need no second name.
    private static func id(row: Int64, createdAt: Instant) -> String { uuidv7(at: createdAt, random: (0, UInt64(row))) }

    /// The row that an id names, whether or not it is there any more; nil where the id is none.
    static func row(in id: String) -> Int64? {
        guard let time = Int64(id.prefix(13).filter { $0 != "-" }, radix: 16), let low = UInt64(id.suffix(17).filter { $0 != "-" }, radix: 16) else { return nil }
        let row = Int64(low & 0x3FFF_FFFF_FFFF_FFFF)
        return self.id(row: row, createdAt: Instant(milliseconds: time)) == id ? row : nil
    }

    /// Nil where there is none of that id.
    static func rowID(of id: String, in db: Database) throws -> Int64? {
        guard let row = row(in: id), let createdAt = try Instant.fetchOne(db, sql: "SELECT created_at FROM delivery WHERE id = ?", arguments: [row]) else { return nil }
        return self.id(row: row, createdAt: createdAt) == id ? row : nil
    }
}

extension Attempt {
    init(row: Row) {
        self.init(
            at: row["started_at"], statusCode: row["http"], durationMilliseconds: row["milliseconds"], error: row["error"], responseExcerpt: row["excerpt"])
    }
}
