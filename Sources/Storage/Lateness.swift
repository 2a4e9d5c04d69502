import Synchronization

/// How long after they fell due the clock published what it published, since this process began: a histogram, in seconds.
package final class Lateness: Sendable {
    /// What was counted up to a moment.
    package struct Counts: Sendable, Equatable {
        /// How many were not later than each of `Lateness.bounds`.
        package fileprivate(set) var upTo = [Int](repeating: 0, count: Lateness.bounds.count)
        package fileprivate(set) var total = 0
        /// All lateness together, in seconds.
        package fileprivate(set) var sum = 0.0
    }

    /// The upper bounds, in seconds: what is promised is below the first ones, what went wrong above the last.
    package static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 10, 60, 600, 3600]

    private let kept = Mutex(Counts())

    package var counts: Counts { kept.withLock { $0 } }

    func note(_ seconds: Double) {
        kept.withLock { counts in
            for (index, bound) in Self.bounds.enumerated() where seconds <= bound { counts.upTo[index] += 1 }
            counts.total += 1
            counts.sum += seconds
        }
    }
}
