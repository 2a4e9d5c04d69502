import Distribution
import Editorial
import GRDB

/// Gives up what has waited longest behind an endpoint that does not answer, within one transaction. Only after an attempt has failed again: never because the
/// server was down.
struct Weariness {
    /// How many a turn, so that no commit keeps a person's save waiting.
    private static let batch = 200

    private let db: Database
    private let rules: DeliveryRules
    private let now: Instant

    init(_ db: Database, rules: DeliveryRules, at now: Instant) { (self.db, self.rules, self.now) = (db, rules, now) }

    /// Those that the rota names; those that are done may rest.
    func giveUp(for rota: inout Rota) throws {
        var left = Self.batch
        for endpoint in rota.weary.sorted() where left > 0 {
            let rows = try overdue(to: endpoint, left)
            for row in rows { try giveUp(row.delivery, of: row.release, to: endpoint, since: row.failingSince, &rota) }
            left -= rows.count
            if left > 0 { rota.rest(endpoint) }
        }
    }

    /// What fell due longer ago than the schedule's patience. An endpoint's being disabled does not count: enabled again, what it is owed falls due anew.
    private func overdue(to endpoint: Int64, _ limit: Int) throws -> [(delivery: Int64, release: Int64?, failingSince: Instant)] {
        try Row.fetchAll(
            db,
            cached: """
                SELECT delivery.id, delivery.release_id, endpoint.failing_since FROM endpoint CROSS JOIN delivery ON delivery.endpoint_id = endpoint.id
                WHERE endpoint.id = ? AND endpoint.failures >= ? AND delivery.status = 'pending' AND delivery.due_at < ? AND delivery.id IS NOT endpoint.head
                ORDER BY delivery.due_at, delivery.id LIMIT ?
                """,
            arguments: [endpoint, Breaker.limit, now.later(seconds: -rules.schedule.patience), limit]
        ).map { ($0[0], $0[1], $0[2]) }
    }

    private func giveUp(_ delivery: Int64, of release: Int64?, to endpoint: Int64, since instant: Instant, _ rota: inout Rota) throws {
        try db.execute(
            cached: """
                INSERT INTO attempt (delivery_id, number, started_at, milliseconds, error)
                VALUES (?1, \(Delivery.nextAttempt), ?2, 0, ?3)
                """,
            arguments: [delivery, now, "given up: the endpoint has not answered with a success since \(instant.rfc3339)"])
        try db.execute(cached: "UPDATE delivery SET status = 'failed', due_at = NULL WHERE id = ?", arguments: [delivery])
        guard let release, try Delivery.bringForward(of: release, to: endpoint, at: now, in: db) else { return }
        rota.add(endpoint, due: now)
    }
}
