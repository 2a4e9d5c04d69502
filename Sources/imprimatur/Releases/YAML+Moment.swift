import Editorial
import Foundation

extension YAML {
    /// An instant: RFC 3339, or a day, or a day and a time, as the office's clocks show it.
    func moment(_ name: String, in zone: String) throws(FileFault) -> Instant {
        let text = try text(name)
        guard let moment = Instant(rfc3339: text) ?? Instant(local: text, in: zone) else {
            throw fault("\(text) is no time. They are like 2026-11-23T09:00:00Z, or 2026-11-23 09:00 in the office's zone.")
        }
        return moment
    }
}

extension Instant {
    /// `YYYY-MM-DD`, or with ` HH:MM` or ` HH:MM:SS`, in that time zone. Nil where it is none, or where that day lacks that time.
    fileprivate init?(local text: String, in zone: String) {
        guard let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?/), let zone = TimeZone(identifier: zone) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let time = [match.4, match.5, match.6].map { $0.flatMap { Int($0) } ?? 0 }
        let asked = DateComponents(year: Int(match.1), month: Int(match.2), day: Int(match.3), hour: time[0], minute: time[1], second: time[2])
        guard let date = calendar.date(from: asked), calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date) == asked else { return nil }
        self.init(milliseconds: Int64(date.timeIntervalSince1970.rounded()) * 1000)
    }
}
