@preconcurrency import Dispatch
import Editorial
import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Wakes the courier: for a commit that changed what is owed, for attempts that have ended, for the next due instant, and to stop.
final class Bell: Sendable {
    /// What has happened since it was last heard.
    struct News {
        var outcomes: [Outcome] = []
        var stopping = false
    }

    /// As many outcomes as a full turn claims are worth a transaction, a flush of the disk; fewer wait that long for others, unless nothing else is in the air.
    private static let patience = DispatchTimeInterval.milliseconds(20)

    private struct State {
        var news = News()
        var isChanged = false
        var inTheAir = 0

        /// Whether nobody is worth waiting for. While the half that landed is recorded, the other half keeps the wires busy.
        var isFull: Bool { !news.outcomes.isEmpty && news.outcomes.count >= min(Round.batch, (inTheAir + 1) / 2) }
    }

    /// One element after any number of rings that nobody has heard yet.
    let rings: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation
    private let state = Mutex(State())
    private let due: any DispatchSourceTimer
    private let flush: any DispatchSourceTimer

    init() {
        (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        // Kept in the kernel as absolute wall-clock time: neither early nor missed where the clock is put, or the machine sleeps.
        due = DispatchSource.makeTimerSource(flags: .strict)
        flush = DispatchSource.makeTimerSource(flags: .strict)
        for timer in [due, flush] {
            timer.setEventHandler { [bell] in bell.yield() }
            timer.schedule(wallDeadline: .distantFuture)
            timer.activate()
        }
    }

    deinit { for timer in [due, flush] { timer.cancel() } }

    /// What is owed has changed.
    func look() {
        keepLooking()
        bell.yield()
    }

    /// Whether what is owed has changed since this was last asked.
    func hasToLook() -> Bool {
        state.withLock { state in
            defer { state.isChanged = false }
            return state.isChanged
        }
    }

    /// That was asked in vain: the same is answered again, whenever the bell rings next.
    func keepLooking() { state.withLock { $0.isChanged = true } }

    func stop() {
        state.withLock { $0.news.stopping = true }
        bell.yield()
    }

    /// Attempts have ended.
    func land(_ outcomes: [Outcome]) {
        let (isFirst, isFull) = state.withLock { state in
            let isFirst = state.news.outcomes.isEmpty
            state.news.outcomes += outcomes
            return (isFirst, state.isFull)
        }
        if isFull { bell.yield() } else if isFirst { flush.schedule(deadline: .now() + Self.patience) }
    }

    /// So many are in the air now, the landed ones of which nobody has heard included.
    func expect(_ count: Int) {
        let isFull = state.withLock { state in
            state.inTheAir = count
            return state.isFull
        }
        if isFull { bell.yield() }
    }

    /// Hears what has happened. That it is to stop stays true.
    func hear() -> News {
        state.withLock { state in
            defer { state.news = News(stopping: state.news.stopping) }
            return state.news
        }
    }

    /// Rings at that instant instead of the one set before; nil: not by itself.
    func set(to instant: Instant?) {
        guard let instant else { return due.schedule(wallDeadline: .distantFuture) }
        let (seconds, milliseconds) = instant.milliseconds.quotientAndRemainder(dividingBy: 1000)
        due.schedule(wallDeadline: DispatchWallTime(timespec: timespec(tv_sec: Int(seconds), tv_nsec: Int(milliseconds) * 1_000_000)))
    }
}
