import Distribution
import Editorial
import GRDB

extension Store {
    /// Never to be delivered: it waits no longer. Administrators, press secretaries and publishers. Throws `Forbidden`, `NotFound`, or `Conflict` where it is
    /// being sent, has ended, or (unless `force`) tells what has become of a text that the endpoint was given.
    @discardableResult
    package func cancelDelivery(_ id: String, force: Bool = false, by origin: Origin, at now: Instant) async throws -> Delivery {
        let details: [String: JSON] = ["delivery": .string(id), "force": .bool(force)]
        return try await act("delivery.cancel", details, allowed: \.answersForDeliveries, by: origin, at: now) { db in
            guard let row = try Delivery.rowID(of: id, in: db) else { throw NotFound("delivery") }
            let delivery = try Delivery.fetch(row, in: db)
            switch delivery.status {
            case .pending, .waiting, .suspended: break
            case .inFlight: throw Conflict("This delivery is being sent at this moment.")
            case .delivered, .failed, .cancelled: throw Conflict("This delivery does not wait any more.")
            }
            if !force, try Self.followsUp(row, in: db) {
                throw Conflict("The endpoint was given an earlier text of this release, and would not learn what has become of it.")
            }
            try db.execute(sql: "UPDATE delivery SET status = 'cancelled', due_at = NULL WHERE id = ?", arguments: [row])
            try Self.bringForward(after: row, at: now, in: db)
            signals.note(.deliveries)
            return try Delivery.fetch(row, in: db)
        }
    }

    /// Cancels what an endpoint has not yet received, but for what tells of a text that it was given; a number of rows a transaction, so that nobody's save
    /// waits for all of them. What is owed from now on stays. Answers how many. Administrators. Throws `Forbidden`, `NotFound`.
    package func cancelWaiting(for endpoint: String, by origin: Origin, at now: Instant) async throws -> Int {
        let chore = try await act("endpoint.cancel", ["endpoint": .string(endpoint)], allowed: \.administers, by: origin, at: now) { db in
            try Chore.note(.cancel, of: Endpoint.rowID(of: endpoint, in: db), at: now, by: opening, in: db)
        }
        return try await finish(chore)
    }

    /// Whether it tells of a text that the endpoint was given, or is being given now: without it the endpoint would keep a text that was corrected, or taken back,
    /// or an advance copy of what will never be public, or of what has another text or time by now.
    static func followsUp(_ delivery: Int64, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            cached: """
                SELECT EXISTS (
                    SELECT * FROM delivery AS this JOIN event ON event.id = this.event_id
                    WHERE this.id = ? AND (event.type = '\(EventType.advanceCancelled.rawValue)'
                        OR event.type = '\(EventType.advance.rawValue)' AND EXISTS (
                            SELECT * FROM delivery JOIN event AS earlier ON earlier.id = delivery.event_id
                            WHERE delivery.endpoint_id = this.endpoint_id AND delivery.release_id = this.release_id AND delivery.rendered = 1
                                AND earlier.id < this.event_id AND earlier.type = event.type)
                        OR event.type IN (\(EventType.quoted([.corrected, .withdrawn, .reinstated]))) AND (EXISTS (
                            SELECT * FROM holding WHERE release_id = this.release_id AND endpoint_id = this.endpoint_id AND sent < this.event_id)
                        OR EXISTS (
                            SELECT * FROM delivery WHERE endpoint_id = this.endpoint_id AND release_id = this.release_id AND status = 'in_flight'
                                AND event_id < this.event_id))))
                """,
            arguments: [delivery]) ?? false
    }

    /// Where nothing of its release is on its way to that endpoint any more, the next that waits for it is due.
    static func bringForward(after delivery: Int64, at now: Instant, in db: Database) throws {
        guard let row = try Row.fetchOne(db, cached: "SELECT release_id, endpoint_id FROM delivery WHERE id = ? AND release_id IS NOT NULL", arguments: [delivery])
        else { return }
        _ = try Delivery.bringForward(of: row[0], to: row[1], at: now, in: db)
    }
}

extension Actor {
    /// Whether this person may say what is sent, sent again, or not sent.
    var answersForDeliveries: Bool { administers || !roles.isDisjoint(with: [.pressSecretary, .publisher]) }
}

extension EventType {
    /// As a list in SQL.
    static func quoted(_ types: [EventType]) -> String { types.map { "'\($0.rawValue)'" }.joined(separator: ", ") }
}
