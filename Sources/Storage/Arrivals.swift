import Distribution
import Editorial
import GRDB

/// Deliveries that have just arrived, as most do, at endpoints that answer: written down all together, for of a statement about one row most of the work is the statement.
struct Arrivals {
    /// By delivery, a row.
    private var attempts: [Int64: Ended] = [:]
    /// Those after which another event of the same release is still owed to the same endpoint.
    private(set) var followed: [(release: Int64, endpoint: Int64)] = []

    /// Of attempts that have all succeeded takes those that need no thought: still in flight since they were claimed, and to endpoints that had not failed before.
    init(among ended: [Ended], in db: Database) throws {
        guard !ended.isEmpty else { return }
        let question = try db.cachedStatement(
            sql: """
                SELECT asked.key, delivery.claimed_at, delivery.release_id,
                    EXISTS (
                        SELECT * FROM delivery AS other
                        WHERE endpoint_id = delivery.endpoint_id AND release_id = delivery.release_id AND \(Delivery.unfinished) AND id <> delivery.id)
                    OR EXISTS (SELECT * FROM delivery AS other WHERE endpoint_id = delivery.endpoint_id AND release_id = delivery.release_id AND status = 'suspended')
                FROM json_each(?) AS asked CROSS JOIN delivery ON delivery.id = asked.value CROSS JOIN endpoint ON endpoint.id = delivery.endpoint_id
                WHERE delivery.status = 'in_flight' AND endpoint.failures = 0
                """)
        let rows = try Row.fetchCursor(question, arguments: [Self.list(ended.map { "\($0.delivery)" })])
        while let row = try rows.next() {
            let end = ended[row[0] as Int]
            guard row[1] as Instant == end.claimedAt else { continue }
            attempts[end.delivery] = end
            if let release = row[2] as Int64?, row[3] { followed.append((release, end.endpoint)) }
        }
    }

    func contains(_ end: Ended) -> Bool { attempts[end.delivery] != nil }

    /// Their attempts, what their endpoints have by them, and that they have arrived.
    func record(in db: Database) throws {
        guard !attempts.isEmpty else { return }
        let rows = Self.list(attempts.values.map { end in
            let attempt = end.attempt
            return """
                [\(end.delivery),\(attempt.at.milliseconds),\(attempt.durationMilliseconds),\(attempt.statusCode.map(String.init) ?? "null"),\(end.code),\
                \(JSON(end.address).stored),\(JSON(attempt.responseExcerpt).stored)]
                """
        })
        try db.execute(
            cached: """
                INSERT INTO attempt (delivery_id, number, started_at, milliseconds, http, code, address, excerpt)
                SELECT delivery.id, \(Delivery.nextNumber), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
                FROM json_each(?) CROSS JOIN delivery ON delivery.id = value ->> 0
                """,
            arguments: [rows])
        try Holding.noteArrivals(rows, in: db)
        try db.execute(
            cached: """
                UPDATE delivery SET status = '\(Delivery.Status.delivered.rawValue)', boot = NULL, claimed_at = NULL
                WHERE id IN (SELECT value FROM json_each(?))
                """,
            arguments: [Self.list(attempts.keys.map { "\($0)" })])
    }

    private static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
}
