import Synchronization

/// How long something took, each time since this process began, in seconds: counted by upper bounds, as Prometheus wants it.
package final class Histogram: Sendable {
    /// What was counted up to a moment.
    package struct Counts: Sendable, Equatable {
        /// Ascending, in seconds.
        package let bounds: [Double]
        /// How many were not above each of the bounds.
        package fileprivate(set) var upTo: [Int]
        package fileprivate(set) var total = 0
        /// All together, in seconds.
        package fileprivate(set) var sum = 0.0
    }

    private let kept: Mutex<Counts>

    init(upTo bounds: [Double]) { kept = Mutex(Counts(bounds: bounds, upTo: [Int](repeating: 0, count: bounds.count))) }

    package var counts: Counts { kept.withLock { $0 } }

    func note(_ seconds: Double) {
        kept.withLock { counts in
            for (index, bound) in counts.bounds.enumerated() where seconds <= bound { counts.upTo[index] += 1 }
            counts.total += 1
            counts.sum += seconds
        }
    }
}
