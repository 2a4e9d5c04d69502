import Editorial

/// An endpoint that has not answered with a success for some time.
package struct Failing: Sendable, Equatable {
    /// Since the first failure after the last success.
    package let since: Instant
    /// What went wrong last, in words.
    package let fault: String?
    /// Whether people were told, and it is not over.
    package let isTold: Bool

    package init(since: Instant, fault: String?, isTold: Bool) { (self.since, self.fault, self.isTold) = (since, fault, isTold) }

    /// What follows from one more failure.
    package enum Verdict: Sendable, Equatable { case bear, tell, disable }

    /// After a day without a success people are told, after five the endpoint is disabled, whose rows wait for a person: but for neither on the word of a few
    /// failures, as after a server that was down for a week.
    package static func verdict(since: Instant, failures: Int, isTold: Bool, at now: Instant) -> Verdict {
        let seconds = now.seconds(since: since)
        if seconds >= 5 * day, failures >= 10 { return .disable }
        return seconds >= day && failures >= 3 && !isTold ? .tell : .bear
    }

    private static let day = 86_400.0
}
