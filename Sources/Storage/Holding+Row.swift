import Distribution
import Editorial
import GRDB

extension Holding {
    /// Whether an event gives its endpoint a text, or takes one back.
    static let isText = "(event.revision IS NOT NULL OR event.type = '\(EventType.withdrawn.rawValue)')"

    /// Notes that an attempt was made to tell an endpoint of an event, and whether it said that it has it. What it had later than this, and since when, stays.
    static func note(_ delivery: Flying, arrived: Bool, at now: Instant, in db: Database) throws {
        guard delivery.release != nil else { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO holding (release_id, endpoint_id, sent, event, type, revision, since)
                SELECT release_id, ?1, id, iif(?2, id, NULL), iif(?2, type, NULL), iif(?2, revision, NULL), iif(?2, ?3, NULL)
                FROM event WHERE id = ?4 AND type IN (\(EventType.quoted(EventType.open)))
                ON CONFLICT (release_id, endpoint_id)
                    DO UPDATE SET event = excluded.event, type = excluded.type, revision = excluded.revision, since = excluded.since
                    WHERE excluded.event > coalesce(holding.event, 0)
                """
        ).execute(arguments: [delivery.endpoint, arrived, now, delivery.event])
    }

    /// The same of many deliveries that have arrived: a JSON list of lists that begin with a delivery's row and when its attempt began.
    static func noteArrivals(_ rows: String, in db: Database) throws {
        try db.execute(
            cached: """
                INSERT INTO holding (release_id, endpoint_id, sent, event, type, revision, since)
                SELECT delivery.release_id, delivery.endpoint_id, event.id, event.id, event.type, event.revision, value ->> 1
                FROM json_each(?) CROSS JOIN delivery ON delivery.id = value ->> 0 CROSS JOIN event ON event.id = delivery.event_id
                WHERE delivery.release_id IS NOT NULL AND event.type IN (\(EventType.quoted(EventType.open)))
                ON CONFLICT (release_id, endpoint_id)
                    DO UPDATE SET event = excluded.event, type = excluded.type, revision = excluded.revision, since = excluded.since
                    WHERE excluded.event > coalesce(holding.event, 0)
                """,
            arguments: [rows])
    }
}
