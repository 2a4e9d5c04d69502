import Editorial

/// What one endpoint has of a release that it was given or is owed.
package struct Holding: Sendable, Equatable {
    package let endpointID: String
    package let endpointName: String
    /// What it last said that it has; nil where it never said so.
    package let held: Held?
    /// Whether that is what happened last to the release.
    package let isCurrent: Bool
    /// How its delivery of what happened last stands; nil where there is none, or none any more.
    package let status: Delivery.Status?
    /// All that it ever said it has, in the order of what happened; kept for good.
    package let given: [Held]
    /// The last attempt to tell it anything of the release, as far back as attempts are kept.
    package let lastAttempt: Attempt?

    /// A text, or its withdrawal.
    package struct Held: Sendable, Equatable {
        package let type: EventType
        /// The number of the text, nil for a withdrawal.
        package let revision: Int?
        package let since: Instant
        package init(type: EventType, revision: Int?, since: Instant) { (self.type, self.revision, self.since) = (type, revision, since) }
    }

    package init(
        endpointID: String, endpointName: String, held: Held?, isCurrent: Bool, status: Delivery.Status?, given: [Held] = [], lastAttempt: Attempt?
    ) {
        (self.endpointID, self.endpointName, self.held, self.isCurrent) = (endpointID, endpointName, held, isCurrent)
        (self.status, self.given, self.lastAttempt) = (status, given, lastAttempt)
    }
}

/// How many endpoints have what happened last to a release.
package struct Spread: Sendable, Equatable {
    /// What happened last.
    package let type: EventType
    /// The number of the text, nil for a withdrawal.
    package let revision: Int?
    package let have: Int
    /// How many were ever given the release, or are owed it.
    package let of: Int
    package init(type: EventType, revision: Int?, have: Int, of: Int) { (self.type, self.revision, self.have, self.of) = (type, revision, have, of) }
}
