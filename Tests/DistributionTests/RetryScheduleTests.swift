import Distribution
import Editorial
import Testing

@Suite("The retry schedule")
struct RetryScheduleTests {
    let now = Instant(milliseconds: 1_800_000_000_000)

    @Test("the standard one tries ten times over three days")
    func standard() {
        let delays = (1...10).map { attempts in RetrySchedule.standard.next(after: attempts, at: now, jitter: 0).map { ($0.milliseconds - now.milliseconds) / 1000 } }
        #expect(delays == [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, nil])
        #expect(RetrySchedule.standard.next(after: 0, at: now, jitter: 0.2) == now)
    }

    @Test("jitter draws each delay out or shortens it by a fifth at most")
    func jitter() {
        #expect(RetrySchedule.standard.next(after: 2, at: now, jitter: 0.2) == now.later(seconds: 360))
        #expect(RetrySchedule.standard.next(after: 2, at: now, jitter: -0.2) == now.later(seconds: 240))
        #expect(RetrySchedule.jitter == -0.2...0.2)
    }

    @Test("an office's own list decides how often")
    func own() throws {
        let schedule = try RetrySchedule(delays: [0, 1, 2])
        #expect(schedule.next(after: 2, at: now, jitter: 0) == now.later(seconds: 2))
        #expect(schedule.next(after: 3, at: now, jitter: 0) == nil)
        #expect(try RetrySchedule(delays: [0]).next(after: 1, at: now, jitter: 0) == nil)
    }

    @Test("a list that makes no sense is refused", arguments: [[], [1], [0, -1], [0, .infinity], [0, .nan], [0, 2_592_001]])
    func refused(delays: [Double]) { #expect(throws: Invalid.self) { try RetrySchedule(delays: delays) } }

    @Test("Retry-After is heeded for a day at most")
    func hold() {
        #expect(RetrySchedule.hold(for: 120, at: now) == now.later(seconds: 120))
        #expect(RetrySchedule.hold(for: 1_000_000, at: now) == now.later(seconds: 86_400))
        #expect(RetrySchedule.hold(for: -5, at: now) == now)
    }

    @Test("durations are read as people write them", arguments: [("0", 0), ("5", 5), ("5s", 5), ("30m", 1800), ("2h", 7200), ("1d", 86_400), ("0.5s", 0.5)])
    func durations(text: String, seconds: Double) { #expect(RetrySchedule.seconds(text) == seconds) }

    @Test("what is no duration is not one", arguments: ["", "s", "5 s", "-5", "+5", "5w", "inf", "nan", "5ss", "٥"])
    func noDuration(text: String) { #expect(RetrySchedule.seconds(text) == nil) }
}
