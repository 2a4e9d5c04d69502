import Editorial

/// When a delivery is tried, and how often.
package struct RetrySchedule: Sendable, Equatable {
    /// Before each attempt, in seconds; the first is 0, their number is that of the attempts.
    package let delays: [Double]

    /// At once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
    package static let standard = RetrySchedule(trusted: [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400])
    /// How far a delay is drawn out or shortened, as a share of it, so that what failed together does not come back together.
    package static let jitter = -0.2...0.2
    /// For how long a receiver's `Retry-After` is heeded at most, in seconds.
    package static let longestHold = 86_400.0

    private init(trusted delays: [Double]) { self.delays = delays }

    /// Throws `Invalid` where there is no delay, the first is not 0, or one is negative or above 30 days.
    package init(delays: [Double]) throws(Invalid) {
        guard let first = delays.first else { throw Invalid("", "A retry schedule has at least one delay, the first of which is 0.") }
        guard first == 0 else { throw Invalid("/0", "The first delay of a retry schedule is 0: every delivery is tried at once.") }
        for (index, delay) in delays.enumerated() where !(0...2_592_000 ~= delay) {
            throw Invalid("/\(index)", "A delay is between 0 and 30 days.")
        }
        self.delays = delays
    }

    /// For how long, in seconds, a delivery waits untried behind another to an endpoint that does not answer: a fifth longer than the whole schedule.
    package var patience: Double { delays.reduce(0, +) * 1.2 }

    /// When to try again after that many attempts, the last of which failed at `now`; nil after the last. `jitter` is drawn from `RetrySchedule.jitter`.
    package func next(after attempts: Int, at now: Instant, jitter: Double) -> Instant? {
        delays.indices.contains(attempts) ? now.later(seconds: delays[attempts] * (1 + jitter)) : nil
    }

    /// Until when a receiver that asked for `retryAfter` seconds is left alone.
    package static func hold(for retryAfter: Double, at now: Instant) -> Instant {
        now.later(seconds: min(max(retryAfter, 0), longestHold))
    }
}

extension RetrySchedule {
    /// A delay in seconds as people write it: `5`, `5s`, `30m`, `2h`, `1d`. Nil where it is none.
    package static func seconds(_ text: String) -> Double? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        let unit = text.last.flatMap { units[$0] }
        let number = unit == nil ? text[...] : text.dropLast()
        guard number.first?.isASCII == true, number.first?.isNumber == true, let value = Double(number), value.isFinite else { return nil }
        return value * (unit ?? 1)
    }
}
