/// How this office delivers.
package struct DeliveryRules: Sendable {
    package var schedule: RetrySchedule
    /// For a whole attempt, in seconds.
    package var timeout: Double
    /// Where ordinary endpoints must not lead.
    package var refused: RefusedRanges
    /// Whether the server looks at its own public address for what went out.
    package var looks: Bool
    /// How long it is all kept.
    package var keeping: Keeping

    package init(
        schedule: RetrySchedule = .standard, timeout: Double = 20, refused: RefusedRanges = RefusedRanges(), looks: Bool = true, keeping: Keeping = Keeping()
    ) {
        (self.schedule, self.timeout, self.refused, self.looks, self.keeping) = (schedule, timeout, refused, looks, keeping)
    }
}
