import Distribution
import Editorial
import GRDB

extension Store {
    /// How many endpoints have what happened last to that release, nil where nothing has happened that endpoints are told, or nobody was ever to be told.
    package func spread(of release: String) async throws -> Spread? {
        try await read { db in
            guard let latest = try Latest.fetch(release, in: db) else { return nil }
            let row = try Row.fetchOne(
                db,
                cached: """
                    WITH \(Latest.concerned)
                    SELECT count(*), count(*) FILTER (WHERE holding.event >= :event)
                    FROM concerned LEFT JOIN holding ON holding.release_id = :release AND holding.endpoint_id = concerned.id
                    """,
                arguments: latest.arguments)
            guard let row, row[0] as Int > 0 else { return nil }
            return Spread(type: latest.type, revision: latest.revision, have: row[1], of: row[0])
        }
    }

    /// What each endpoint has of that release, in the order in which they were added: of all that were ever given it or are owed it, or (`missing`) of those that
    /// do not have what happened last.
    package func holdings(of release: String, missing: Bool = false, _ page: PageRequest) async throws -> Listing<Holding> {
        try await read { db in
            guard let latest = try Latest.fetch(release, in: db) else { return Listing(items: [], next: nil) }
            let after = try page.after.map { cursor in
                guard let row = try Int64.fetchOne(db, sql: "SELECT id FROM endpoint WHERE public_id = ?", arguments: [cursor]) else { throw PageRequest.unknownCursor }
                return row
            }
            let rows = try Row.fetchAll(
                db,
                cached: """
                    WITH \(Latest.concerned)
                    SELECT endpoint.id, endpoint.public_id, endpoint.name, holding.type, holding.revision, holding.since,
                        coalesce(holding.event >= :event, 0) AS current,
                        (SELECT status FROM delivery WHERE event_id = :event AND endpoint_id = endpoint.id) AS status
                    FROM concerned JOIN endpoint ON endpoint.id = concerned.id
                        LEFT JOIN holding ON holding.release_id = :release AND holding.endpoint_id = concerned.id
                    WHERE endpoint.id > :after AND NOT (:missing AND coalesce(holding.event >= :event, 0)) ORDER BY endpoint.id LIMIT :limit
                    """,
                arguments: latest.arguments + ["after": after ?? 0, "missing": missing, "limit": page.limit + 1])
            return page.listing(of: try rows.map { try Holding(row: $0, of: latest.release, in: db) }, cursor: \.endpointID)
        }
    }
}

extension Store {
    /// How many endpoints have the advance copy of that release that stands, nil where none does or nobody was to be given one.
    package func copySpread(of release: String) async throws -> Spread? {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                cached: """
                    \(Self.copyDeliveries)
                    SELECT max(revision), count(*) FILTER (WHERE status = 'delivered'), count(*) FROM owed
                    """,
                arguments: ["release": Release.rowID(of: release, in: db), "event": Int64.max])
            guard let row, row[2] as Int > 0 else { return nil }
            return Spread(type: .advance, revision: row[0], have: row[1], of: row[2])
        }
    }

    /// Those that were to be given it and have not said that they have it, in the order in which they were added.
    package func lackingCopy(of release: String, limit: Int) async throws -> [Holding] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                cached: """
                    \(Self.copyDeliveries)
                    SELECT owed.id, endpoint.public_id, endpoint.name, owed.status FROM owed JOIN endpoint ON endpoint.id = owed.endpoint_id
                    WHERE owed.status <> 'delivered' ORDER BY endpoint.id LIMIT :limit
                    """,
                arguments: ["release": Release.rowID(of: release, in: db), "event": Int64.max, "limit": limit])
            return try rows.map { row in
                let last = try Row.fetchOne(db, cached: "SELECT * FROM attempt WHERE delivery_id = ? ORDER BY number DESC LIMIT 1", arguments: [row[0] as Int64])
                return Holding(
                    endpointID: row[1], endpointName: row[2], held: nil, isCurrent: false, status: Delivery.Status(rawValue: row[3]),
                    lastAttempt: last.map(Attempt.init(row:)))
            }
        }
    }

    /// A common table expression: the deliveries of the release's last advance copy, where it stands.
    private static let copyDeliveries = """
        WITH owed AS (
            SELECT delivery.id, endpoint_id, status, event.revision FROM delivery JOIN event ON event.id = delivery.event_id
            WHERE event_id = (SELECT max(id) FROM (\(Ahead.copies))) AND (status <> 'cancelled' OR rendered = 1))
        """
}

