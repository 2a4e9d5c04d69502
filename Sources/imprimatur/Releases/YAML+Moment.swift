import Editorial
import Web

extension YAML {
    /// An instant: RFC 3339, or a day, or a day and a time, as the office's clocks show it. Throws a fault where it is none, or where the clocks leap over it
    /// or show it twice.
    func moment(_ name: String, in zone: String) throws(FileFault) -> Instant {
        let text = try text(name)
        if let instant = Instant(rfc3339: text) { return instant }
        let time = OfficeTime(zone)
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == " " || $0 == "T" }.map(String.init)
        switch time.read(date: parts[0], time: parts.count == 2 ? parts[1] : "00:00") {
        case .once(let instant): return instant
        case .twice(let first, let second):
            throw fault("\(text) comes twice in \(time.city): the clocks are put back then. Write \(time.stamp(first)) or \(time.stamp(second)).")
        case .never(let near):
            throw fault(
                "\(text) does not come in \(time.city): the clocks are put forward then. Write \(near.map(time.stamp).joined(separator: " or ")).")
        case .unreadable: throw fault("\(text) is no time. They are like 2026-11-23T09:00:00Z, or 2026-11-23 09:00 in the office's zone.")
        }
    }
}
