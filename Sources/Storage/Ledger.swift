import Distribution
import Editorial
import GRDB

/// Writes down how attempts ended, and what follows for their deliveries, endpoints and holdings, within one transaction.
struct Ledger {
    private let db: Database
    private let rules: DeliveryRules
    private let now: Instant
    /// What the rota must be told.
    private var due: [(endpoint: Int64, at: Instant)] = []
    private var held: [(endpoint: Int64, until: Instant)] = []
    private(set) var disabled: [Int64] = []
    private var noted: [(endpoint: Int64, failures: Int)] = []

    init(_ db: Database, rules: DeliveryRules, at now: Instant) { (self.db, self.rules, self.now) = (db, rules, now) }

    func tell(_ rota: inout Rota) {
        for (endpoint, failures) in noted { rota.note(endpoint, failures: failures) }
        for (endpoint, instant) in due { rota.add(endpoint, due: instant) }
        for (endpoint, instant) in held { rota.hold(endpoint, until: instant) }
        for endpoint in disabled { rota.drop(endpoint) }
    }

    /// Notes them: those that simply arrived all together, and in their order those of endpoints of which there is more to say.
    mutating func record(_ ended: [Ended]) throws {
        let troubled = Set(ended.filter { $0.attempt.error != nil }.map(\.endpoint))
        let arrivals = try Arrivals(among: ended.filter { !troubled.contains($0.endpoint) }, in: db)
        try arrivals.record(in: db)
        for (release, endpoint) in arrivals.followed where try Delivery.bringForward(of: release, to: endpoint, at: now, in: db) { due.append((endpoint, now)) }
        for end in ended { if arrivals.contains(end) { noted.append((end.endpoint, 0)) } else { try record(end) } }
    }

    /// Notes one attempt. Where the delivery is gone meanwhile, with its endpoint, nothing is left to note.
    mutating func record(_ end: Ended) throws {
        guard let delivery = try Flying.fetch(end.delivery, claimedAt: end.claimedAt, in: db) else { return }
        try insert(end.attempt, of: end.delivery, code: end.code, address: end.address)
        try Holding.note(delivery, arrived: end.attempt.error == nil, at: end.attempt.at, in: db)
        guard end.attempt.error != nil else {
            try settle(delivery, as: .delivered)
            return try endpointAnswers(delivery)
        }
        // What it says of its endpoint counts whatever becomes of the delivery.
        let isGone = end.attempt.statusCode == 410
        let hold = end.retryAfter.map { RetrySchedule.hold(for: $0, at: now) }
        let next = rules.schedule.next(after: delivery.attempts, at: now, jitter: end.jitter).map { max($0, hold ?? $0) }
        if !isGone { try endpointFails(delivery, fault: end.attempt.error, hold: hold, next: next) }
        if try delivery.isTakenBack(in: db) {
            try settle(delivery, as: .cancelled)
        } else if isGone {
            try settle(delivery, as: .suspended)
        } else if let next {
            try owe(delivery, at: next)
        } else {
            try settle(delivery, as: .failed)
        }
        if isGone { try disable(delivery, reason: "The receiver answered 410: it is gone.") } else { try judge(delivery, fault: end.attempt.error) }
    }

    /// Notes one of which nobody knows how it ended. It says nothing about its endpoint and does not count, for it may never have been sent; but what was
    /// interrupted ten times in a row has failed, so that no payload can stop the server for ever.
    mutating func interrupt(_ delivery: Int64, since instant: Instant) throws {
        guard let flying = try Flying.fetch(delivery, in: db) else { return }
        let attempt = Attempt(at: instant, statusCode: nil, durationMilliseconds: 0, error: Self.interruption, responseExcerpt: nil)
        try insert(attempt, of: delivery)
        try Holding.note(flying, arrived: false, at: instant, in: db)
        if try flying.isTakenBack(in: db) { return try settle(flying, as: .cancelled) }
        let last = try String?.fetchAll(
            db, sql: "SELECT error FROM attempt WHERE delivery_id = ? ORDER BY number DESC LIMIT ?", arguments: [delivery, Self.interruptions])
        if last.count == Self.interruptions, last.allSatisfy({ $0 == Self.interruption }) { return try settle(flying, as: .failed) }
        try uncount(flying)
        try owe(flying, at: now)
    }

    /// Takes back one that was cut off: it is as if the attempt had never been.
    mutating func handBack(_ delivery: Int64) throws {
        guard let flying = try Flying.fetch(delivery, in: db) else { return }
        if try flying.isTakenBack(in: db) { return try settle(flying, as: .cancelled) }
        try uncount(flying)
        try owe(flying, at: now)
    }

    private static let interruption = "interrupted, outcome unknown"
    private static let interruptions = 10

    private func uncount(_ delivery: Flying) throws {
        try db.cachedStatement(sql: "UPDATE delivery SET attempts = attempts - 1 WHERE id = ?").execute(arguments: [delivery.row])
    }

    /// Due then, unless its endpoint was disabled meanwhile.
    private mutating func owe(_ delivery: Flying, at instant: Instant) throws {
        if delivery.isWanted { try retry(delivery, at: instant) } else { try settle(delivery, as: .suspended) }
    }

