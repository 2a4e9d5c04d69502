import Distribution
import Editorial
import Fixtures
import Testing

@Suite("Whose turn it is")
struct RotaTests {
    let noon = Instant.noon

    let answer = PaceTests.attempt("204")

    /// Of endpoints that have answered at once, or hung, or were not tried yet.
    func rota(_ endpoints: some Sequence<Int64>, _ lane: Rota.Lane = .quick, due: Instant = .noon) -> Rota {
        var rota = Rota()
        if lane != .new { for endpoint in endpoints { rota.attempt(endpoint, lane == .slow ? "none" : "204") } }
        rota.learn(endpoints.map { ($0, due, nil, 0) })
        return rota
    }

    @Test("everybody has one before anybody has a second, and then as many at once as he may")
    func fair() {
        var rota = rota(1...3)
        #expect(rota.turn(at: noon, limit: 5).map(\.count) == [1, 1, 1])
        #expect(rota.turn(at: noon, limit: 5).map(\.count) == [4, 1])
        #expect(rota.turn(at: noon, limit: 5).map(\.endpoint) == [3, 1])
    }

    @Test("whose last turn is longest ago comes first, and of equals who comes anew, with one")
    func fresh() {
        var rota = rota(1...100)
        _ = rota.turn(at: noon, limit: 100)
        #expect(rota.turn(at: noon, limit: 8).map(\.endpoint) == [1, 2])
        let later = noon.later(seconds: 1)
        rota.attempt(200, "204")
        rota.add(200, due: noon)
        // All that it was owed had gone.
        rota.took(1, of: 50, next: nil)
        rota.ended(50, in: .quick, answer)
        rota.add(50, due: later)
        let turns = rota.turn(at: later, limit: 8)
        #expect(turns.map(\.endpoint) == [200, 50, 3, 4] && turns.map(\.count) == [1, 1, 4, 2])
        #expect(rota.turn(at: later, limit: 8).map(\.endpoint) == [5, 6])
    }

    @Test("what just came in is news to those who answer, or were not tried yet, and had nothing left to be sent; a turn may be for them alone")
    func news() {
        var rota = rota(1...3)
        _ = rota.turn(at: noon, limit: 2)
        rota.learn([(4, noon, nil, 0)], all: false)
        rota.attempt(5, "none")
        rota.add(5, due: noon)
        rota.attempt(6, "204")
        rota.learn([(6, noon, nil, 3), (7, noon.later(seconds: 1), nil, 0)], all: false)
        let news = rota.news(among: Array(1...9), at: noon)
        #expect(news == [3, 4])
        #expect(rota.turn(at: noon, limit: 9, of: [4]).map(\.endpoint) == [4])
        #expect(Set(rota.turn(at: noon, limit: 99).map(\.endpoint)) == [1, 2, 3, 4, 5, 6])
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
        rota.ended(7, in: .quick, answer)
        #expect(rota.turn(at: noon, limit: 100).map(\.count) == [1])
    }

    @Test("in the quick lane there are 512 together")
    func slots() {
        var rota = rota(1...1000)
        for turn in rota.turn(at: noon, limit: 510) { rota.took(turn.count, of: turn.endpoint, next: nil) }
        #expect(rota.inFlight == 510)
        #expect(rota.turn(at: noon, limit: 100).map(\.endpoint) == [511, 512])
    }

    /// How many of each lane have a turn, of a hundred due in each of those lanes.
    func dealt(_ lanes: [Rota.Lane], limit: Int, crowded: Bool = false) -> [Rota.Lane: Int] {
        var rota = Rota()
        if lanes.contains(.quick) { for endpoint in Int64(1)...100 { rota.attempt(endpoint, "204") } }
        if lanes.contains(.slow) { for endpoint in Int64(101)...200 { rota.attempt(endpoint, "none") } }
        if crowded {
            rota.settle(1...100, at: "https://crowded.example/")
            for endpoint in Int64(1)...8 { rota.took(4, of: endpoint, next: nil) }
        }
        let ids: [Rota.Lane: ClosedRange<Int64>] = [.quick: 1...100, .slow: 101...200, .new: 201...300]
        rota.learn(lanes.flatMap { ids[$0]! }.map { ($0, noon, nil, 0) })
        return Dictionary(grouping: rota.turn(at: noon, limit: limit)) { rota.lane(of: $0.endpoint) }.mapValues { $0.map(\.count).reduce(0, +) }
    }

