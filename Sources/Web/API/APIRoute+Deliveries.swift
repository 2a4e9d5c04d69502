import Distribution
import Editorial
import HTTPTypes
import Hummingbird
import Storage

extension APIRoute {
    static let deliveries: [APIRoute] = [
        APIRoute(.get, "deliveries", for: .everybody, query: ["endpoint", "status", "release", "limit", "after"]) { call in
            let filter = DeliveryFilter(endpoint: call.query["endpoint"], release: call.query["release"], status: try call.choice("status"), reader: call.person)
            return .json(try await call.store.deliveries(filter, call.page()).json(\.json))
        },
        APIRoute(.get, "deliveries/:id", for: .everybody) { call in
            .json(try await delivery(call).json)
        },
        APIRoute(.post, "deliveries/:id/redeliver", for: .rules, query: ["force"]) { call in
            let delivery = try await call.store.redeliver(delivery(call).id, force: isForced(call), by: call.origin, at: call.now)
            return .json(delivery.json, status: .accepted)
        },
        APIRoute(.post, "deliveries/:id/cancel", for: .rules, query: ["force"]) { call in
            .json(try await call.store.cancelDelivery(delivery(call).id, force: isForced(call), by: call.origin, at: call.now).json)
        },
    ]

    /// The delivery that the path names. Throws `NotFound` where there is none that the person may know of.
    private static func delivery(_ call: APICall) async throws -> Delivery {
        guard let delivery = try await call.store.delivery(call.parameter("id"), for: call.person) else { throw NotFound("delivery") }
        return delivery
    }

    private static func isForced(_ call: APICall) throws -> Bool { try call.choice("force") == Truth.true }
}

/// As a query says yes or no.
enum Truth: String, CaseIterable { case `true`, `false` }
