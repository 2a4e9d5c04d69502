/// How this office delivers.
package struct DeliveryRules: Sendable {
    package var schedule: RetrySchedule
    /// For a whole attempt, in seconds.
    package var timeout: Double
    /// Where ordinary endpoints must not lead.
    package var refused: RefusedRanges

    package init(schedule: RetrySchedule = .standard, timeout: Double = 20, refused: RefusedRanges = RefusedRanges()) {
        (self.schedule, self.timeout, self.refused) = (schedule, timeout, refused)
    }
}
