import Synchronization

/// Decisions that wait for the writer: what is only prepared steps back for them.
final class Precedence: Sendable {
    private let waiting = Atomic(0)

    /// Whether somebody waits.
    var isAsked: Bool { waiting.load(ordering: .relaxed) > 0 }

    /// One who waits, until `give` is called, however often.
    func ask() -> Place {
        waiting.add(1, ordering: .relaxed)
        return Place(in: self)
    }

    final class Place: Sendable {
        private let precedence: Precedence
        private let given = Atomic(false)

        fileprivate init(in precedence: Precedence) { self.precedence = precedence }

        func give() { if !given.exchange(true, ordering: .relaxed) { precedence.waiting.subtract(1, ordering: .relaxed) } }
    }
}
