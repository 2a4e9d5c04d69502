import Distribution
import Editorial
import Foundation
import GRDB

/// The claim of due deliveries: by endpoint, never the oldest of all, so that what is owed to a dead one hides nobody.
struct Claims {
    private let db: Database
    private let boot: String
    private let having: Set<Int64>
    private let now: Instant

    init(_ db: Database, boot: String, having: Set<Int64>, at now: Instant) { (self.db, self.boot, self.having, self.now) = (db, boot, having, now) }

    /// Takes `limit` at most, as the rota says.
    func take(_ limit: Int, for turn: inout Turn) throws {
        for (endpoint, count) in turn.rota.turn(at: now, limit: limit) {
            guard let to = try Recipient.fetch(endpoint, at: now, in: db) else { turn.rota.drop(endpoint); continue }
            let (rows, next) = to.breaker.isOpen ? try alone(to: endpoint, head: to.head) : try due(to: endpoint, count)
            turn.rota.took(rows.count, of: endpoint, next: next)
            for row in rows {
                let claim = Claim(
                    delivery: row.delivery, endpoint: endpoint, payload: row.payload, event: row.event, url: to.url, allowPrivate: to.allowPrivate,
                    secrets: to.secrets, again: row.attempts > 0, due: row.since)
                try mark(claim)
                if !having.contains(claim.payload), turn.bodies[claim.payload] == nil { turn.bodies[claim.payload] = try body(claim.payload) }
                turn.claims.append(claim)
            }
        }
    }

    private typealias Due = (delivery: Int64, payload: Int64, event: String, attempts: Int, since: Instant)

    /// The one delivery that is tried while the breaker is open, where it is due. Where it has ended, what fell due first takes its place.
    private func alone(to endpoint: Int64, head: Int64?) throws -> ([Due], next: Instant?) {
        let question = try db.cachedStatement(
            sql: """
                SELECT id, due_at FROM (
                    SELECT id, due_at, 0 AS rank FROM delivery WHERE id = ?1 AND endpoint_id = ?2 AND status = 'pending'
                    UNION ALL
                    SELECT * FROM (SELECT id, due_at, 1 FROM delivery WHERE endpoint_id = ?2 AND status = 'pending' ORDER BY due_at, id LIMIT 1))
                ORDER BY rank LIMIT 1
                """)
        guard let row = try Row.fetchOne(question, arguments: [head, endpoint]) else { return ([], nil) }
        if row[0] != head { try db.execute(cached: "UPDATE endpoint SET head = ? WHERE id = ?", arguments: [row[0] as Int64, endpoint]) }
        let due = row[1] as Instant
        guard due <= now else { return ([], due) }
        let owed = try Row.fetchOne(
            db,
            cached: """
                SELECT delivery.id, delivery.payload_id, event.public_id, delivery.attempts
                FROM delivery CROSS JOIN event ON event.id = delivery.event_id WHERE delivery.id = ?
                """,
            arguments: [row[0] as Int64])
        return (owed.map { [($0[0], $0[1], $0[2], $0[3], due)] } ?? [], nil)
    }

    /// The earliest `count` deliveries that are due, and when the next one is.
    private func due(to endpoint: Int64, _ count: Int) throws -> ([Due], next: Instant?) {
        let question = try db.cachedStatement(
            sql: """
                SELECT delivery.id, delivery.payload_id, event.public_id, delivery.attempts, delivery.due_at
                FROM delivery CROSS JOIN event ON event.id = delivery.event_id
                WHERE delivery.endpoint_id = ? AND delivery.status = 'pending' ORDER BY delivery.due_at, delivery.id LIMIT ?
                """)
        let rows = try Row.fetchCursor(question, arguments: [endpoint, count + 1])
        var taken: [Due] = []
        while let row = try rows.next() {
            let due = row[4] as Instant
            guard taken.count < count, due <= now else { return (taken, due) }
            taken.append((row[0], row[1], row[2], row[3], due))
        }
        return (taken, nil)
    }

    private func mark(_ claim: Claim) throws {
        try db.cachedStatement(
            sql: "UPDATE delivery SET status = 'in_flight', due_at = NULL, attempts = attempts + 1, boot = ?, claimed_at = ? WHERE id = ?"
        ).execute(arguments: [boot, now, claim.delivery])
    }

    private func body(_ payload: Int64) throws -> [UInt8] {
        guard let bytes = try Data.fetchOne(db, sql: "SELECT bytes FROM payload WHERE id = ?", arguments: [payload]) else { throw Damaged(what: "a payload") }
        return Array(bytes)
    }
}

/// An enabled endpoint, as far as sending needs it.
private struct Recipient {
    let url: String
    let allowPrivate: Bool
    let secrets: [String]
    let breaker: Breaker
    /// The delivery that alone is tried while the breaker is open.
    let head: Int64?

    static func fetch(_ endpoint: Int64, at now: Instant, in db: Database) throws -> Recipient? {
        let question = try db.cachedStatement(
            sql: """
                SELECT endpoint.url, endpoint.allow_private, endpoint_secret.secret, endpoint.failures, endpoint.head
                FROM endpoint CROSS JOIN endpoint_secret ON endpoint_secret.endpoint_id = endpoint.id
                WHERE endpoint.id = ? AND endpoint.status = 'enabled' AND (expires_at IS NULL OR expires_at > ?) ORDER BY endpoint_secret.id DESC
                """)
        let rows = try Row.fetchAll(question, arguments: [endpoint, now])
        return rows.first.map { Recipient(url: $0[0], allowPrivate: $0[1], secrets: rows.map { $0[2] }, breaker: Breaker(failures: $0[3]), head: $0[4]) }
    }
}
