import Editorial
import Logging
import ServiceLifecycle
import Storage

/// Notes the journal's head once a day, beside the database and in the log, which other machines may collect.
package struct DailyHead: Service {
    /// How often it looks whether a day has begun: a machine that slept is not late by more.
    private static let pause = Duration.seconds(600)

    private let store: Store
    private let logger: Logger

    package init(store: Store, logger: Logger) { (self.store, self.logger) = (store, logger) }

    /// Runs until a graceful shutdown or a cancellation.
    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await note()
                try await Task.sleep(for: Self.pause)
            }
        }
    }

    private func note() async {
        do {
            guard let head = try await store.noteHead(at: .now) else { return }
            logger.info("head of the journal", metadata: ["sequence": "\(head.sequence)", "hash": "\(head.hash)"])
        } catch {
            logger.error("could not note the head of the journal", metadata: ["error": "\(error)"])
        }
    }
}
