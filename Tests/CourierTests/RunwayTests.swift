@testable import Courier
import Testing

@Suite("The runway")
struct RunwayTests {
    private let start = ContinuousClock.now
    private var runway = Runway()

    private mutating func takeOff(_ count: Int) -> [Int] { (0..<count).map { _ in runway.takeOff() } }

    @Test("within a moment a few take off, and as many more as have landed")
    mutating func few() {
        #expect(runway.room(at: start) == Runway.few)
        let departures = takeOff(Runway.few)
        #expect(runway.room(at: start) == 0)
        for departure in departures.prefix(5) { runway.land(departure) }
        #expect(runway.room(at: start) == 5)
    }

    @Test("a moment later as many again may, whether or not anybody has landed, and who lands late makes no more room")
    mutating func later() {
        _ = runway.room(at: start)
        let departures = takeOff(Runway.few)
        let later = start + .milliseconds(Int(Runway.moment))
        #expect(runway.room(at: later) == Runway.few)
        _ = takeOff(3)
        for departure in departures { runway.land(departure) }
        #expect(runway.room(at: later) == Runway.few - 3)
    }
}
