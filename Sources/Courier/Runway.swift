/// How many posts may take off now: a few at a time where answers come at once, for libcurl's work for each grows with all that are in the air. Who does not
/// answer at once keeps nobody on the ground: as many again may follow a moment later.
struct Runway {
    /// How many may be in the air that took off within one moment.
    static let few = 32
    /// In milliseconds.
    static let moment: Int32 = 1

    private var since: ContinuousClock.Instant?
    /// Which moment this is.
    private var number = 0
    /// How many took off in it and have not landed.
    private var away = 0

    mutating func room(at now: ContinuousClock.Instant) -> Int {
        if since.map({ now - $0 >= .milliseconds(Int(Self.moment)) }) ?? true { (since, number, away) = (now, number + 1, 0) }
        return Self.few - away
    }

    /// Answers in which moment it took off.
    mutating func takeOff() -> Int {
        away += 1
        return number
    }

    /// One that took off in that moment has landed.
    mutating func land(_ departure: Int) { if departure == number { away -= 1 } }
}
