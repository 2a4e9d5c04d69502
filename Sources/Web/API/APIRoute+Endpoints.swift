import Distribution
import Editorial
import HTTPTypes
import Hummingbird
import Storage

extension APIRoute {
    static let endpoints: [APIRoute] = [
        APIRoute(.get, "endpoints", for: .endpointReaders, query: ["limit", "after"]) { call in
            .json(try await call.store.endpoints(call.page()).json(\.json))
        },
        APIRoute(.post, "endpoints", for: .rules) { call in
            let new = try await NewEndpoint(call)
            let (endpoint, secret) = try await call.store.addEndpoint(new, by: call.origin, at: call.now)
            return .json(endpoint.json(secret: secret), status: .created, headers: [.location: "/api/v1/endpoints/\(endpoint.id)"])
        },
        APIRoute(.get, "endpoints/:id", for: .endpointReaders) { call in .json(try await call.endpoint().json) },
        APIRoute(.patch, "endpoints/:id", for: .rules) { call in
            let (new, status) = try await NewEndpoint.read(changing: call.endpoint(), call)
            let endpoint = try await call.store.changeEndpoint(call.parameter("id"), to: new, status: status, by: call.origin, at: call.now)
            return .json(endpoint.json)
        },
        APIRoute(.delete, "endpoints/:id", for: .rules) { call in
            try await call.store.deleteEndpoint(call.parameter("id"), by: call.origin, at: call.now)
            return Response(status: .noContent)
        },
        APIRoute(.post, "endpoints/:id/ping", for: .rules) { call in
            let delivery = try await call.store.ping(call.parameter("id"), by: call.origin, at: call.now)
            return .json(delivery.json, status: .accepted, headers: [.location: "/api/v1/deliveries/\(delivery.id)"])
        },
        APIRoute(.post, "endpoints/:id/rotate-secret", for: .rules) { call in
            let hours = try await call.overlapHours()
            let secret = try await call.store.rotateSecret(of: call.parameter("id"), overlapHours: hours, by: call.origin, at: call.now)
            return .json(try await call.endpoint().json(secret: secret))
        },
        APIRoute(.post, "endpoints/:id/replay", for: .rules) { call in
            var fields = try await call.fields(["since"])
            let since = fields.instant("since")
            if since == nil, fields.problems.isEmpty { fields.problems.append(.init("/since", "This must be there: a time.")) }
            try fields.check()
            let (queued, skipped) = try await call.store.replay(call.parameter("id"), since: since ?? call.now, by: call.origin, at: call.now)
            return .json(["queued": JSON(queued), "skipped": JSON(skipped)])
        },
        APIRoute(.post, "endpoints/:id/cancel", for: .rules) { call in
            .json(["cancelled": JSON(try await call.store.cancelWaiting(for: call.parameter("id"), by: call.origin, at: call.now))])
        },
    ]
}

extension APICall {
    fileprivate func endpoint() async throws -> Endpoint {
        guard let endpoint = try await store.endpoint(parameter("id")) else { throw NotFound("endpoint") }
        return endpoint
    }

    /// How long the old secret signs beside the new one: a day, where nothing is said.
    fileprivate func overlapHours() async throws -> Double {
        let bytes = try await request.bytes()
        var fields = Fields(bytes.isEmpty ? [:] : try JSON.read(bytes), at: "", known: ["overlap_hours"])
        let given = fields.members["overlap_hours"] ?? .null
        if case .number(let hours) = given, fields.problems.isEmpty { return hours }
        if given != .null { fields.problems.append(.init("/overlap_hours", "This must be a number.")) }
        try fields.check()
        return 24
    }
}
