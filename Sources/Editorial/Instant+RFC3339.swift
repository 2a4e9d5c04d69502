extension Instant {
    /// RFC 3339 in UTC with milliseconds: `2026-11-23T09:00:00.000Z`.
    package var rfc3339: String {
        let (day, time) = milliseconds.flooredDivision(by: 86_400_000)
        let (year, month, date) = Self.civil(fromDay: day)
        let seconds = time / 1000
        return "\(year.padded(4))-\(month.padded(2))-\(date.padded(2))T\((seconds / 3600).padded(2)):\((seconds / 60 % 60).padded(2)):\((seconds % 60).padded(2)).\((time % 1000).padded(3))Z"
    }

    /// Days since 1970-01-01 to year, month and day of the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms").
    static func civil(fromDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension Int64 {
    func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
    func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}

extension Instant {
    /// Reads RFC 3339 with any offset; fractions beyond milliseconds are cut off. Nil where it is none, for a leap second and outside the years 0 to 9999.
    package init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let day = Self.day(bytes[..<10]), bytes[10] | 0x20 == UInt8(ascii: "t"), let second = Self.secondOfDay(bytes[11..<19]) else { return nil }
        var rest = bytes[19...]
        var fraction: Int64 = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            guard !digits.isEmpty else { return nil }
            fraction = (digits.prefix(3) + Array(repeating: UInt8(ascii: "0"), count: Swift.max(0, 3 - digits.count))).reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
            rest = rest.dropFirst(1 + digits.count)
        }
        guard let offset = Self.offset(rest) else { return nil }
        self.init(milliseconds: (day * 86_400 + second - offset) * 1000 + fraction)
        guard (-62_167_219_200_000..<253_402_300_800_000).contains(milliseconds) else { return nil }
    }

    /// The days from 1970-01-01 to `YYYY-MM-DD`, nil where that is no day of the calendar.
    static func day(_ text: some Collection<UInt8>) -> Int64? {
        guard let parts = numbers(text, shape: "0000-00-00"), 1...12 ~= parts[1], 1...31 ~= parts[2] else { return nil }
        let (year, month, date) = (parts[0], parts[1], parts[2])
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredDivision(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + date - 1
        let day = era.quotient * 146_097 + era.remainder * 365 + era.remainder / 4 - era.remainder / 100 + dayOfYear - 719_468
        // The 31st of June would come back as the 1st of July.
        return civil(fromDay: day) == (year, month, date) ? day : nil
    }

    private static func secondOfDay(_ text: some Collection<UInt8>) -> Int64? {
        guard let parts = numbers(text, shape: "00:00:00"), parts[0] < 24, parts[1] < 60, parts[2] < 60 else { return nil }
        return parts[0] * 3600 + parts[1] * 60 + parts[2]
    }

    /// The seconds that local time is ahead of UTC.
    private static func offset(_ text: some Collection<UInt8>) -> Int64? {
        guard let sign = text.first else { return nil }
        if text.count == 1 { return sign | 0x20 == UInt8(ascii: "z") ? 0 : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), let parts = numbers(text.dropFirst(), shape: "00:00") else { return nil }
        guard parts[0] < 24, parts[1] < 60 else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (parts[0] * 3600 + parts[1] * 60)
    }

    /// The numbers in a text of that shape: `0` stands for a digit, everything else for itself.
    private static func numbers(_ text: some Collection<UInt8>, shape: String) -> [Int64]? {
        guard text.count == shape.utf8.count else { return nil }
        var numbers: [Int64] = [0]
        for (byte, wanted) in zip(text, shape.utf8) {
            if wanted != UInt8(ascii: "0") {
                guard byte == wanted else { return nil }
                numbers.append(0)
            } else {
                guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int64(byte - UInt8(ascii: "0"))
            }
        }
        return numbers
    }
}
