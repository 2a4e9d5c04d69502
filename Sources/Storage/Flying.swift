import Distribution
import Editorial
import GRDB

/// A delivery whose attempt has just ended.
struct Flying {
    /// Rows.
    let row: Int64
    let endpoint: Int64
    let event: Int64
    let release: Int64?
    let attempts: Int
    /// Whether its endpoint is enabled.
    let isWanted: Bool
    /// How many of its endpoint's attempts have failed in a row.
    let failures: Int
    /// The delivery that alone is tried while its endpoint's breaker is open.
    let head: Int64?
    /// Since when they have, and whether people were told.
    let failingSince: Instant?
    let isTold: Bool

    /// Nil where it is not in flight any more, or not since `claimedAt`: then its number is another's, for it was deleted.
    static func fetch(_ id: Int64, claimedAt: Instant? = nil, in db: Database) throws -> Flying? {
        let question = try db.cachedStatement(
            sql: """
                SELECT delivery.endpoint_id, delivery.event_id, delivery.release_id, delivery.attempts, endpoint.status = 'enabled', endpoint.failures, endpoint.head,
                    endpoint.failing_since, endpoint.is_told
                FROM delivery CROSS JOIN endpoint ON endpoint.id = delivery.endpoint_id WHERE delivery.id = ?1 AND delivery.status = 'in_flight'
                    AND delivery.claimed_at = coalesce(?2, delivery.claimed_at)
                """)
        return try Row.fetchOne(question, arguments: [id, claimedAt]).map {
            Flying(row: id, endpoint: $0[0], event: $0[1], release: $0[2], attempts: $0[3], isWanted: $0[4], failures: $0[5], head: $0[6], failingSince: $0[7],
                isTold: $0[8])
        }
    }

    /// Whether it must not be sent again: its release was withdrawn while it was in flight, and the withdrawal is still owed; or it is an advance copy that does not
    /// stand any more, or that its endpoint is no longer trusted with.
    func isTakenBack(in db: Database) throws -> Bool {
        // One question for each of the two indexes: by the release alone, every endpoint's deliveries of it would be read.
        let isWithdrawn = { (standing: String) in
            """
            EXISTS (
                SELECT * FROM delivery JOIN event ON event.id = delivery.event_id
                WHERE delivery.endpoint_id = ?1 AND delivery.release_id = ?2 AND delivery.event_id > ?3 AND \(standing) AND event.type = ?4)
            """
        }
        return try Bool.fetchOne(
            db,
            cached: """
                SELECT \(isWithdrawn(Delivery.unfinished)) OR \(isWithdrawn("status = 'suspended'"))
                    OR EXISTS (SELECT * FROM event CROSS JOIN endpoint ON endpoint.id = ?1 WHERE event.id = ?3 AND NOT \(Ahead.stands))
                """,
            arguments: [endpoint, release, event, EventType.withdrawn.rawValue]) ?? false
    }
}

extension Delivery {
    /// The number of the next attempt of the delivery that is the first argument.
    static let nextAttempt = "(SELECT coalesce(max(number), (SELECT forgotten FROM delivery WHERE id = ?1)) + 1 FROM attempt WHERE delivery_id = ?1)"

    /// The same of each row of `delivery`.
    static let nextNumber = "coalesce((SELECT max(number) FROM attempt WHERE delivery_id = delivery.id), delivery.forgotten) + 1"

    /// What nothing more happens to by itself.
    static let ended = "(delivery.status = 'delivered' OR delivery.status = 'failed' OR delivery.status = 'cancelled')"

    /// What is still on its way, in the words of the index that holds just that.
    static let unfinished = "(status = 'pending' OR status = 'waiting' OR status = 'in_flight')"

    /// Where nothing of that release is on its way to the endpoint, the earliest event that waits is due now; answers whether there was one. What is still
    /// suspended waits, too: of an enabled endpoint it begins afresh, and where it is disabled what comes after it does not overtake it.
    static func bringForward(of release: Int64, to endpoint: Int64, at now: Instant, in db: Database) throws -> Bool {
        let question = try db.cachedStatement(
            sql: """
                SELECT id, status = 'waiting', event_id FROM delivery WHERE endpoint_id = ?1 AND release_id = ?2 AND \(unfinished)
                UNION ALL
                SELECT id, 1, event_id FROM delivery WHERE endpoint_id = ?1 AND release_id = ?2 AND status = 'suspended'
                ORDER BY event_id
                """)
        let rows = try Row.fetchAll(question, arguments: [endpoint, release])
        guard let next = rows.first, rows.allSatisfy({ $0[1] }) else { return false }
        try db.cachedStatement(
            sql: """
                UPDATE delivery SET attempts = CASE status WHEN 'suspended' THEN 0 ELSE attempts END, status = 'pending', due_at = ?1
                WHERE id = ?2 AND (status = 'waiting' OR EXISTS (SELECT * FROM endpoint WHERE id = ?3 AND status = 'enabled'))
                """
        ).execute(arguments: [now, next[0] as Int64, endpoint])
        return db.changesCount > 0
    }
}
