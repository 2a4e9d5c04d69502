import Distribution
import Editorial
import Testing

@Suite("The breaker")
struct BreakerTests {
    @Test(
        "failures in a row, and how many may be in flight after each end",
        arguments: [
            ([0, 0, 0], [4, 4, 4], false),
            ([1, 2], [4, 4], false),
            ([1, 2, 0, 1, 2], [4, 4, 4, 4, 4], false),
            ([1, 2, 3], [4, 4, 1], true),
            ([1, 2, 3, 4, 5], [4, 4, 1, 1, 1], true),
            ([1, 2, 3, 0, 0, 0, 0], [4, 4, 1, 1, 2, 4, 4], false),
            ([1, 2, 3, 0, 0, 1], [4, 4, 1, 1, 2, 1], false),
            ([1, 2, 3, 0, 1, 2, 3], [4, 4, 1, 1, 1, 1, 1], true),
            ([1, 2, 3, 0, 1, 0, 0], [4, 4, 1, 1, 1, 2, 4], false),
        ])
    func table(failures: [Int], slots: [Int], isOpen: Bool) {
        var breaker = Breaker()
        #expect(failures.map { breaker.note(failures: $0); return breaker.slots } == slots)
        #expect(breaker.isOpen == isOpen)
    }

    @Test("after a restart it is as open as the failures say", arguments: [(0, 4), (2, 4), (3, 1), (900, 1)])
    func restart(failures: Int, slots: Int) {
        #expect(Breaker(failures: failures).slots == slots)
        #expect(Breaker(failures: failures).isOpen == (slots == 1))
    }

    @Test("what is learnt closes or opens it, and leaves a ramp alone")
    func learns() {
        var breaker = Breaker(failures: 3)
        breaker.learn(failures: 0)
        #expect(breaker == Breaker())
        breaker.learn(failures: 5)
        #expect(breaker.isOpen)
        breaker.note(failures: 0)
        breaker.learn(failures: 0)
        #expect(breaker.slots == 1 && !breaker.isOpen)
    }

    @Test("what waits behind a dead endpoint waits a fifth longer than the schedule")
    func patience() throws {
        #expect(try RetrySchedule(delays: [0, 10, 40]).patience == 60)
        #expect(try RetrySchedule(delays: [0]).patience == 0)
        #expect(RetrySchedule.standard.patience == 326_526)
    }
}
