import Distribution
import Editorial

extension Holding {
    /// As the API answers it.
    var json: JSON {
        [
            "endpoint_id": .string(endpointID), "endpoint": .string(endpointName), "current": .bool(isCurrent), "held": held?.json ?? nil,
            "status": JSON(status?.rawValue), "given": .array(given.map(\.json)), "last_attempt": lastAttempt?.json ?? nil,
        ]
    }
}

extension Holding.Held {
    fileprivate var json: JSON { ["event_type": .string(type.rawValue), "revision": JSON(revision), "since": JSON(since)] }
}

extension Spread {
    /// As the API answers it.
    var json: JSON { ["event_type": .string(type.rawValue), "revision": JSON(revision), "have": JSON(have), "of": JSON(of)] }
}
