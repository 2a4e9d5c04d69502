import Editorial
import Pages

/// A release time as it is typed, in a date and a time field on the office's clock.
struct ReleaseTimeField: Sendable, Equatable {
    let date: String
    let time: String
    /// Which of two is meant, as the forms carry it, where the clocks are put back then.
    let which: String

    init(date: String, time: String, which: String = "") {
        self.date = date.trimmed
        self.time = time.trimmed
        self.which = which
    }

    /// What the fields ask for.
    enum Wish: Equatable {
        case asItIs
        case at(Instant)

        var instant: Instant? { if case .at(let instant) = self { instant } else { nil } }
    }

    /// Reads them. An emptied field is an error, never a wish to publish now; so is a time that the clocks leap over, and one that comes twice until it is said
    /// which is meant.
    func wish(over current: Instant?, in office: OfficeTime) throws(Invalid) -> Wish {
        if date.isEmpty, time.isEmpty {
            if current == nil { return .asItIs }
            throw Invalid("/release_at", "Emptying the fields does not clear the release time. That is a button of its own on the release’s page.")
        }
        if date.isEmpty { throw Invalid("/release_at/date", "The release time lacks its date.") }
        if time.isEmpty { throw Invalid("/release_at", "The release time lacks its time of day.") }
        let isUntouched = current.map { date == office.date($0) && time == office.time($0) } ?? false
        switch office.read(date: date, time: time) {
        // What was shown left out the seconds: sent back untouched, it changes nothing.
        case .once where isUntouched: return .asItIs
        case .once(let instant): return .at(instant)
        case .twice(let first, let second):
            guard let meant = [first, second].first(where: { $0.rfc3339 == which }) else {
                if isUntouched { return .asItIs }
                throw Invalid("/release_at", "The clocks are put back then: \(time) on \(date) comes twice in \(office.city). Choose below which of the two is meant.")
            }
            if isUntouched, let current, office.offset(current) == office.offset(meant) { return .asItIs }
            return .at(meant)
        case .never(let near):
            let others = near.map { office.date($0) == date ? office.time($0) : "\(office.date($0)) \(office.time($0))" }
            throw Invalid(
                "/release_at",
                "The clocks are put forward then: \(time) on \(date) does not come in \(office.city). Say \(others.joined(separator: " or ")) instead.")
        case .unreadable: throw Invalid("/release_at", "This is no date and time: write them as YYYY-MM-DD and HH:MM.")
        }
    }

    /// The two that a time may mean which comes twice; none where it does not.
    func readings(in office: OfficeTime) -> [Choice] {
        guard case .twice(let first, let second) = office.read(date: date, time: time) else { return [] }
        return [first, second].map { Choice(value: $0.rfc3339, label: office.clock($0), chosen: $0.rfc3339 == which) }
    }

    /// As a release time is shown.
    init(_ instant: Instant, in office: OfficeTime) {
        let (date, time) = (office.date(instant), office.time(instant))
        var which = ""
        if case .twice(let first, let second) = office.read(date: date, time: time) {
            which = (office.offset(instant) == office.offset(first) ? first : second).rfc3339
        }
        self.init(date: date, time: time, which: which)
    }
}

extension String {
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(self[first...last])
    }
}
