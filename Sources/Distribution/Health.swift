import Editorial

/// How the attempts to reach one endpoint have ended of late, hour by hour.
package struct Health: Sendable, Equatable {
    /// How many hours it looks back.
    package static let hours = 24

    package struct Hour: Sendable, Equatable {
        package var succeeded = 0
        package var failed = 0
        package init(succeeded: Int = 0, failed: Int = 0) { (self.succeeded, self.failed) = (succeeded, failed) }
    }

    /// The oldest first; the last ends now.
    package private(set) var hours = Array(repeating: Hour(), count: Health.hours)
    /// Whether nothing was left out: only so many deliveries are looked at.
    package let isWhole: Bool

    package init(isWhole: Bool = true) { self.isWhole = isWhole }

    package var succeeded: Int { hours.reduce(0) { $0 + $1.succeeded } }
    package var failed: Int { hours.reduce(0) { $0 + $1.failed } }

    /// Counts attempts of so many hours ago; what is older, or has not come yet, is left out.
    package mutating func add(_ hour: Hour, hoursAgo: Int) {
        guard hours.indices.contains(Self.hours - 1 - hoursAgo) else { return }
        hours[Self.hours - 1 - hoursAgo].succeeded += hour.succeeded
        hours[Self.hours - 1 - hoursAgo].failed += hour.failed
    }
}
