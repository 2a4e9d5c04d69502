import Editorial

/// One event owed to one endpoint.
package struct Delivery: Sendable, Equatable {
    package enum Status: String, Sendable, CaseIterable {
        case pending, waiting, inFlight = "in_flight", delivered, failed, suspended, cancelled
    }

    /// A UUIDv7.
    package let id: String
    /// The `webhook-id`, the same for all endpoints and attempts.
    package let eventID: String
    package let eventType: EventType
    package let endpointID: String
    package let endpointName: String
    package let releaseID: String?
    /// The headline that the event carries, nil for a ping or where it is hidden.
    package let headline: String?
    package let status: Status
    package let createdAt: Instant
    package let nextAttemptAt: Instant?
    /// How many there were; `attempts` has them only where one delivery is read.
    package let attemptCount: Int
    /// Oldest first.
    package let attempts: [Attempt]

    package init(
        id: String, eventID: String, eventType: EventType, endpointID: String, endpointName: String, releaseID: String?, headline: String?, status: Status,
        createdAt: Instant, nextAttemptAt: Instant?, attemptCount: Int, attempts: [Attempt] = []
    ) {
        (self.id, self.eventID, self.eventType, self.endpointID, self.endpointName) = (id, eventID, eventType, endpointID, endpointName)
        (self.releaseID, self.headline, self.status, self.createdAt) = (releaseID, headline, status, createdAt)
        (self.nextAttemptAt, self.attemptCount, self.attempts) = (nextAttemptAt, attemptCount, attempts)
    }
}

/// One HTTP try of a delivery.
package struct Attempt: Sendable, Equatable {
    package let at: Instant
    /// Nil where no answer came.
    package let statusCode: Int?
    package let durationMilliseconds: Int
    /// What went wrong, in words, nil after a success.
    package let error: String?
    package let responseExcerpt: String?

    package init(at: Instant, statusCode: Int?, durationMilliseconds: Int, error: String?, responseExcerpt: String?) {
        (self.at, self.statusCode, self.durationMilliseconds) = (at, statusCode, durationMilliseconds)
        (self.error, self.responseExcerpt) = (error, responseExcerpt)
    }
}
