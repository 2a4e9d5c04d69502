import Distribution
import Editorial
import GRDB

extension Endpoint {
    static func fetch(_ id: String, in db: Database) throws -> Endpoint? {
        try Row.fetchOne(db, cached: "SELECT * FROM endpoint WHERE public_id = ?", arguments: [id]).map { try Endpoint(row: $0, in: db) }
    }

    /// Throws `NotFound`.
    static func rowID(of id: String, in db: Database) throws -> Int64 {
        guard let row = try Int64.fetchOne(db, cached: "SELECT id FROM endpoint WHERE public_id = ?", arguments: [id]) else { throw NotFound("endpoint") }
        return row
    }

    init(row: Row, in db: Database) throws {
        let filters = try Row.fetchAll(
            db, cached: "SELECT field, value FROM endpoint_filter WHERE endpoint_id = ? ORDER BY value", arguments: [row["id"] as Int64])
        let key = try String.fetchOne(
            db, cached: "SELECT secret FROM endpoint_secret WHERE endpoint_id = ? ORDER BY id DESC LIMIT 1", arguments: [row["id"] as Int64])
        func values(_ field: String) -> [String] { filters.filter { $0["field"] == field }.map { $0["value"] } }
        self.init(
            id: row["public_id"], name: row["name"], url: row["url"],
            subscription: Subscription(
                events: values("event").compactMap(EventType.init), sections: values("section"), kinds: values("kind").compactMap(Kind.init),
                languages: values("language")),
            isTrusted: row["trusted"], allowPrivate: row["allow_private"], signature: key?.hasPrefix("whsk_") == true ? .v1a : .v1,
            format: PayloadFormat(stored: row["format"], template: row["template"]), headerNames: CustomHeaders(stored: row["headers"]).names,
            ca: CertificateAuthority(stored: row["ca"]), status: Status(rawValue: row["status"]) ?? .disabled,
            disabledReason: row["disabled_reason"],
            failing: (row["failing_since"] as Instant?).map { Failing(since: $0, fault: row["fault"], isTold: row["is_told"]) }, createdAt: row["created_at"])
    }

    /// What it is owed is kept, and goes out when it is enabled again. An attempt under way ends by itself.
    static func disable(_ row: Int64, reason: String, at now: Instant, in db: Database) throws {
        try db.execute(cached: "UPDATE endpoint SET status = 'disabled', disabled_reason = ?, is_told = 0 WHERE id = ?", arguments: [reason, row])
        try Chore.begin(.disable, of: row, at: now, in: db)
    }

    /// Starts afresh, schedules too: of each release the earliest event that is owed is due now, unless one is under way; the others wait for it.
    /// Throws `Conflict` for one that is being deleted.
    static func enable(_ row: Int64, at now: Instant, in db: Database) throws {
        if try Chore.isDeleting(row, in: db) { throw Conflict("The endpoint is being deleted.") }
        try db.execute(
            cached: """
                UPDATE endpoint SET status = 'enabled', disabled_reason = NULL, failures = 0, failing_since = NULL, fault = NULL, is_told = 0,
                    head = NULL, not_before = NULL
                WHERE id = ?
                """,
            arguments: [row])
        try Chore.begin(.enable, of: row, at: now, in: db)
    }

    /// A person wants that delivery tried now: of an endpoint with an open breaker, too.
    static func tryNow(_ delivery: Int64, in db: Database) throws {
        try db.execute(
            cached: """
                UPDATE endpoint SET head = ?1, not_before = NULL
                WHERE failures >= ?2 AND id = (SELECT endpoint_id FROM delivery WHERE id = ?1 AND status = 'pending')
                """,
            arguments: [delivery, Breaker.limit])
    }

    static func set(_ subscription: Subscription, of row: Int64, in db: Database) throws {
        try db.execute(cached: "DELETE FROM endpoint_filter WHERE endpoint_id = ?", arguments: [row])
        // An empty list of events means all that everybody may know; the others must be named.
        let events = subscription.events.isEmpty ? EventType.open : subscription.events
        let filters =
            events.map { ("event", $0.rawValue) } + subscription.sections.map { ("section", $0) } + subscription.kinds.map { ("kind", $0.rawValue) }
            + subscription.languages.map { ("language", $0) }
        for (field, value) in filters {
            try db.execute(
                cached: "INSERT INTO endpoint_filter (endpoint_id, field, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", arguments: [row, field, value])
        }
    }
}

extension PayloadFormat {
    /// As the table's checks let it be written.
    init(stored name: String, template: String?) { self = Name(rawValue: name).flatMap { PayloadFormat($0, template: template) } ?? .standard }
}
