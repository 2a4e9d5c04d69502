import Distribution
import Editorial
import GRDB

/// What operators watch: numbers that betray no text.
package struct Figures: Sendable, Equatable {
    package let onHold: Bool
    /// Releases that wait for their time.
    package let waiting: Int
    /// Releases whose time has come, at which the clock has not looked yet.
    package let due: Int
    /// Releases whose time has come, and which could not go out: they are tried again when they change.
    package let stuck: Int
    package let reviewsOwed: Int
    package let reviewsOverdue: Int
    /// Those not done, and those that failed, also where they are kept no longer; how many were delivered would be counted for ever.
    package let deliveries: [Delivery.Status: Int]
    /// For how long what is due now has been due, in seconds: the oldest of it, 0 where nothing is.
    package let oldestDue: Double
    /// Public channels that do not show what they should.
    package let unseen: Int
    /// Endpoints of which one delivery alone is tried.
    package let openBreakers: Int
    /// Endpoints that have not answered with a success for a day, or were disabled for it.
    package let endpointsInTrouble: Int
}

extension Store {
    /// The figures at `now`: one consistent view, each from an index.
    package func figures(at now: Instant) async throws -> Figures {
        try await read { db in
            let states = States.automatic(of: office)
            let scheduled = try Row.fetchOne(db, cached: Self.scheduleQuestion(states), arguments: states.arguments + [now])
            let reviews = try Self.reviewCounts(at: now, in: db)
            let oldest = try Instant.fetchOne(db, cached: oldestDueQuestion, arguments: [Breaker.limit])
            var deliveries: [Delivery.Status: Int] = [.pending: 0, .waiting: 0, .inFlight: 0, .failed: 0]
            for row in try Row.fetchAll(db, cached: deliveryQuestion) {
                if let status = Delivery.Status(rawValue: row["status"]) { deliveries[status] = row["number"] }
            }
            return Figures(
                onHold: try Self.onHold(in: db), waiting: scheduled?["waiting"] ?? 0, due: scheduled?["due"] ?? 0, stuck: try Self.stuckCount(of: office, at: now, in: db),
                reviewsOwed: reviews.owed, reviewsOverdue: reviews.overdue, deliveries: deliveries,
                oldestDue: oldest.map { max(0, now.seconds(since: $0)) } ?? 0, unseen: try Self.unseenCount(at: now, in: db),
                openBreakers: try Int.fetchOne(
                    db, cached: "SELECT count(*) FROM endpoint WHERE status = 'enabled' AND failures >= ?", arguments: [Breaker.limit]) ?? 0,
                endpointsInTrouble: try Int.fetchOne(db, cached: "SELECT count(*) FROM endpoint WHERE is_told = 1") ?? 0)
        }
    }

    static func scheduleQuestion(_ states: States) -> String {
        """
        WITH \(states.table), time (now) AS (VALUES (?))
        SELECT count(*) FILTER (WHERE release.release_at > now) AS waiting,
            count(*) FILTER (WHERE release.release_at <= now AND release.idle_version IS DISTINCT FROM release.version) AS due
        FROM time CROSS JOIN among CROSS JOIN release ON release.workflow = among.workflow AND release.state = among.state
        """
    }
}

/// Each from the partial index that holds just those, and no row is looked at: SQLite by itself would look at all that are owed to learn their states.
private let deliveryQuestion = """
    WITH counted (pending, in_flight, unfinished) AS (
        SELECT (SELECT count(*) FROM delivery INDEXED BY delivery_due WHERE status = 'pending'),
            (SELECT count(*) FROM delivery INDEXED BY delivery_in_flight WHERE status = 'in_flight'),
            (SELECT count(*) FROM delivery INDEXED BY delivery_unfinished WHERE \(Delivery.unfinished)))
    SELECT 'pending' AS status, pending AS number FROM counted
    UNION ALL SELECT 'in_flight', in_flight FROM counted
    UNION ALL SELECT 'waiting', unfinished - pending - in_flight FROM counted
    UNION ALL SELECT 'failed', (SELECT count(*) FROM delivery INDEXED BY delivery_failed WHERE status = 'failed')
        + (SELECT coalesce(sum(number), 0) FROM pruned WHERE status = 'failed')
    """

/// Of endpoints that take deliveries and answer, one probe of an index each.
private let oldestDueQuestion = """
    SELECT min((SELECT min(due_at) FROM delivery WHERE endpoint_id = endpoint.id AND status = 'pending')) FROM endpoint
    WHERE status = 'enabled' AND failures < ?
    """
