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

    /// So often a turn is dealt at most: who is looked at in vain costs as much as who is sent something, and people's saves wait meanwhile.
    private static let deals = 3

    /// Takes `limit` at most, as the rota says: what it dealt to one who did not need so many goes to others.
    func take(_ limit: Int, for turn: inout Turn) throws {
        for _ in 0..<Self.deals where turn.claims.count < limit {
            let taken = turn.claims.count
            for (endpoint, count) in turn.rota.turn(at: now, limit: limit - taken, of: turn.isHurried ? turn.news : nil) { try take(count, of: endpoint, for: &turn) }
            try mark(turn.claims[taken...])
        }
    }

    private func take(_ count: Int, of endpoint: Int64, for turn: inout Turn) throws {
        guard let to = try Recipient.fetch(endpoint, at: now, in: db) else { return turn.rota.drop(endpoint) }
        let count = turn.rota.room(for: endpoint, count, at: to.url)
        guard count > 0 else { return }
        let (found, next) = to.breaker.isOpen ? try alone(to: endpoint, head: to.head) : try due(to: endpoint, count)
        let rows = try found.filter { try isStillFor($0, to) }
        let lane = turn.rota.lane(of: endpoint)
        turn.rota.took(rows.count, of: endpoint, next: rows.count < found.count ? now : next)
        for row in rows {
            let claim = try claim(row, of: endpoint, to, in: lane)
            try settle(claim, changing: row.payload)
            if claim.fault == nil, !having.contains(claim.payload), turn.bodies[claim.payload] == nil {
                turn.bodies[claim.payload] = try Rendering.bytes(of: claim.payload, in: db)
            }
            turn.claims.append(claim)
        }
    }

    /// An advance copy does not go to an endpoint that is trusted with none any more.
    private func isStillFor(_ row: Due, _ to: Recipient) throws -> Bool {
        guard row.isAhead, !to.isTrusted else { return true }
        try db.execute(cached: "UPDATE delivery SET status = 'cancelled', due_at = NULL WHERE id = ?", arguments: [row.delivery])
        try Store.bringForward(after: row.delivery, at: now, in: db)
        return false
    }

    /// With the body that it was sent before, or else with that of the endpoint's format. What has a body with its text has it for the trusted alone, and as long as
    /// it may be sent: also where it was sent before.
    private func claim(_ row: Due, of endpoint: Int64, _ to: Recipient, in lane: Rota.Lane) throws -> Claim {
        let source = to.isTrusted ? row.withText ?? row.source : row.source
        let isSettled = row.isRendered && (!row.hasTwoBodies || source == row.withText)
        let body = isSettled ? .success(row.payload) : try Rendering(source: source).payload(in: to.format, db)
        let (payload, fault): (Int64, String?) = switch body {
        case .success(let payload): (payload, nil)
        case .failure(let fault): (row.payload, fault.reason)
        }
        return Claim(
            delivery: row.delivery, endpoint: endpoint, payload: payload, fault: fault, event: row.event, url: to.url, allowPrivate: to.allowPrivate,
            lane: lane, secrets: to.secrets, headers: to.headers, ca: to.ca, again: row.attempts > 0, due: row.since, at: now)
    }

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
                SELECT \(Due.columns)
                FROM delivery CROSS JOIN event ON event.id = delivery.event_id WHERE delivery.id = ?
                """,
            arguments: [row[0] as Int64])
        return (owed.map { [Due($0)] } ?? [], nil)
    }

    /// The earliest `count` deliveries that are due, and when the next one is.
    private func due(to endpoint: Int64, _ count: Int) throws -> ([Due], next: Instant?) {
        let question = try db.cachedStatement(
            sql: """
                SELECT \(Due.columns)
                FROM delivery CROSS JOIN event ON event.id = delivery.event_id
                WHERE delivery.endpoint_id = ? AND delivery.status = 'pending' ORDER BY delivery.due_at, delivery.id LIMIT ?
                """)
        let rows = try Row.fetchCursor(question, arguments: [endpoint, count + 1])
        var taken: [Due] = []
        while let row = try rows.next() {
            let due = Due(row)
            guard taken.count < count, due.since <= now else { return (taken, due.since) }
            taken.append(due)
        }
        return (taken, nil)
    }

    /// From now on the delivery's body is settled, unless there is none yet.
    private func settle(_ claim: Claim, changing payload: Int64) throws {
        guard claim.payload != payload else { return }
        try db.execute(cached: "UPDATE delivery SET payload_id = ? WHERE id = ?", arguments: [claim.payload, claim.delivery])
    }

    /// One statement for all that are taken on board together.
    private func mark(_ claims: ArraySlice<Claim>) throws {
        for (isRendered, claims) in Dictionary(grouping: claims, by: { $0.fault == nil }) {
            try db.execute(
                cached: """
                    UPDATE delivery SET status = 'in_flight', due_at = NULL, attempts = attempts + 1, boot = ?, claimed_at = ?, rendered = ?
                    WHERE id IN (SELECT value FROM json_each(?))
                    """,
                arguments: [boot, now, isRendered, "[" + claims.map { "\($0.delivery)" }.joined(separator: ",") + "]"])
        }
    }
}

/// A delivery that may be claimed.
private struct Due {
    static let columns = """
        delivery.id, delivery.payload_id, event.public_id, delivery.attempts, delivery.rendered, event.payload_id,
        event.text_payload_id IS NOT NULL, CASE WHEN event.text_payload_id IS NOT NULL AND \(Ahead.mayHaveText) THEN event.text_payload_id END,
        event.type = '\(EventType.advance.rawValue)', delivery.due_at
        """

    let delivery: Int64
    let payload: Int64
    let event: String
    let attempts: Int
    /// Whether the payload is what the endpoint was sent.
    let isRendered: Bool
    /// The event's own body, and the one with its text where there are two and it may be sent.
    let source: Int64
    let hasTwoBodies: Bool
    let withText: Int64?
    /// Whether it is an advance copy.
    let isAhead: Bool
    let since: Instant

    init(_ row: Row) {
        (delivery, payload, event, attempts, isRendered) = (row[0], row[1], row[2], row[3], row[4])
        (source, hasTwoBodies, withText, isAhead, since) = (row[5], row[6], row[7], row[8], row[9])
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
    let format: PayloadFormat
    let headers: CustomHeaders
    let ca: String?
    let isTrusted: Bool

    static func fetch(_ endpoint: Int64, at now: Instant, in db: Database) throws -> Recipient? {
        let question = try db.cachedStatement(
            sql: """
                SELECT endpoint.url, endpoint.allow_private, endpoint_secret.secret, endpoint.failures, endpoint.head, endpoint.format, endpoint.template, endpoint.headers,
                    endpoint.ca, endpoint.trusted
                FROM endpoint CROSS JOIN endpoint_secret ON endpoint_secret.endpoint_id = endpoint.id
                WHERE endpoint.id = ? AND endpoint.status = 'enabled' AND (expires_at IS NULL OR expires_at > ?)
                    -- What is being cancelled is not sent on the way.
                    AND NOT EXISTS (SELECT * FROM chore WHERE endpoint_id = endpoint.id AND kind = 'cancel')
                ORDER BY endpoint_secret.id DESC
                """)
        let rows = try Row.fetchAll(question, arguments: [endpoint, now])
        return rows.first.map { first in
            Recipient(
                url: first[0], allowPrivate: first[1], secrets: rows.map { $0[2] }, breaker: Breaker(failures: first[3]), head: first[4],
                format: PayloadFormat(stored: first[5], template: first[6]), headers: first[7] == nil ? .none : CustomHeaders(stored: first[7]),
                ca: first[8], isTrusted: first[9])
        }
    }
}
