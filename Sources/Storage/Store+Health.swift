import Distribution
import Editorial
import GRDB

extension Store {
    /// No more than the last so many deliveries of an endpoint are looked at, so that none takes long, however many it has.
    static let healthLimit = 2000

    /// By the endpoints' ids, how the attempts of the last day ended. What was never tried in that time has no failures and no successes.
    package func health(of endpoints: [String], at now: Instant) async throws -> [String: Health] {
        try await read { db in
            var health: [String: Health] = [:]
            for endpoint in endpoints { health[endpoint] = try Self.health(of: endpoint, at: now, in: db) }
            return health
        }
    }

    private static func health(of endpoint: String, at now: Instant, in db: Database) throws -> Health {
        let since = now.later(seconds: -3600 * Double(Health.hours))
        let rows = try Row.fetchAll(db, cached: healthQuestion, arguments: [now, endpoint, healthLimit, now, since])
        let looked = try Row.fetchOne(db, cached: reachQuestion, arguments: [endpoint, healthLimit])
        let isWhole = (looked?["number"] ?? 0) < healthLimit || (looked?["oldest"] as Instant?).map { $0 < since } ?? true
        return rows.reduce(into: Health(isWhole: isWhole)) { health, row in
            health.add(Health.Hour(succeeded: row["succeeded"], failed: row["failed"]), hoursAgo: row["hours_ago"])
        }
    }

    private static let last = "SELECT id, created_at FROM delivery WHERE endpoint_id = (SELECT id FROM endpoint WHERE public_id = ?) ORDER BY id DESC LIMIT ?"
    private static let reachQuestion = "SELECT count(*) AS number, min(created_at) AS oldest FROM (\(last))"
    static let healthQuestion = """
        SELECT (? - attempt.started_at) / 3600000 AS hours_ago, count(*) FILTER (WHERE attempt.error IS NULL) AS succeeded,
            count(*) FILTER (WHERE attempt.error IS NOT NULL) AS failed
        FROM (\(last)) AS last CROSS JOIN attempt ON attempt.delivery_id = last.id
        WHERE attempt.started_at <= ? AND attempt.started_at > ? GROUP BY 1
        """
}