    @Test("a turn is for those that answer, but for a quarter; what hangs and what is new have half of that each, and nobody leaves a turn unused")
    func shares() {
        #expect(dealt([.quick], limit: 64) == [.quick: 64])
        #expect(dealt([.quick, .new], limit: 64) == [.quick: 48, .new: 16])
        #expect(dealt([.quick, .slow], limit: 64) == [.quick: 48, .slow: 16])
        #expect(dealt([.quick, .new, .slow], limit: 64) == [.quick: 48, .new: 8, .slow: 8])
        #expect(dealt([.new, .slow], limit: 64) == [.new: 32, .slow: 32])
        #expect(dealt([.new], limit: 64) == [.new: 64])
        // Those that answer all lead to one host, which has as much as it may.
        #expect(dealt([.quick, .new], limit: 64, crowded: true) == [.new: 64])
    }

    @Test("where a host has not room for all that lead there, each has his turn in time, whoever is served beside them")
    func crowdedHost() {
        var rota = rota(1...40)
        rota.settle(1...20, at: "https://many.example/")
        rota.settle(21...40, at: "https://other.example/")
        let rounds = (0..<4).map { _ in
            let taken = rota.take(128)
            for (endpoint, count) in taken { for _ in 0..<count { rota.ended(endpoint, in: .quick, answer) } }
            return Set(taken.keys)
        }
        // In the first one everybody came anew.
        #expect(rounds.dropFirst().reduce([]) { $0.union($1) } == Set(1...40))
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
        #expect(Set(rota.turn(at: noon, limit: 9).map(\.endpoint)) == [1, 2])
    }

    @Test("what is in flight stays counted when it learns anew")
    func learns() {
        var rota = rota([1, 2])
        rota.took(4, of: 1, next: nil)
        rota.learn([(1, noon, nil, 0), (3, noon, nil, 0)])
        #expect(rota.inFlight == 4)
        #expect(rota.turn(at: noon, limit: 9).map(\.endpoint) == [3])
        for _ in 0..<4 { rota.ended(1, in: .quick, answer) }
        #expect(rota.inFlight == 0)
        #expect(Set(rota.turn(at: noon, limit: 9).map(\.endpoint)) == [1, 3])
    }

    @Test("who hangs, and who was not tried yet, has one in flight, and 128 of them together; the quick ones do not notice", arguments: [Rota.Lane.new, .slow])
    func lanes(lane: Rota.Lane) {
        var rota = rota(1...300, lane)
        rota.attempt(999, "204")
        rota.learn((1...300).map { ($0, noon, nil, 0) } + [(999, noon, nil, 0)])
        let taken = rota.take(512)
        #expect(taken.count == 129 && taken.allSatisfy { $0.value == ($0.key == 999 ? 4 : 1) })
        #expect(rota.inFlight(in: lane) == 128 && rota.inFlight(in: .quick) == 4)
        #expect(rota.next == nil)
        rota.ended(999, in: .quick, answer)
        #expect(rota.turn(at: noon, limit: 256).map(\.endpoint) == [999])
        rota.ended(1, in: lane, PaceTests.attempt("none"))
        #expect(rota.inFlight(in: lane) == 127)
    }

    @Test("an attempt counts where it began, whatever has become of its endpoint")
    func moves() {
        var rota = rota([1])
        rota.took(4, of: 1, next: noon)
        rota.ended(1, in: .quick, PaceTests.attempt("none"))
        #expect(rota.lane(of: 1) == .slow && rota.inFlight(in: .quick) == 3 && rota.inFlight(in: .slow) == 0)
        #expect(rota.turn(at: noon, limit: 9).isEmpty)
        for _ in 0..<3 { rota.ended(1, in: .quick, PaceTests.attempt("none")) }
        #expect(rota.turn(at: noon, limit: 9).map(\.count) == [1])
    }

    @Test("who keeps a full lane waiting gives his slot to the next, and keeps his own count")
    func lingers() {
        var rota = rota(1...129, .new)
        for turn in rota.turn(at: noon, limit: 256) { rota.took(1, of: turn.endpoint, next: noon) }
        #expect(rota.isCrowded && rota.turn(at: noon, limit: 256).isEmpty && rota.next == nil)
        rota.linger(in: .new)
        #expect(!rota.isCrowded && rota.inFlight == 128 && rota.next == noon)
        #expect(rota.turn(at: noon, limit: 256).map(\.endpoint) == [129])
        rota.ended(1, in: .new, lingering: true, PaceTests.attempt("none"))
        #expect(rota.inFlight == 127 && rota.inFlight(in: .new) == 127 && rota.lane(of: 1) == .slow)
    }

    @Test("so many may linger, and no more")
    func patient() {
        var rota = rota([1], .new)
        for _ in 0..<Rota.patient {
            rota.took(1, of: 1, next: noon)
            rota.linger(in: .new)
        }
        rota.took(128, of: 1, next: noon)
        #expect(rota.isCrowded && !rota.mayLinger)
    }

