import Distribution
import Editorial
import Logging
import ServiceLifecycle
import Storage

/// Looks whether the public sees what went out: asks the office's own public address for the page and the feed, as a reader would. Idle, it asks nothing.
package struct Lookout: Service {
    /// How soon it tries again, in seconds, after the database refused.
    private static let pause = 10.0
    /// How many looks are noted in one transaction.
    private static let batch = 250
    /// How long it rests after each such round: what goes out meanwhile is looked for together, and the feed, which shows it all, is asked once.
    private static let rest = Duration.milliseconds(250)
    /// How many requests are in the air at once: the public address answers readers, too.
    private static let together = 8

    private let store: Store
    private let logger: Logger
    private let now: @Sendable () -> Instant
    private let call: LocalCall
    private let userAgent: String
    private let bell = Bell()

    /// `now` is the system's clock. Redirects are not followed, and nothing but the office's base URL is asked.
    package init(store: Store, logger: Logger, userAgent: String = "Imprimatur", timeout: Duration = .seconds(10), now: @escaping @Sendable () -> Instant) {
        (self.store, self.logger, self.userAgent, self.now) = (store, logger, userAgent, now)
        call = LocalCall(url: store.office.baseURL, timeout: timeout)
    }

    /// Runs until a graceful shutdown or a cancellation.
    package func run() async throws {
        store.signals.listen { [bell] change in if !change.isDisjoint(with: [.live, .deliveries]) { bell.look() } }
        bell.look()
        for await _ in bell.rings.cancelOnGracefulShutdown() { bell.set(to: await look()) }
    }

    /// Looks once wherever it is time to, and rests; answers when it is the next time. A server that is to stop waits for the requests in the air alone, and what was
    /// not noted is looked for after the next start.
    private func look() async -> Instant? {
        do {
            let (next, now) = (try await store.nextLook(), now())
            guard let next, next <= now else { return next }
            let looks = try await store.looks(at: now, limit: Self.batch)
            let found = try await cancelWhenGracefulShutdown {
                let found = await answers(to: Set(looks.compactMap(path)))
                try Task.checkCancellation()
                return found
            }
            try await store.note(looks.map { look in (look, path(look).flatMap { fault(of: look, in: found[$0]) }) }, at: self.now())
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.rest) }
            return try await store.nextLook()
        } catch is CancellationError {
            return nil
        } catch {
            logger.error("could not look whether the public sees what went out", metadata: ["error": "\(error)"])
            return now().later(seconds: Self.pause)
        }
    }

    private func path(_ look: Look) -> String? { look.live.lastText.map { look.channel.path(of: $0, under: store.office) } }

    private func fault(of look: Look, in answer: Result<LocalCall.Answer, LocalCall.Failure>?) -> String? {
        switch answer {
        case .success(let answer): look.channel.fault(status: answer.status, body: answer.text, of: look.live, under: store.office)
        case .failure(let failure): failure.description
        case nil: nil
        }
    }

    /// One request for each path, however many looks wait for it; none for those that are left once it is cancelled.
    private func answers(to paths: Set<String>) async -> [String: Result<LocalCall.Answer, LocalCall.Failure>] {
        await withTaskGroup(of: (String, Result<LocalCall.Answer, LocalCall.Failure>).self) { group in
            var (answers, waiting) = ([String: Result<LocalCall.Answer, LocalCall.Failure>](), Array(paths))
            for _ in 0..<Self.together { if let path = waiting.popLast() { group.addTask { await (path, answer(to: path)) } } }
            while let (path, answer) = await group.next() {
                answers[path] = answer
                if !Task.isCancelled, let path = waiting.popLast() { group.addTask { await (path, self.answer(to: path)) } }
            }
            return answers
        }
    }

    /// A cache that heeds readers asks anew; one that does not has an address that it has not seen.
    private func answer(to path: String) async -> Result<LocalCall.Answer, LocalCall.Failure> {
        do {
            return .success(try await call.send("GET", "\(path)?look=\(now().milliseconds)", headers: ["Cache-Control": "no-cache", "User-Agent": userAgent]))
        } catch { return .failure(error) }
    }
}
