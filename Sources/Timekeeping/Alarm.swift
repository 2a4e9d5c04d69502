@preconcurrency import Dispatch
import Editorial

/// Rings at an instant of the system's clock, whatever happens to that clock meanwhile: Dispatch keeps wall-clock timers in the kernel as absolute ones,
/// so that one that is put back, put forward, or slept through with the machine neither rings early nor is missed.
final class Alarm: Sendable {
    /// One element after any number of rings that nobody has heard yet.
    let rings: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation
    private let timer: any DispatchSourceTimer

    init() {
        (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        timer = DispatchSource.makeTimerSource(flags: .strict)
        timer.setEventHandler { [bell] in bell.yield() }
        timer.schedule(wallDeadline: .distantFuture)
        timer.activate()
    }

    deinit { timer.cancel() }

    /// Rings at once.
    func ring() { bell.yield() }

    /// Rings at that instant, or in a year if it is farther ahead, instead of the one set before; nil: not by itself.
    func set(to instant: Instant?) {
        let limit = Instant.now.later(seconds: 31_536_000)  // Dispatch counts nanoseconds in 64 bits, which end in 2262
        timer.schedule(wallDeadline: instant.map { DispatchWallTime(min($0, limit)) } ?? .distantFuture)
    }
}
