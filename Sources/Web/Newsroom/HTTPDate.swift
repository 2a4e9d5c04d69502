import Foundation

/// The present second as HTTP writes it (RFC 9110, section 5.6.7), written once a second.
final class HTTPDate {
    private var second = 0
    private var text = ""

    var now: String {
        let present = time(nil)
        if present != second {
            second = present
            text = Self.write(present)
        }
        return text
    }

    private static func write(_ second: Int) -> String {
        var parts = tm()
        var seconds = second
        gmtime_r(&seconds, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
        let date = "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(Int(parts.tm_year) + 1900)"
        return "\(date) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
