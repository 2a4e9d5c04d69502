import GRDB
import Synchronization

/// What commits announce to those who wait for them.
package final class Signals: Sendable {
    /// What a transaction may touch.
    package struct Change: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// A release time, a state, or the hold: the clock must look again.
        package static let schedule = Change(rawValue: 1)
        /// Deliveries or endpoints: the courier must look again.
        package static let deliveries = Change(rawValue: 2)
        /// What the public sees: ready pages are void from just before the commit on.
        package static let live = Change(rawValue: 4)
        /// Something may be left to be done in steps.
        package static let chores = Change(rawValue: 8)
    }

    private let listeners = Mutex<[(@Sendable (Change) -> Void)]>([])

    package init() {}

    /// Calls `listener` for every commit, just before it (only for `live`) and just after it, on the writer's thread: it must return at once.
    package func listen(_ listener: @escaping @Sendable (Change) -> Void) { listeners.withLock { $0.append(listener) } }

    func announce(_ change: Change) { for listener in listeners.withLock({ $0 }) { listener(change) } }

    /// What the transaction under way has changed. There is one writer, so there is one such transaction.
    private let pending = Mutex<Change>([])

    /// Notes, within a write, what it changes; announced with its commit, forgotten where it is rolled back.
    func note(_ change: Change) { pending.withLock { $0.formUnion(change) } }

    fileprivate func noted() -> Change { pending.withLock { $0 } }

    @discardableResult
    fileprivate func forget() -> Change {
        pending.withLock { change in
            defer { change = [] }
            return change
        }
    }
}

/// Turns SQLite's commits into signals.
final class CommitWatch: TransactionObserver {
    private let signals: Signals
    init(_ signals: Signals) { self.signals = signals }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with event: DatabaseEvent) {}

    func databaseWillCommit() { if signals.noted().contains(.live) { signals.announce(.live) } }

    func databaseDidCommit(_ db: Database) {
        let change = signals.forget()
        if !change.isEmpty { signals.announce(change) }
    }

    func databaseDidRollback(_ db: Database) { signals.forget() }
}