/// What happened last to a release, of what endpoints are told.
private struct Latest {
    /// Rows.
    let release: Int64
    let event: Int64
    let type: EventType
    let revision: Int?

    var arguments: StatementArguments { ["release": release, "event": event] }

    /// A common table expression: the rows of all endpoints that were given the release, or are owed what happened last.
    static let concerned = """
        concerned (id) AS (
            SELECT endpoint_id FROM holding WHERE release_id = :release
            UNION
            SELECT endpoint_id FROM delivery WHERE event_id = :event AND (status <> 'cancelled' OR attempts > 0))
        """

    static func fetch(_ release: String, in db: Database) throws -> Latest? {
        let row = try Row.fetchOne(
            db,
            cached: """
                SELECT event.release_id, event.id, event.type, event.revision FROM release CROSS JOIN event ON event.release_id = release.id
                WHERE release.public_id = ? AND event.type IN (\(EventType.quoted(EventType.open))) ORDER BY event.id DESC LIMIT 1
                """,
            arguments: [release])
        guard let row else { return nil }
        guard let type = EventType(rawValue: row[2]) else { throw Damaged(what: "an event") }
        return Latest(release: row[0], event: row[1], type: type, revision: row[3])
    }
}

extension Holding {
    fileprivate init(row: Row, of release: Int64, in db: Database) throws {
        let last = try Row.fetchOne(
            db,
            cached: """
                SELECT attempt.*
                FROM event CROSS JOIN delivery ON delivery.event_id = event.id AND delivery.endpoint_id = ?
                    CROSS JOIN attempt ON attempt.delivery_id = delivery.id
                WHERE event.release_id = ? AND event.type IN (\(EventType.quoted(EventType.open)))
                ORDER BY attempt.started_at DESC, attempt.delivery_id DESC, attempt.number DESC LIMIT 1
                """,
            arguments: [row["id"] as Int64, release])
        self.init(
            endpointID: row["public_id"], endpointName: row["name"], held: Held(row: row), isCurrent: row["current"],
            status: (row["status"] as String?).flatMap(Delivery.Status.init(rawValue:)), given: try Self.given(release, to: row["id"], in: db),
            lastAttempt: last.map(Attempt.init(row:)))
    }

    /// From the attempts that are kept, and from what is left of the others.
    private static func given(_ release: Int64, to endpoint: Int64, in db: Database) throws -> [Held] {
        try Row.fetchAll(
            db,
            cached: """
                SELECT type, revision, min(since) AS since FROM (
                    SELECT event, type, revision, since FROM given WHERE release_id = ?1 AND endpoint_id = ?2
                    UNION ALL
                    SELECT event.id, event.type, event.revision, attempt.started_at
                    FROM event CROSS JOIN delivery ON delivery.event_id = event.id AND delivery.endpoint_id = ?2
                        CROSS JOIN attempt ON attempt.delivery_id = delivery.id
                    WHERE event.release_id = ?1 AND attempt.error IS NULL AND \(isText))
                GROUP BY event ORDER BY event
                """,
            arguments: [release, endpoint]
        ).compactMap(Held.init(row:))
    }
}

extension Holding.Held {
    /// Nil where the row names none.
    fileprivate init?(row: Row) {
        guard let type = (row["type"] as String?).flatMap(EventType.init(rawValue:)) else { return nil }
        self.init(type: type, revision: row["revision"], since: row["since"])
    }
}
