import Distribution
import Editorial
import Fixtures
import Testing

@Suite("Whose turn it is")
struct RotaTests {
    let noon = Instant.noon

    func rota(_ endpoints: some Sequence<Int64>, due: Instant = .noon) -> Rota {
        var rota = Rota()
        rota.learn(endpoints.map { ($0, due, nil, 0) })
        return rota
    }

    @Test("everybody has one before anybody has a second")
    func fair() {
        var rota = rota(1...3)
        #expect(rota.turn(at: noon, limit: 5).map(\.count) == [2, 2, 1])
        #expect(rota.turn(at: noon, limit: 100).map(\.count) == [4, 4, 4])
    }

    @Test("where there are not turns enough, the next ones begin where the last ended")
    func around() {
        var rota = rota(1...5)
        #expect(rota.turn(at: noon, limit: 2).map(\.endpoint) == [1, 2])
        #expect(rota.turn(at: noon, limit: 2).map(\.endpoint) == [3, 4])
        #expect(rota.turn(at: noon, limit: 2).map(\.endpoint) == [5, 1])
    }

    @Test("an endpoint has four in flight at most")
    func slotsOfOne() {
        var rota = rota([7])
        rota.took(3, of: 7, next: noon)
        #expect(rota.turn(at: noon, limit: 100).map(\.count) == [1])
        rota.took(1, of: 7, next: noon)
        #expect(rota.turn(at: noon, limit: 100).isEmpty)
        #expect(rota.next == nil)
        rota.ended(7)
        #expect(rota.turn(at: noon, limit: 100).map(\.count) == [1])
    }

    @Test("all together have 512")
    func slots() {
        var rota = rota(1...1000)
        for turn in rota.turn(at: noon, limit: 510) { rota.took(turn.count, of: turn.endpoint, next: nil) }
        #expect(rota.inFlight == 510)
        #expect(rota.turn(at: noon, limit: 100).map(\.endpoint) == [511, 512])
    }

    @Test("who is due later, or held, has no turn yet")
    func later() {
        var rota = Rota()
        rota.learn([(1, noon.later(seconds: 10), nil, 0), (2, noon, noon.later(seconds: 5), 0), (3, noon.later(seconds: 2), nil, 0)])
        #expect(rota.turn(at: noon, limit: 9).isEmpty)
        #expect(rota.next == noon.later(seconds: 2))
        rota.took(1, of: 3, next: nil)
        #expect(rota.next == noon.later(seconds: 5))
        rota.hold(2, until: noon.later(seconds: 20))
        #expect(rota.next == noon.later(seconds: 10))
        rota.drop(1)
        #expect(rota.next == noon.later(seconds: 20))
    }

    @Test("a delivery that comes back counts from when it is due")
    func comesBack() {
        var rota = rota([1], due: noon.later(seconds: 60))
        rota.add(1, due: noon.later(seconds: 90))
        #expect(rota.next == noon.later(seconds: 60))
        rota.add(1, due: noon)
        rota.add(2, due: noon)
        #expect(rota.turn(at: noon, limit: 9).map(\.endpoint) == [1, 2])
    }

    @Test("what is in flight stays counted when it learns anew")
    func learns() {
        var rota = rota([1, 2])
        rota.took(4, of: 1, next: nil)
        rota.learn([(1, noon, nil, 0), (3, noon, nil, 0)])
        #expect(rota.inFlight == 4)
        #expect(rota.turn(at: noon, limit: 9).map(\.endpoint) == [3])
        for _ in 0..<4 { rota.ended(1) }
        #expect(rota.inFlight == 0)
        #expect(rota.turn(at: noon, limit: 9).map(\.endpoint) == [1, 3])
    }

    @Test("an endpoint that fails has one in flight, also after a restart; answering, it gets them back")
    func breaker() {
        var rota = Rota()
        rota.learn([(1, noon, nil, 3), (2, noon, nil, 0)])
        #expect(rota.turn(at: noon, limit: 9).map(\.count) == [1, 4])
        rota.note(1, failures: 0)
        for slots in [1, 2, 4] {
            #expect(rota.turn(at: noon, limit: 9).first { $0.endpoint == 1 }?.count == slots)
            rota.note(1, failures: 0)
        }
    }

    @Test("who answers after having been given up for dead is held no longer")
    func releases() {
        var rota = rota([1])
        for failures in 1...3 { rota.note(1, failures: failures) }
        rota.hold(1, until: noon.later(seconds: 300))
        rota.rest(1)
        #expect(rota.next == noon.later(seconds: 300))
        rota.note(1, failures: 0)
        #expect(rota.next == noon)
    }

    @Test("where something is to be given up, the next turn comes at once, until that is done")
    func weary() {
        var rota = Rota()
        for failures in 1...2 { rota.note(7, failures: failures) }
        #expect(rota.weary.isEmpty && rota.next == nil)
        rota.note(7, failures: 3)
        #expect(rota.weary == [7] && rota.next != nil)
        rota.rest(7)
        #expect(rota.next == nil)
    }
}
