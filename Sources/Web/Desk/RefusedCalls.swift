import Editorial
import Synchronization

/// What script asks for by itself and is refused, it may ask for all day: the journal is told once a minute. In memory alone.
final class RefusedCalls: Sendable {
    private let last = Mutex<[String: Instant]>([:])

    /// Whether that call, named with its caller, was not refused in the last minute.
    func isFirst(_ call: String, at now: Instant) -> Bool {
        last.withLock { last in
            last = last.filter { $0.value > now.later(seconds: -60) && $0.value <= now }
            if last[call] != nil { return false }
            last[call] = now
            return true
        }
    }
}
