import Distribution
import Editorial
import Fixtures
import Testing

@Suite("An endpoint that fails for long")
struct FailingTests {
    @Test("is borne for a day, told of once, and disabled after five, but not on the word of a few failures", arguments: [
        (hours: 23.9, failures: 50, isTold: false, Failing.Verdict.bear), (24, 3, false, .tell), (24, 2, false, .bear), (30, 9, true, .bear),
        (119.9, 50, true, .bear), (120, 10, true, .disable), (120, 10, false, .disable), (500, 9, false, .tell), (500, 9, true, .bear),
    ])
    func verdicts(hours: Double, failures: Int, isTold: Bool, verdict: Failing.Verdict) {
        #expect(Failing.verdict(since: .noon, failures: failures, isTold: isTold, at: .noon.later(seconds: hours * 3600)) == verdict)
    }
}
