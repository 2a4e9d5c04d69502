import Editorial
import Logging
import ServiceLifecycle
import Storage

/// Finishes what was begun in steps, and prunes what has been kept for its time: one short transaction after another, and between them everybody else comes first.
package struct Housekeeper: Service {
    /// How soon it looks again, in seconds, when all is done, and after the database refused.
    private static let pause = 3600.0
    private static let patience = 60.0
    /// How much longer than a step it rests after it: of the writer's time it takes a tenth at most.
    private static let rest = 9

    private let store: Store
    private let logger: Logger
    private let now: @Sendable () -> Instant
    private let alarm = Alarm()

    /// `now` is the system's clock, unless a test says otherwise.
    package init(store: Store, logger: Logger, now: @escaping @Sendable () -> Instant = { .now }) { (self.store, self.logger, self.now) = (store, logger, now) }

    /// Runs until a graceful shutdown or a cancellation.
    package func run() async throws {
        store.signals.listen { [alarm] change in if change.contains(.chores) { alarm.ring() } }
        alarm.ring()
        await cancelWhenGracefulShutdown {
            var fault: String?
            for await _ in alarm.rings {
                do {
                    try await keepHouse()
                    fault = nil
                    alarm.set(to: now().later(seconds: Self.pause))
                } catch is CancellationError {
                    return
                } catch {
                    // A full disk stays so for hours: it is said once.
                    if fault != "\(error)" { logger.error("could not keep house", metadata: ["error": "\(error)"]) }
                    fault = "\(error)"
                    alarm.set(to: now().later(seconds: Self.patience))
                }
            }
        }
    }

    private func keepHouse() async throws {
        try await finishChores()
        guard var pruning = try await store.pruning(at: now()) else { return }
        while !pruning.isOver, try await !store.onHold() {
            try await finishChores()
            let last = pruning
            pruning = try await rested { try await store.step(last) }
        }
        if pruning.removed > 0 { logger.info("pruned", metadata: ["rows": "\(pruning.removed)"]) }
    }

    /// Somebody waits for these.
    private func finishChores() async throws {
        while try await rested({ try await store.takeStep() }) {}
    }

    private func rested<Value: Sendable>(_ step: () async throws -> Value) async throws -> Value {
        let start = ContinuousClock.now
        let value = try await step()
        try await Task.sleep(for: (ContinuousClock.now - start) * Self.rest)
        return value
    }
}
