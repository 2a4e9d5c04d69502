import Distribution
import Editorial
import GRDB

extension Store {
    /// Starts the schedule anew with the same bytes and `webhook-id`. Administrators, press secretaries and publishers. Throws `Forbidden`, `NotFound`, or
    /// `Conflict` while it is pending, or for an event older than the last delivered one of its release unless `force`.
    @discardableResult
    package func redeliver(_ id: String, force: Bool = false, by origin: Origin, at now: Instant) async throws -> Delivery {
        let details: [String: JSON] = ["delivery": .string(id), "force": .bool(force)]
        return try await act("delivery.redeliver", details, allowed: \.answersForDeliveries, by: origin, at: now) { db in
            guard let row = try Delivery.rowID(of: id, in: db) else { throw NotFound("delivery") }
            let again = try Again(row, in: db)
            if let objection = try again.objection(force: force, in: db) { throw Conflict(objection) }
            try again.owe(at: now, in: db)
            try again.queue(at: now, in: db)
            if let head = try again.head(in: db) { try Endpoint.tryNow(head, in: db) }
            signals.note(.deliveries)
            return try Delivery.fetch(row, in: db)
        }
    }

    /// Delivers again what happened since then, which this endpoint's filters want: of each release what the public last saw. Skipped is what is pending, or
    /// older than the last delivered event of its release, or about a text that was withdrawn later. Administrators. Throws `Forbidden`, `NotFound`, and
    /// `Invalid` for a time from which on not all events are kept.
    package func replay(_ endpoint: String, since: Instant, by origin: Origin, at now: Instant) async throws -> (queued: Int, skipped: Int) {
        let details: [String: JSON] = ["endpoint": .string(endpoint), "since": JSON(since)]
        return try await act("endpoint.replay", details, allowed: \.administers, by: origin, at: now) { db in
            let to = try Endpoint.rowID(of: endpoint, in: db)
            if let kept = try Instant.fetchOne(db, cached: "SELECT kept_since FROM office"), since < kept {
                throw Invalid("/since", "What happened before \(kept.rfc3339) is not kept whole any more. Ask for that time, or a later one.")
            }
            let events = try Self.events(since: since, wantedBy: to, in: db)
            var queued: [Again] = []
            for event in events {
                let again = try Again(event: event, to: to, in: db)
                guard try again.objection(force: false, in: db) == nil else { continue }
                try again.owe(at: now, in: db)
                queued.append(again)
            }
            for again in queued { try again.queue(at: now, in: db) }
            signals.note(.deliveries)
            return (queued.count, events.count - queued.count)
        }
    }

    /// Sends `endpoint.ping`. Administrators. Throws `Forbidden`, `NotFound`, `Conflict` where the endpoint is disabled.
    package func ping(_ endpoint: String, by origin: Origin, at now: Instant) async throws -> Delivery {
        try await act("endpoint.ping", ["endpoint": .string(endpoint)], allowed: \.administers, by: origin, at: now) { db in
            guard let to = try Endpoint.fetch(endpoint, in: db) else { throw NotFound("endpoint") }
            guard to.status == .enabled else { throw Conflict("The endpoint is disabled.") }
            let payload = try Self.store(StandardPayload.ping(endpoint: endpoint, at: now).bytes, in: db)
            try db.execute(
                sql: "INSERT INTO event (public_id, type, payload_id, created_at) VALUES (?, ?, ?, ?)",
                arguments: [Secrets.id(at: now), EventType.ping.rawValue, payload, now])
            try db.execute(
                sql: """
                    INSERT INTO delivery (event_id, endpoint_id, payload_id, status, created_at, due_at)
                    SELECT ?1, id, ?2, 'pending', ?3, ?3 FROM endpoint WHERE public_id = ?4
                    """,
                arguments: [db.lastInsertedRowID, payload, now, endpoint])
            let row = db.lastInsertedRowID
            try Endpoint.tryNow(row, in: db)
            signals.note(.deliveries)
            return try Delivery.fetch(row, in: db)
        }
    }

    /// Oldest first.
    private static func events(since: Instant, wantedBy endpoint: Int64, in db: Database) throws -> [Int64] {
        func wants(_ field: String, _ column: String) -> String {
            """
            (NOT EXISTS (SELECT * FROM endpoint_filter WHERE endpoint_id = :endpoint AND field = '\(field)')
                OR EXISTS (SELECT * FROM endpoint_filter WHERE endpoint_id = :endpoint AND field = '\(field)' AND value = event.\(column)))
            """
        }
        return try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM event
                WHERE created_at >= :since AND release_id IS NOT NULL AND CASE type
                    WHEN '\(EventType.advanceCancelled.rawValue)' THEN EXISTS (SELECT * FROM delivery WHERE event_id = event.id AND endpoint_id = :endpoint)
                    WHEN '\(EventType.advance.rawValue)' THEN EXISTS (SELECT * FROM endpoint WHERE id = :endpoint AND trusted = 1)
                    ELSE \(wants("event", "type")) END
                    AND (type = '\(EventType.advanceCancelled.rawValue)'
                        OR (\(wants("section", "section")) AND \(wants("kind", "kind")) AND \(wants("language", "language"))))
                ORDER BY id
                """,
            arguments: ["since": since, "endpoint": endpoint])
    }
}

