import Distribution
import Editorial
import GRDB

/// A way through what is kept, from the oldest row on: what has ended, was kept for its time and proves nothing is removed in small steps. Begun again, it finds
/// what it left.
package struct Pruning: Sendable {
    /// How many rows a step removes at most, so that nobody's save waits for it.
    static let step = 100
    /// How many it looks at, beside the writer.
    private static let window = 5000

    /// Made before then, attempts and everything else may go.
    private let attemptsBefore: Instant
    private let othersBefore: Instant
    private var parts = Prunable.allCases
    private var after: Int64 = 0
    /// How many rows it has removed.
    package private(set) var removed = 0

    init(_ keeping: Keeping, at now: Instant) {
        attemptsBefore = now.later(seconds: -keeping.attempts)
        othersBefore = now.later(seconds: -max(keeping.deliveries, keeping.attempts))
    }

    /// Whether there is nothing left to look at.
    package var isOver: Bool { parts.isEmpty }

    /// What the next step may remove, by row, and where it ends.
    struct Find {
        fileprivate var rows: [Int64] = []
        fileprivate var after: Int64
        fileprivate var isLast = true
        var isEmpty: Bool { rows.isEmpty }
    }

    /// Only reads.
    func find(in db: Database) throws -> Find {
        var find = Find(after: after)
        guard let part = parts.first else { return find }
        let question = try db.cachedStatement(
            sql: """
                SELECT id, CASE WHEN \(part.age) THEN \(part.candidate) END FROM \(part.table) WHERE id > :after ORDER BY id LIMIT :window
                """)
        let rows = try Row.fetchCursor(question, arguments: ["after": after, "window": Self.window, "before": before(part)])
        while find.rows.count < Self.step, let row = try rows.next() {
            find.after = row[0]
            // Where nothing is old enough, what follows is younger still.
            guard let isWanted = row[1] as Bool? else { continue }
            find.isLast = false
            if isWanted { find.rows.append(row[0]) }
        }
        return find
    }

    /// Removes what was found and is still as it was found.
    mutating func take(_ find: Find, in db: Database) throws {
        guard let part = parts.first else { return }
        var left = Self.step
        after = find.after
        switch part {
        case .attempts:
            for delivery in find.rows {
                left -= try forget(delivery, left, in: db)
                guard left > 0 else { after = delivery - 1; break }
            }
        case .deliveries: left -= try removeDeliveries(find.rows, in: db)
        case .events: left -= try removeEvents(find.rows, in: db)
        case .payloads: for payload in find.rows { left -= try remove(payload, of: .payloads, in: db) ? 1 : 0 }
        }
        removed += Self.step - left
    }

    /// Beyond where nothing was found.
    func passing(_ find: Find) -> Pruning {
        var pruning = self
        pruning.after = find.isLast ? 0 : find.after
        if find.isLast, !pruning.isOver { pruning.parts.removeFirst() }
        return pruning
    }

    private func before(_ part: Prunable) -> Instant { part == .attempts ? attemptsBefore : othersBefore }

    private func remove(_ row: Int64, of part: Prunable, in db: Database) throws -> Bool {
        try db.execute(
            cached: "DELETE FROM \(part.table) WHERE id = :row AND \(part.age) AND \(part.condition)", arguments: ["row": row, "before": before(part)])
        return db.changesCount > 0
    }

    /// Removes a delivery's attempts, the first ones first and `limit` at most, and notes what the endpoint was given by them. Answers how many.
    private func forget(_ delivery: Int64, _ limit: Int, in db: Database) throws -> Int {
        let question = """
            SELECT max(number) FROM (
                SELECT number FROM attempt WHERE delivery_id = :row
                    AND EXISTS (SELECT * FROM delivery WHERE id = :row AND \(Prunable.attempts.age) AND \(Prunable.attempts.condition))
                ORDER BY number LIMIT :limit)
            """
        guard let last = try Int.fetchOne(db, cached: question, arguments: ["row": delivery, "before": attemptsBefore, "limit": limit]) else { return 0 }
        try db.execute(
            cached: """
                INSERT INTO given (release_id, endpoint_id, event, type, revision, since)
                SELECT event.release_id, delivery.endpoint_id, event.id, event.type, event.revision, min(attempt.started_at)
                FROM delivery CROSS JOIN event ON event.id = delivery.event_id CROSS JOIN attempt ON attempt.delivery_id = delivery.id
                WHERE delivery.id = ? AND attempt.number <= ? AND attempt.error IS NULL AND event.release_id IS NOT NULL AND \(Holding.isText)
                GROUP BY event.id
                ON CONFLICT DO NOTHING
                """,
            arguments: [delivery, last])
        try db.execute(cached: "UPDATE delivery SET forgotten = ? WHERE id = ?", arguments: [last, delivery])
        try db.execute(cached: "DELETE FROM attempt WHERE delivery_id = ? AND number <= ?", arguments: [delivery, last])
        return db.changesCount
    }

    /// How many there were is kept.
    private func removeDeliveries(_ rows: [Int64], in db: Database) throws -> Int {
        struct Kind: Hashable {
            let status: String
            let endpoint: Int64
        }
        var counts: [Kind: Int] = [:]
        for row in rows {
            let known = try Row.fetchOne(db, cached: "SELECT status, endpoint_id FROM delivery WHERE id = ?", arguments: [row])
            if let known, try remove(row, of: .deliveries, in: db) { counts[Kind(status: known[0], endpoint: known[1]), default: 0] += 1 }
        }
        for (kind, number) in counts {
            try db.execute(
                cached: """
                    INSERT INTO pruned (status, endpoint_id, number) VALUES (?, ?, ?)
                    ON CONFLICT (status, endpoint_id) DO UPDATE SET number = number + excluded.number
                    """,
                arguments: [kind.status, kind.endpoint, number])
        }
        return counts.values.reduce(0, +)
    }

    /// From when on all of them are there is kept.
    private func removeEvents(_ rows: [Int64], in db: Database) throws -> Int {
        var removed = 0
        for row in rows {
            let known = try Row.fetchOne(db, cached: "SELECT created_at, release_id FROM event WHERE id = ?", arguments: [row])
            guard let known, try remove(row, of: .events, in: db) else { continue }
            removed += 1
            // A ping is never replayed.
            guard known[1] != nil else { continue }
            let kept = Instant(milliseconds: (known[0] as Instant).milliseconds + 1)
            try db.execute(cached: "UPDATE office SET kept_since = max(coalesce(kept_since, ?1), ?1)", arguments: [kept])
        }
        return removed
    }
}
