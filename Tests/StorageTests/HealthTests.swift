import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("How endpoints have answered")
struct HealthTests {
    let place = Place()
    let store: Store
    var courier: FakeCourier

    init() throws {
        store = try place.open(delivery: DeliveryRules(schedule: try RetrySchedule(delays: [0, 3600, 82_800, 1])))
        courier = FakeCourier(store: store)
    }

    @Test("attempts stand in their hours, each endpoint's for itself, and what is older than a day is left out")
    mutating func hours() async throws {
        let (one, other) = (try await store.receiver("One"), try await store.receiver("Other", Subscription(kinds: [.speech])))
        _ = try await store.publish()
        for (hour, status) in [(Int64(0), 503), (1, 503), (24, 204)] {
            let now = Instant.noon.later(hours: hour)
            try await courier.turn(courier.turn(at: now).map { $0.ended(status, at: now) }, at: now)
        }
        let at = Instant.noon.later(hours: 24).later(seconds: 1)
        let health = try await store.health(of: [one, other], at: at)
        #expect(health[one]?.hours.last == Health.Hour(succeeded: 1, failed: 0) && health[one]?.hours.first == Health.Hour(succeeded: 0, failed: 1))
        #expect(health[one]?.succeeded == 1 && health[one]?.failed == 1 && health[one]?.isWhole == true)
        #expect(health[other] == Health())
        #expect(try await store.health(of: [one], at: .noon.later(hours: 23))[one]?.failed == 2, "and nothing of what has not come yet")
        #expect(try await store.health(of: [one], at: .noon.later(hours: 23))[one]?.succeeded == 0)
        #expect(try await store.health(of: ["nobody"], at: at)["nobody"] == Health())
    }

    @Test("only the last deliveries of an endpoint are looked at, along indexes, and it is said where there are more")
    mutating func many() async throws {
        let endpoint = try await store.receiver()
        _ = try await store.publish()
        let turned = try await courier.turn()
        try await courier.turn(turned.map { $0.ended(204) })
        try await store.write { db in
            try db.execute(
                sql: """
                    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
                    INSERT INTO delivery (event_id, endpoint_id, payload_id, status, created_at, attempts)
                    SELECT event_id, endpoint_id, payload_id, 'delivered', created_at, 1 FROM number CROSS JOIN (SELECT * FROM delivery LIMIT 1);
                    """, arguments: [Store.healthLimit])
        }
        #expect(try await store.health(of: [endpoint], at: .noon)[endpoint]?.isWhole == false)
        #expect(try await store.health(of: [endpoint], at: .noon.later(hours: 25))[endpoint]?.isWhole == true, "what is left out is older than a day")
        let plan = try await store.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + Store.healthQuestion, arguments: [0, "", 1, 0, 0]).map { $0["detail"] as String }.joined(separator: "; ")
        }
        #expect(plan.contains("USING INDEX delivery_of_endpoint (endpoint_id=?)") && plan.contains("attempt USING PRIMARY KEY (delivery_id=?)"), "\(plan)")
    }
}