    private mutating func retry(_ delivery: Flying, at instant: Instant) throws {
        try db.cachedStatement(sql: "UPDATE delivery SET status = 'pending', due_at = ?, boot = NULL, claimed_at = NULL WHERE id = ?")
            .execute(arguments: [instant, delivery.row])
        due.append((delivery.endpoint, instant))
    }

    /// Ends the delivery's flight, and lets the next of that release come forward.
    private mutating func settle(_ delivery: Flying, as status: Delivery.Status) throws {
        try db.cachedStatement(sql: "UPDATE delivery SET status = ?, boot = NULL, claimed_at = NULL WHERE id = ?").execute(arguments: [status.rawValue, delivery.row])
        guard status != .suspended, let release = delivery.release else { return }
        if try Delivery.bringForward(of: release, to: delivery.endpoint, at: now, in: db) { due.append((delivery.endpoint, now)) }
    }

    /// A redelivery keeps the attempts of before, so numbers go on.
    private func insert(_ attempt: Attempt, of delivery: Int64, code: Int = 0, address: String? = nil) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO attempt (delivery_id, number, started_at, milliseconds, http, code, error, address, excerpt)
                VALUES (?1, \(Delivery.nextAttempt), ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            delivery, attempt.at, attempt.durationMilliseconds, attempt.statusCode, code, attempt.error, address, attempt.responseExcerpt,
        ])
    }

    /// Where the breaker was open, whatever is owed is due: what waited, and what failed while nothing got through, so many that nobody's save waits for it.
    private mutating func endpointAnswers(_ delivery: Flying) throws {
        noted.append((delivery.endpoint, 0))
        guard delivery.failures > 0 else { return }
        let wasOpen = Breaker(failures: delivery.failures).isOpen
        try db.cachedStatement(
            sql: "UPDATE endpoint SET failures = 0, failing_since = NULL, fault = NULL, is_told = 0, head = NULL, not_before = CASE WHEN ? THEN NULL ELSE not_before END WHERE id = ?"
        ).execute(arguments: [wasOpen, delivery.endpoint])
        guard wasOpen else { return }
        try db.cachedStatement(
            sql: """
                UPDATE delivery SET due_at = ?1 WHERE id IN (
                    SELECT id FROM delivery WHERE endpoint_id = ?2 AND status = 'pending' AND due_at > ?1 ORDER BY due_at LIMIT ?3)
                """
        ).execute(arguments: [now, delivery.endpoint, Chore.step])
        due.append((delivery.endpoint, now))
    }

    /// With an open breaker the endpoint is left alone until the one that is tried is due again, whatever becomes of that one meanwhile.
    private mutating func endpointFails(_ delivery: Flying, fault: String?, hold: Instant?, next: Instant?) throws {
        let failures = delivery.failures + 1
        let (isOpen, isHead) = (Breaker(failures: failures).isOpen, delivery.head == nil || delivery.head == delivery.row)
        let until = isOpen && isHead ? next ?? hold : hold
        try db.cachedStatement(
            sql: """
                UPDATE endpoint SET failures = ?1, failing_since = coalesce(failing_since, ?2), head = CASE WHEN ?3 THEN coalesce(head, ?4) END,
                    not_before = max(coalesce(not_before, ?5), coalesce(?5, not_before)), fault = ?6
                WHERE id = ?7
                """
        ).execute(arguments: [failures, now, isOpen, delivery.row, until, fault, delivery.endpoint])
        noted.append((delivery.endpoint, failures))
        if let until { held.append((delivery.endpoint, until)) }
    }

    /// What follows for an endpoint that has failed for long: it is told, or the endpoint is disabled.
    private mutating func judge(_ delivery: Flying, fault: String?) throws {
        guard let since = delivery.failingSince, delivery.isWanted else { return }
        switch Failing.verdict(since: since, failures: delivery.failures + 1, isTold: delivery.isTold, at: now) {
        case .bear: break
        case .tell:
            try db.cachedStatement(sql: "UPDATE endpoint SET is_told = 1 WHERE id = ?").execute(arguments: [delivery.endpoint])
            try journal("endpoint.warn", ["since": JSON(since), "fault": JSON(fault)], of: delivery)
        case .disable: try disable(delivery, reason: "No attempt has succeeded since \(since.rfc3339). The last one: \(fault ?? "no answer").")
        }
    }

    /// What the endpoint is owed waits until a person enables it again.
    private mutating func disable(_ delivery: Flying, reason: String) throws {
        guard delivery.isWanted, !disabled.contains(delivery.endpoint) else { return }
        try Endpoint.disable(delivery.endpoint, reason: reason, at: now, in: db)
        try db.cachedStatement(sql: "UPDATE endpoint SET is_told = 1 WHERE id = ?").execute(arguments: [delivery.endpoint])
        try journal("endpoint.disable", ["reason": .string(reason)], of: delivery)
        disabled.append(delivery.endpoint)
    }

    /// Names endpoint and event.
    private func journal(_ action: String, _ details: [String: JSON], of delivery: Flying) throws {
        let names = try Row.fetchOne(
            db, cached: "SELECT endpoint.public_id, event.public_id FROM endpoint CROSS JOIN event ON event.id = ? WHERE endpoint.id = ?",
            arguments: [delivery.event, delivery.endpoint])
        guard let names else { return }
        let details = details.merging(["endpoint": .string(names[0]), "event": .string(names[1])]) { $1 }
        try JournalEntry.append(action, details, by: .courier, at: now, in: db)
    }
}
