import Distribution
import Editorial
import GRDB

/// One event that is owed to one endpoint once more.
struct Again {
    private let event: Int64
    private let endpoint: Int64
    private let release: Int64?
    private let isEnabled: Bool
    /// Whether it is no advance copy, or one that stands and that the endpoint is trusted with.
    private let stands: Bool
    /// The endpoint's delivery of that event, where it ever had one.
    private let known: (row: Int64, status: String)?

    init(_ delivery: Int64, in db: Database) throws {
        guard let found = try Row.fetchOne(db, sql: "SELECT event_id, endpoint_id FROM delivery WHERE id = ?", arguments: [delivery]) else { throw NotFound("delivery") }
        try self.init(event: found[0], to: found[1], in: db)
    }

    init(event: Int64, to endpoint: Int64, in db: Database) throws {
        let found = try Row.fetchOne(
            db,
            sql: """
                SELECT event.release_id, endpoint.status = 'enabled', delivery.id, delivery.status, \(Ahead.stands)
                FROM event CROSS JOIN endpoint LEFT JOIN delivery ON delivery.event_id = event.id AND delivery.endpoint_id = endpoint.id
                WHERE event.id = ? AND endpoint.id = ?
                """,
            arguments: [event, endpoint])
        guard let found else { throw NotFound("delivery") }
        (self.event, self.endpoint, release, isEnabled) = (event, endpoint, found[0], found[1])
        known = (found[2] as Int64?).map { ($0, found[3]) }
        stands = found[4]
    }

    /// Why it is not delivered again, in one sentence; nil where it is.
    func objection(force: Bool, in db: Database) throws -> String? {
        switch known.flatMap({ Delivery.Status(rawValue: $0.status) }) {
        case .pending, .waiting, .inFlight: return "This delivery is still on its way."
        case .suspended: return "This delivery goes out when its endpoint is enabled."
        case .delivered, .failed, .cancelled, nil: break
        }
        if !stands { return Self.past }
        guard !force, let release else { return nil }
        let isOverrun = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT * FROM holding WHERE release_id = :release AND endpoint_id = :endpoint AND event > :event)
                    OR EXISTS (
                        SELECT * FROM delivery
                        WHERE endpoint_id = :endpoint AND release_id = :release AND event_id > :event AND status IN ('delivered', 'in_flight'))
                """,
            arguments: ["endpoint": endpoint, "release": release, "event": event])
        if isOverrun == true { return "The endpoint has a later event of this release already." }
        let isWithdrawn = try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT * FROM event WHERE release_id = :release AND id > :event AND type = :withdrawn)",
            arguments: ["release": release, "event": event, "withdrawn": EventType.withdrawn.rawValue])
        return isWithdrawn == true ? "The release was withdrawn after this event." : nil
    }

    /// Whoever insists is told so, too.
    private static let past = "This advance copy is not to be used any more, or this endpoint is not trusted with it any more: it is not sent again."

    /// Its schedule begins anew; it waits for its turn.
    func owe(at now: Instant, in db: Database) throws {
        let status = isEnabled ? "waiting" : "suspended"
        if let known {
            try db.execute(sql: "UPDATE delivery SET status = ?, attempts = 0, due_at = NULL WHERE id = ?", arguments: [status, known.row])
        } else {
            try db.execute(
                sql: """
                    INSERT INTO delivery (event_id, endpoint_id, release_id, payload_id, status, created_at)
                    SELECT id, ?, release_id, payload_id, ?, ? FROM event WHERE id = ?
                    """,
                arguments: [endpoint, status, now, event])
        }
    }

    /// The delivery that must end before this one can go: itself, where nothing of its release is ahead of it.
    func head(in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db, sql: "SELECT id FROM delivery WHERE endpoint_id = ? AND status = 'pending' AND (event_id = ? OR release_id = ?) ORDER BY event_id LIMIT 1",
            arguments: [endpoint, event, release])
    }

    /// The earliest event of its release that is still to come goes first, the others wait for it.
    func queue(at now: Instant, in db: Database) throws {
        guard isEnabled else { return }
        guard let release else {
            return try db.execute(
                sql: "UPDATE delivery SET status = 'pending', due_at = ? WHERE endpoint_id = ? AND event_id = ?", arguments: [now, endpoint, event])
        }
        try db.execute(
            sql: "UPDATE delivery SET status = 'waiting', due_at = NULL WHERE endpoint_id = ? AND release_id = ? AND status = 'pending'",
            arguments: [endpoint, release])
        _ = try Delivery.bringForward(of: release, to: endpoint, at: now, in: db)
    }
}
