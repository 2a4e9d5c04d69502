import Editorial
import Foundation

/// Instants on the office's own clock, in words and back.
struct OfficeTime: Sendable {
    private let zone: TimeZone
    /// The zone's city: `Moscow` of `Europe/Moscow`.
    let city: String

    init(_ zone: String) {
        self.zone = TimeZone(identifier: zone) ?? .gmt
        city = zone.split(separator: "/").last.map { String($0).replacing("_", with: " ") } ?? "UTC"
    }

    /// `Tue 24 Nov 09:00 (Moscow)`, with the year where it is not the present one.
    func words(_ instant: Instant, at now: Instant) -> String { "\(day(instant, at: now)) \(time(instant)) (\(city))" }

    /// `Tue 24 Nov 09:00`, for lists whose heading names the zone.
    func short(_ instant: Instant, at now: Instant) -> String { "\(day(instant, at: now)) \(time(instant))" }

    /// `YYYY-MM-DD`, as a date field wants it.
    func date(_ instant: Instant) -> String { String(local(instant).prefix(10)) }

    /// `HH:MM`, as a time field wants it.
    func time(_ instant: Instant) -> String { String(local(instant).dropFirst(11).prefix(5)) }

    /// What a date and a time on the office's clock name.
    enum Reading: Equatable {
        case once(Instant)
        /// The clocks are put back then: it comes twice, and this is the first.
        case twice(Instant)
        /// The clocks are put forward then: it never comes. The nearest that are meant, by the clocks as they stand after and before.
        case never(near: [Instant])
        case unreadable
    }

    /// Reads `YYYY-MM-DD` and `HH:MM`.
    func read(date: String, time: String) -> Reading {
        guard date.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil, time.wholeMatch(of: /\d\d:\d\d(:\d\d)?/) != nil,
            let wall = Instant(rfc3339: "\(date)T\(time.count == 5 ? time + ":00" : time)Z")
        else { return .unreadable }
        // Whatever the zone does, it does it within a day on either side.
        let shifts = Set([-86_400.0, 86_400].map { shift(at: wall.later(seconds: $0)) })
        let candidates = shifts.map { wall.later(seconds: -$0) }
        let instants = candidates.filter { $0.later(seconds: shift(at: $0)) == wall }
        guard let first = instants.min() else { return .never(near: candidates.sorted()) }
        return instants.count > 1 ? .twice(first) : .once(first)
    }

    private func day(_ instant: Instant, at now: Instant) -> String {
        let wall = local(instant)
        let part = wall.prefix(10).split(separator: "-")
        let daysSince1970 = instant.later(seconds: shift(at: instant)).milliseconds.flooredDivided(by: 86_400_000)
        let weekday = Self.weekdays[Int((daysSince1970 + 4).flooredRemainder(by: 7))]
        let year = wall.prefix(4) == local(now).prefix(4) ? "" : " \(part[0])"
        return "\(weekday) \(Int(part[2]) ?? 0) \(Self.months[(Int(part[1]) ?? 1) - 1])\(year)"
    }

    /// The wall clock, written as if it were UTC.
    private func local(_ instant: Instant) -> String { instant.later(seconds: shift(at: instant)).rfc3339 }

    private func shift(at instant: Instant) -> Double {
        Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)))
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension Int64 {
    fileprivate func flooredDivided(by divisor: Int64) -> Int64 { (self - flooredRemainder(by: divisor)) / divisor }
    fileprivate func flooredRemainder(by divisor: Int64) -> Int64 { (self % divisor + divisor) % divisor }
}
