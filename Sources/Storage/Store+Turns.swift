import Distribution
import Editorial
import Foundation
import GRDB

/// One delivery that the courier has taken on board.
package struct Claim: Sendable {
    /// Rows.
    package let delivery: Int64
    package let endpoint: Int64
    package let payload: Int64
    /// Why there is no body in the endpoint's format: then nothing can be sent.
    package let fault: String?
    /// The `webhook-id`.
    package let event: String
    package let url: String
    package let allowPrivate: Bool
    /// Where its attempt runs.
    package let lane: Rota.Lane
    /// Each signs: the present one first, then those that it replaced not long ago.
    package let secrets: [String]
    /// What the endpoint asks for besides.
    package let headers: CustomHeaders
    /// The only authorities that are trusted for it, in PEM; nil for those that this machine trusts.
    package let ca: String?
    /// Whether it was tried before.
    package let again: Bool
    /// When it fell due.
    package let due: Instant
    /// When it was taken on board. A delivery may go with its endpoint, and its row's number to another: this tells them apart.
    package let at: Instant
}

/// One attempt that has ended.
package struct Ended: Sendable {
    package let delivery: Int64
    package let endpoint: Int64
    package let lane: Rota.Lane
    /// When its delivery was taken on board.
    package let claimedAt: Instant
    package let attempt: Attempt
    /// libcurl's own code, and where the connection led.
    package let code: Int
    package let address: String?
    /// In seconds, where the receiver asked for patience.
    package let retryAfter: Double?
    /// Drawn from `RetrySchedule.jitter`.
    package let jitter: Double

    package init(_ claim: Claim, _ attempt: Attempt, code: Int = 0, address: String? = nil, retryAfter: Double? = nil, jitter: Double = 0) {
        (delivery, endpoint, lane, claimedAt) = (claim.delivery, claim.endpoint, claim.lane, claim.at)
        (self.attempt, self.code, self.address, self.retryAfter, self.jitter) = (attempt, code, address, retryAfter, jitter)
    }
}

/// What one turn gives the courier.
package struct Turn: Sendable {
    package var rota: Rota
    package var claims: [Claim] = []
    /// The bodies of payloads that the courier did not have.
    package var bodies: [Int64: [UInt8]] = [:]
    /// A hold is on: nothing is claimed until somebody resumes.
    package var isHeld = false
    /// The endpoints to which it brought news; empty where it was for all.
    package var news: Set<Int64> = []
    /// It was for news alone: what has ended is still to be recorded.
    package var isHurried: Bool { !news.isEmpty }
}

extension Store {
    /// The start of this server takes over: what another start had in flight is owed again, with an attempt of which nobody knows how it ended.
    package func takeOver(boot: String, at now: Instant) async throws {
        try await write { db in
            let rows = try Row.fetchAll(db, sql: "SELECT id, claimed_at FROM delivery WHERE status = 'in_flight' AND boot <> ?", arguments: [boot])
            var ledger = Ledger(db, rules: deliveryRules, at: now)
            for row in rows { try ledger.interrupt(row["id"], since: row["claimed_at"]) }
        }
    }

    /// One turn of the courier, in one transaction: records what has ended, lets the next of each release come forward, and claims what is due as the rota says.
    /// With `look` the rota learns anew what is due; `having` names the payloads whose bodies the courier has. Whether to look, and what time it is, is asked when it
    /// is this turn's time to write, so that what was decided while it waited goes out with it. A turn that may hurry, and finds news, claims it and does nothing
    /// else, for somebody waits to see it go out.
    package func turn(
        _ ended: [Ended], _ rota: Rota, boot: String, look: @escaping @Sendable @autoclosure () -> Bool, mayHurry: Bool = false, claiming limit: Int,
        having: Set<Int64>, at clock: @escaping @Sendable @autoclosure () -> Instant
    ) async throws -> Turn {
        let start = ContinuousClock.now
        let turn = try await write { db in
            let now = clock()
            var turn = Turn(rota: rota)
            if mayHurry, let newest = turn.rota.newest {
                // Who has just failed is heard first.
                let failed = ended.filter { $0.attempt.error != nil }.map(\.endpoint)
                turn.news = try Self.learnNews(since: newest, limit, for: &turn.rota, at: now, in: db).subtracting(failed)
            }
            if !turn.isHurried {
                try record(ended, for: &turn.rota, at: now, in: db)
                if look() { try Self.learn(for: &turn.rota, in: db) }
            }
            turn.isHeld = try Self.onHold(in: db)
            if !turn.isHeld { try Claims(db, boot: boot, having: having, at: now).take(limit, for: &turn) }
            return turn
        }
        traffic.note(turn.isHurried ? [] : ended, waited: turn.claims.map { $0.at.seconds(since: $0.due) }, turn: .now - start, turn.rota)
        return turn
    }

    private func record(_ ended: [Ended], for rota: inout Rota, at now: Instant, in db: Database) throws {
        var ledger = Ledger(db, rules: deliveryRules, at: now)
        try ledger.record(ended)
        ledger.tell(&rota)
        if !ledger.disabled.isEmpty { signals.note(.chores) }
        try Weariness(db, rules: deliveryRules, at: now).giveUp(for: &rota)
    }

    /// What is still in flight at this server's end is owed again at once, where it is still wanted, and the attempt is not counted.
    package func handBack(boot: String, at now: Instant) async throws {
        try await write { db in
            var ledger = Ledger(db, rules: deliveryRules, at: now)
            for row in try Int64.fetchAll(db, sql: "SELECT id FROM delivery WHERE status = 'in_flight' AND boot = ?", arguments: [boot]) {
                try ledger.handBack(row)
            }
        }
    }

    private static func learn(for rota: inout Rota, in db: Database) throws {
        rota.learn(try heads(in: db))
        rota.newest = try newest(in: db)
    }

    /// Of what was put into the outbox since, as many deliveries as a turn may claim; answers to which endpoints they are news.
    private static func learnNews(since known: Int64, _ limit: Int, for rota: inout Rota, at now: Instant, in db: Database) throws -> Set<Int64> {
        guard let newest = try newest(in: db), newest > known else { return [] }
        let heads = try heads(among: "AND id IN (SELECT endpoint_id FROM delivery NOT INDEXED WHERE id > ? ORDER BY id LIMIT ?)", [known, limit], in: db)
        rota.learn(heads, all: false)
        rota.newest = newest
        return rota.news(among: heads.map(\.endpoint), at: now)
    }

    private static func newest(in db: Database) throws -> Int64? { try Int64.fetchOne(db, cached: "SELECT max(id) FROM delivery") }

    /// The earliest due delivery of each endpoint, or the one that alone is tried: one probe of an index each, however much is owed.
    private static func heads(
        among: String = "", _ arguments: StatementArguments = [], in db: Database
    ) throws -> [(endpoint: Int64, due: Instant, held: Instant?, failures: Int)] {
        try Row.fetchAll(
            db,
            cached: """
                SELECT id, not_before, failures, coalesce(
                    (SELECT due_at FROM delivery WHERE id = endpoint.head AND endpoint_id = endpoint.id AND status = 'pending'),
                    (SELECT min(due_at) FROM delivery WHERE endpoint_id = endpoint.id AND status = 'pending')) AS due
                FROM endpoint WHERE status = 'enabled' \(among)
                """,
            arguments: arguments
        ).compactMap { row in (row["due"] as Instant?).map { (row["id"], $0, row["not_before"], row["failures"]) } }
    }
}
