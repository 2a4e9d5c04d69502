import Editorial

/// A release time as it is typed, in a date and a time field on the office's clock.
struct ReleaseTimeField: Sendable, Equatable {
    let date: String
    let time: String

    init(date: String, time: String) {
        self.date = date.trimmed
        self.time = time.trimmed
    }

    /// What the fields ask for.
    enum Wish: Equatable {
        case asItIs
        case at(Instant)
        /// The clocks are put back then: the first of the two was taken, and people are told.
        case atFirst(Instant)

        var instant: Instant? {
            switch self {
            case .asItIs: nil
            case .at(let instant), .atFirst(let instant): instant
            }
        }
    }

    /// Reads them. An emptied field is an error, never a wish to publish now; so is a time that the clocks leap over.
    func wish(over current: Instant?, in office: OfficeTime) throws(Invalid) -> Wish {
        if date.isEmpty, time.isEmpty {
            if current == nil { return .asItIs }
            throw Invalid("/release_at", "Emptying the fields does not clear the release time. That is a button of its own on the release’s page.")
        }
        if date.isEmpty { throw Invalid("/release_at/date", "The release time lacks its date.") }
        if time.isEmpty { throw Invalid("/release_at", "The release time lacks its time of day.") }
        // What was shown left out the seconds: sent back untouched, it changes nothing.
        if let current, date == office.date(current), time == office.time(current) { return .asItIs }
        switch office.read(date: date, time: time) {
        case .once(let instant): return .at(instant)
        case .twice(let instant): return .atFirst(instant)
        case .never(let near):
            let others = near.map { office.date($0) == date ? office.time($0) : "\(office.date($0)) \(office.time($0))" }
            throw Invalid(
                "/release_at",
                "The clocks are put forward then: \(time) on \(date) does not come in \(office.city). Say \(others.joined(separator: " or ")) instead.")
        case .unreadable: throw Invalid("/release_at", "This is no date and time: write them as YYYY-MM-DD and HH:MM.")
        }
    }
}

extension String {
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(self[first...last])
    }
}
