import Distribution
import Editorial
import Foundation
import Logging
import ServiceLifecycle
import Storage

/// Delivers what is owed: claims it turn by turn, sends it outside any transaction, and records what came of it. Idle, it asks the database nothing.
package struct Courier: Service {
    private let store: Store
    private let logger: Logger
    private let now: @Sendable () -> Instant
    private let jitter: @Sendable () -> Double
    private let grace: Duration
    private let userAgent: String
    private let gate: AddressGate
    private let bell = Bell()

    /// `now` is the system's clock; `jitter` is drawn from `RetrySchedule.jitter`; for `grace` a shutdown waits for what is in the air.
    /// Throws `UnfitMachine`.
    package init(
        store: Store, logger: Logger, userAgent: String = "Imprimatur", grace: Duration = .seconds(10), now: @escaping @Sendable () -> Instant,
        jitter: @escaping @Sendable () -> Double = { .random(in: RetrySchedule.jitter) }
    ) throws {
        try Curl.check()
        gate = try AddressGate(store.deliveryRules.refused)
        // OpenSSL writes to sockets without MSG_NOSIGNAL.
        signal(SIGPIPE, SIG_IGN)
        OpenFiles.allowMore()
        (self.store, self.logger, self.userAgent, self.grace, self.now, self.jitter) = (store, logger, userAgent, grace, now, jitter)
    }

    /// Runs until a graceful shutdown or a cancellation.
    package func run() async throws {
        store.signals.listen { [bell] change in if change.contains(.deliveries) { bell.look() } }
        await withGracefulShutdownHandler {
            var round = Round(
                store: store, logger: logger, bell: bell, now: now, jitter: jitter, grace: grace,
                wires: Wires(store.deliveryRules, gate, userAgent: userAgent, report: bell.land))
            bell.look()
            await round.deliver()
            await round.end()
        } onGracefulShutdown: {
            bell.stop()
        }
    }
}
