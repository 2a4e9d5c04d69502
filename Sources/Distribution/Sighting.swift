import Editorial

/// Whether the public sees on one channel what happened last to a release: as found by looking there.
package struct Sighting: Sendable, Equatable {
    package enum Status: String, Sendable, CaseIterable { case looking, live, failed }

    package let channel: Channel
    package let status: Status
    /// Since when it should be seen.
    package let publicAt: Instant
    /// When it was first seen.
    package let seenAt: Instant?
    /// When the server looks again.
    package let nextLook: Instant?
    /// What was wrong at the last look, in words.
    package let fault: String?

    package init(channel: Channel, status: Status, publicAt: Instant, seenAt: Instant? = nil, nextLook: Instant? = nil, fault: String? = nil) {
        (self.channel, self.status, self.publicAt) = (channel, status, publicAt)
        (self.seenAt, self.nextLook, self.fault) = (seenAt, nextLook, fault)
    }

    /// What is not seen after so many seconds is late, and somebody is told.
    package static let patience = 30.0

    /// Whether it was not seen in time, or is not seen although it should be.
    package func isLate(at now: Instant) -> Bool { (seenAt ?? now).seconds(since: publicAt) > Self.patience }

    /// When to look again after that many looks in vain, the last at `now`; nil after the last.
    package static func next(after looks: Int, at now: Instant) -> Instant? { delays.indices.contains(looks) ? now.later(seconds: delays[looks]) : nil }

    /// Before each look, in seconds: an hour in all, and somewhat more. The first lets those who subscribed go before.
    private static let delays: [Double] = [0.25, 1, 2, 5, 10, 20, 60, 300, 900, 2700]
}
