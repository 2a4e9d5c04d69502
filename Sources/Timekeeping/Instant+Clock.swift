import Dispatch
import Editorial

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension Instant {
    /// What the system's clock says: whole milliseconds that have passed, so that nothing is ever early.
    package static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

extension DispatchWallTime {
    init(_ instant: Instant) {
        let (seconds, milliseconds) = instant.milliseconds.quotientAndRemainder(dividingBy: 1000)
        self.init(timespec: timespec(tv_sec: Int(seconds), tv_nsec: Int(milliseconds) * 1_000_000))
    }
}
