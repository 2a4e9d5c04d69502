import Editorial
import Logging
import ServiceLifecycle
import Storage

/// Publishes what falls due: sleeps until the next release time, and looks again whenever a commit changes the schedule.
package struct ReleaseClock: Service {
    /// How soon it tries again, in seconds, after the database refused or where a release that is due does not go out.
    private static let pause = 10.0

    private let store: Store
    private let logger: Logger
    private let now: @Sendable () -> Instant
    private let alarm = Alarm()

    /// `now` is the system's clock, unless a test says otherwise.
    package init(store: Store, logger: Logger, now: @escaping @Sendable () -> Instant = { .now }) { (self.store, self.logger, self.now) = (store, logger, now) }

    /// Runs until a graceful shutdown or a cancellation.
    package func run() async throws {
        store.signals.listen { [alarm] change in if change.contains(.schedule) { alarm.ring() } }
        alarm.ring()
        for await _ in alarm.rings.cancelOnGracefulShutdown() { alarm.set(to: await publishDue()) }
    }

    /// Publishes all that is due, prepares what is about to be, and answers when to look again: nil where nothing is ahead. Writes nothing unless something is due:
    /// each command on a release rings, and what it brought about waits for the writer.
    private func publishDue() async -> Instant? {
        let batch = 100
        do {
            var last: Instant?
            while let next = try await store.nextRelease() {
                let now = now()
                // Due already, and still not out: it was refused, and will be until something changes.
                if let last, next.at <= last { return now.later(seconds: Self.pause) }
                if next.at <= now {
                    if try await store.publishDue(at: now, limit: batch) < batch { last = now }
                } else {
                    guard next.begin <= now else { return next.begin }
                    try await store.publishAhead(of: next.at, clock: self.now)
                }
            }
            return nil
        } catch {
            logger.error("could not publish what is due", metadata: ["error": "\(error)"])
            return now().later(seconds: Self.pause)
        }
    }
}
