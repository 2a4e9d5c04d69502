/// A point in time: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
package struct Instant: Sendable, Hashable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

    /// The instant `seconds` after this one, or the last or first that there is.
    package func later(seconds: Double) -> Instant {
        let (sum, isOver) = milliseconds.addingReportingOverflow(Int64((seconds * 1000).rounded()))
        return Instant(milliseconds: isOver ? (seconds > 0 ? .max : .min) : sum)
    }

    /// How many seconds it is after `other`; negative where it is before.
    package func seconds(since other: Instant) -> Double { Double(milliseconds - other.milliseconds) / 1000 }
}
