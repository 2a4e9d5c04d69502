import Editorial
import Foundation

/// Instants on the clocks of a zone, the office's own, in words and back.
package struct OfficeTime: Sendable {
    private let zone: TimeZone
    /// The zone's city: `Moscow` of `Europe/Moscow`.
    package let city: String

    /// `zone` is an IANA name.
    package init(_ zone: String) {
        self.zone = TimeZone(identifier: zone) ?? .gmt
        city = zone.split(separator: "/").last.map { String($0).replacing("_", with: " ") } ?? "UTC"
    }

    /// Whether there is a zone of that IANA name.
    package static func knows(_ zone: String) -> Bool { zone == "UTC" || TimeZone.knownTimeZoneIdentifiers.contains(zone) }

    /// `Tue 24 Nov 09:00 (Moscow)`, with the year where it is not the present one.
    func words(_ instant: Instant, at now: Instant) -> String {
        "\(day(instant, at: now)) \(time(instant)) (\(([city] + [side(of: instant)].compactMap { $0 }).joined(separator: ", ")))"
    }

    /// `Tue 24 Nov 09:00`, where something else names the zone.
    func short(_ instant: Instant, at now: Instant) -> String { "\(day(instant, at: now)) \(clock(instant))" }

    /// `09:00`, and where that comes twice, which of the two.
    func clock(_ instant: Instant) -> String { time(instant) + (side(of: instant).map { " (\($0))" } ?? "") }

    /// Which one it is of a time that comes twice, nil of any other: `UTC+0, after the clocks are put back`.
    func side(of instant: Instant) -> String? {
        let instants = instants(at: instant.later(seconds: shift(at: instant)))
        guard let first = instants.first, instants.count > 1 else { return nil }
        return "\(offset(instant)), \(instant == first ? "before" : "after") the clocks are put back"
    }

    /// `YYYY-MM-DD`, as a date field wants it.
    func date(_ instant: Instant) -> String { String(local(instant).prefix(10)) }

    /// `HH:MM`, as a time field wants it.
    func time(_ instant: Instant) -> String { String(local(instant).dropFirst(11).prefix(5)) }

    /// How far the clocks are from UTC then: `UTC+2`.
    func offset(_ instant: Instant) -> String {
        let minutes = Int(shift(at: instant)) / 60
        let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
        return "UTC\(minutes < 0 ? "-" : "+")\(hours)" + (rest == 0 ? "" : ":\(rest < 10 ? "0" : "")\(rest)")
    }

    /// RFC 3339 with the offset that the clocks have then: `2026-10-25T01:30:00+01:00`.
    package func stamp(_ instant: Instant) -> String {
        let minutes = Int(shift(at: instant)) / 60
        let parts = [abs(minutes) / 60, abs(minutes) % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(local(instant).prefix(19))\(minutes < 0 ? "-" : "+")\(parts.joined(separator: ":"))"
    }

    /// What a date and a time on the office's clock name.
    package enum Reading: Equatable {
        case once(Instant)
        /// The clocks are put back then: it comes twice, the first before that.
        case twice(first: Instant, second: Instant)
        /// The clocks are put forward then: it never comes. The nearest that are meant, by the clocks as they stand after and before.
        case never(near: [Instant])
        case unreadable
    }

    /// Reads `YYYY-MM-DD` and `HH:MM`.
    package func read(date: String, time: String) -> Reading {
        guard date.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil, time.wholeMatch(of: /\d\d:\d\d(:\d\d)?/) != nil,
            let wall = Instant(rfc3339: "\(date)T\(time.count == 5 ? time + ":00" : time)Z")
        else { return .unreadable }
        let instants = instants(at: wall)
        guard let first = instants.first, let last = instants.last else { return .never(near: candidates(for: wall)) }
        return first == last ? .once(first) : .twice(first: first, second: last)
    }

    /// When the clocks show that, the earliest first: once, twice, or never.
    private func instants(at wall: Instant) -> [Instant] { candidates(for: wall).filter { $0.later(seconds: shift(at: $0)) == wall } }

    /// When they would, as they stand before and after: whatever the zone does, it does it within a day on either side.
    private func candidates(for wall: Instant) -> [Instant] {
        Set([-86_400.0, 86_400].map { shift(at: wall.later(seconds: $0)) }).map { wall.later(seconds: -$0) }.sorted()
    }

    private func day(_ instant: Instant, at now: Instant) -> String {
        let wall = local(instant)
        let part = wall.prefix { $0 != "T" }.split(separator: "-")
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