    @Test("at one host there are 32, whatever is owed there; the next ones go elsewhere")
    func slotsOfHost() {
        var rota = rota(1...28)
        rota.settle(1...20, at: "https://many.example/")
        rota.settle(21...28, at: "https://other.example/")
        let taken = rota.take(256)
        #expect(taken.filter { $0.key <= 20 }.map(\.value).reduce(0, +) == 32)
        #expect(taken.filter { $0.key > 20 }.count == 8 && taken.filter { $0.key > 20 }.allSatisfy { $0.value == 4 })
        #expect(rota.turn(at: noon, limit: 256).isEmpty && rota.next == nil)
        #expect(rota.room(for: 13, 4, at: "https://many.example/13") == 0)
        rota.linger(in: .quick)
        #expect(rota.next == nil)
        rota.ended(1, in: .quick, answer)
        #expect(rota.next == noon && rota.turn(at: noon, limit: 256).map(\.count) == [1])
    }

    @Test("who hangs, or was not tried yet, leaves half of a host to those who answer there", arguments: [Rota.Lane.new, .slow])
    func halfOfHost(lane: Rota.Lane) {
        var rota = rota(1...100, lane)
        rota.settle(1...100, at: "https://many.example/")
        for turn in rota.turn(at: noon, limit: 256) { rota.took(turn.count, of: turn.endpoint, next: nil) }
        #expect(rota.inFlight == 16 && rota.next == nil)
        for endpoint in 1...8 { rota.ended(Int64(endpoint), in: lane, answer) }
        for endpoint in 201...220 { rota.attempt(Int64(endpoint), "204") }
        rota.settle(201...220, at: "https://many.example/")
        rota.learn((1...100).map { ($0, noon, nil, 0) } + (201...220).map { ($0, noon, nil, 0) })
        let turns = rota.turn(at: noon, limit: 256)
        #expect(turns.filter { 9...100 ~= $0.endpoint }.count == 8)
        #expect(turns.map(\.count).reduce(0, +) == 24)
    }

    @Test("what is in flight moves with its endpoint to another host")
    func movesHouse() {
        var rota = rota(1...9)
        rota.settle(1...9, at: "https://one.example/")
        _ = rota.take(256)
        #expect(rota.room(for: 9, 4, at: "https://one.example/9") == 0)
        #expect(rota.room(for: 1, 4, at: "https://two.example/1") == 4)
        #expect(rota.room(for: 9, 9, at: "https://one.example/9") == 4)
        for _ in 0..<4 { rota.ended(1, in: .quick, answer) }
        #expect(rota.room(for: 1, 64, at: "https://two.example/1") == 32)
    }

    @Test("quick ones going around do not cost those who hang their turn")
    func rings() {
        var rota = rota([1, 2, 3], .slow)
        rota.attempt(9, "204")
        rota.learn([1, 2, 3, 9].map { ($0, noon, nil, 0) })
        var seen: [Int64] = []
        for _ in 0..<3 { seen += rota.turn(at: noon, limit: 1).map(\.endpoint) }
        #expect(seen == [1, 2, 3])
    }

    @Test("an endpoint that fails has one in flight, also after a restart; answering, it gets them back")
    func breaker() {
        var rota = Rota()
        rota.learn([(1, noon, nil, 3), (2, noon, nil, 0)])
        #expect(rota.turn(at: noon, limit: 9).map(\.count) == [1, 1])
        #expect(rota.lane(of: 1) == .slow && rota.lane(of: 2) == .new)
        for _ in 0..<3 { rota.attempt(1, "204") }
        rota.learn([(1, noon, nil, 3), (2, noon, nil, 0)])
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

extension Rota {
    /// They lead there, each to a path of its own.
    fileprivate mutating func settle(_ endpoints: ClosedRange<Int64>, at url: String) {
        for endpoint in endpoints { _ = room(for: endpoint, 1, at: url + "\(endpoint)") }
    }

    /// A turn in which everybody is owed more than he may have: how many each of them has in the end.
    fileprivate mutating func take(_ limit: Int) -> [Int64: Int] {
        var (taken, left) = ([Int64: Int](), limit)
        while case let dealt = turn(at: .noon, limit: left), !dealt.isEmpty {
            for (endpoint, count) in dealt {
                took(count, of: endpoint, next: .noon)
                taken[endpoint, default: 0] += count
                left -= count
            }
        }
        return taken
    }

    /// One attempt that ended so.
    fileprivate mutating func attempt(_ endpoint: Int64, _ end: String) {
        let lane = lane(of: endpoint)
        took(1, of: endpoint, next: nil)
        ended(endpoint, in: lane, PaceTests.attempt(end))
    }
}
