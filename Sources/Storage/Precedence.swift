import Synchronization

/// Decisions that wait for the writer: what is only prepared steps back for them.
final class Precedence: Sendable {
    private let waiting = Atomic(0)
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    /// Whether somebody waits.
    var isAsked: Bool { waiting.load(ordering: .relaxed) > 0 }

    /// Whether somebody waits, or has until a moment ago and may again.
    func wasAskedLately(at now: ContinuousClock.Instant) -> Bool { isAsked || last.withLock { $0.map { now - $0 < .milliseconds(100) } ?? false } }

    /// One who waits, until `give` is called, however often.
    func ask() -> Place {
        waiting.add(1, ordering: .relaxed)
        return Place(in: self)
    }

    final class Place: Sendable {
        private let precedence: Precedence
        private let given = Atomic(false)

        fileprivate init(in precedence: Precedence) { self.precedence = precedence }

        func give() {
            precedence.last.withLock { $0 = .now }
            guard !given.exchange(true, ordering: .relaxed) else { return }
            precedence.waiting.subtract(1, ordering: .relaxed)
        }
    }
}
