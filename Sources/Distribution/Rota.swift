import Editorial

/// Whose turn it is: what of the endpoints the courier must have in memory to choose fairly among them. What is owed stands in the database; this only says
/// where to look. Endpoints are named by their rows.
package struct Rota: Sendable {
    /// Where attempts run, so that who answers at once never waits for those who hang.
    package enum Lane: String, Sendable, CaseIterable {
        /// Of endpoints that answered at once the last time.
        case quick
        /// Of those that were not tried since the start.
        case new
        /// Of those that did not answer, or late.
        case slow

        /// How many attempts are in flight in it at most.
        package var slots: Int { self == .quick ? 512 : 128 }
        /// How many of one endpoint.
        package var slotsOfOne: Int { self == .quick ? Breaker.full : 1 }
    }

    /// How many attempts without a slot there are at most.
    package static let patient = 1024

    private struct Seat {
        /// When its earliest delivery is due, nil where none is.
        var due: Instant?
        /// Until when the whole endpoint is left alone.
        var held: Instant?
        var inFlight = 0
        var breaker = Breaker()
        var pace = Pace()

        var room: Int { min(breaker.slots, pace.lane.slotsOfOne) - inFlight }
        var next: Instant? { due.map { max($0, held ?? $0) } }
    }

    /// Of every endpoint that was owed something since the start.
    private var seats: [Int64: Seat] = [:]
    /// Those that are owed something, ascending: the ring that turns go around.
    private var ring: [Int64] = []
    /// The last one of each lane that had a turn.
    private var last: [Lane: Int64] = [:]
    private var flying: [Lane: Int] = [:]
    /// How many have given their slot away.
    private var lingering = 0
    /// Those with an open breaker of which an attempt has just failed again: what has waited too long is to be given up.
    package private(set) var weary: Set<Int64> = []

    package init() {}

    /// Learns anew which endpoints have something due, from when on, and how often they failed in a row; what is in flight stays counted.
    package mutating func learn(_ heads: [(endpoint: Int64, due: Instant, held: Instant?, failures: Int)]) {
        for endpoint in ring {
            seats[endpoint]?.due = nil
            seats[endpoint]?.held = nil
        }
        for head in heads {
            var seat = seats[head.endpoint] ?? Seat(pace: Pace(failing: head.failures >= Breaker.limit))
            (seat.due, seat.held) = (head.due, head.held)
            seat.breaker.learn(failures: head.failures)
            seats[head.endpoint] = seat
        }
        ring = heads.map(\.endpoint).sorted()
    }

    /// The endpoint has something due at that instant, if not before.
    package mutating func add(_ endpoint: Int64, due: Instant) {
        let before = seats[endpoint]?.due
        seats[endpoint, default: Seat()].due = min(before ?? due, due)
        if let place = ring.firstIndex(where: { $0 >= endpoint }) {
            if ring[place] != endpoint { ring.insert(endpoint, at: place) }
        } else {
            ring.append(endpoint)
        }
    }

    /// In which lane the endpoint's next attempt runs.
    package func lane(of endpoint: Int64) -> Lane { seats[endpoint]?.pace.lane ?? .new }

    /// How many attempts are in flight.
    package func inFlight(in lane: Lane) -> Int { flying[lane] ?? 0 }
    package var inFlight: Int { flying.values.reduce(lingering, +) }

    /// Whether somebody may have to wait for those who hang among those who answer.
    package var isCrowded: Bool { [Lane.quick, .new].contains { inFlight(in: $0) >= $0.slots } }
    /// Whether one more attempt may go on without a slot.
    package var mayLinger: Bool { lingering < Self.patient }

    /// An attempt in that lane takes so long that its slot goes to others. Its endpoint keeps its own count.
    package mutating func linger(in lane: Lane) {
        flying[lane, default: 0] -= 1
        lingering += 1
    }

    /// That many of the endpoint's deliveries were taken; its next is due then, nil where that was all.
    package mutating func took(_ count: Int, of endpoint: Int64, next due: Instant?) {
        seats[endpoint, default: Seat()].inFlight += count
        seats[endpoint]?.due = due
        flying[lane(of: endpoint), default: 0] += count
    }

    /// One of the endpoint's attempts has ended, which had a slot in that lane, nil where it had given it away.
    package mutating func ended(_ endpoint: Int64, in lane: Lane?, _ attempt: Attempt) {
        seats[endpoint]?.inFlight -= 1
        seats[endpoint]?.pace.note(attempt)
        if let lane { flying[lane, default: 0] -= 1 } else { lingering -= 1 }
    }

    /// So many of the endpoint's attempts have now failed in a row, none where the last one succeeded: who was given up for dead is held no longer.
    package mutating func note(_ endpoint: Int64, failures: Int) {
        var seat = seats[endpoint] ?? Seat()
        if seat.breaker.isOpen, failures == 0 { seat.held = nil }
        seat.breaker.note(failures: failures)
        if seat.breaker.isOpen { weary.insert(endpoint) } else { weary.remove(endpoint) }
        seats[endpoint] = seat
    }

    /// Nothing of the endpoint has waited too long any more.
    package mutating func rest(_ endpoint: Int64) { weary.remove(endpoint) }

    /// The endpoint is left alone until then.
    package mutating func hold(_ endpoint: Int64, until instant: Instant) {
        guard let seat = seats[endpoint] else { return }
        seats[endpoint]?.held = max(seat.held ?? instant, instant)
    }

    /// The endpoint is owed nothing that could be tried.
    package mutating func drop(_ endpoint: Int64) { seats[endpoint]?.due = nil }

    /// When the next turn comes: at once where something is to be given up, nil where nobody waits who could have one.
    package var next: Instant? {
        if !weary.isEmpty { return Instant(milliseconds: 0) }
        let open = Lane.allCases.filter { inFlight(in: $0) < $0.slots }
        return ring.reduce(nil) { earliest, endpoint in
            guard let seat = seats[endpoint], seat.room > 0, open.contains(seat.pace.lane), let due = seat.next else { return earliest }
            return min(earliest ?? due, due)
        }
    }

    /// Who may take how many now, `limit` at most in all: in each lane around the ring from where its last turn ended, one each before anybody has a second.
    package mutating func turn(at now: Instant, limit: Int) -> [(endpoint: Int64, count: Int)] {
        var waiting: [Lane: [Share]] = [:]
        for endpoint in ring {
            guard let seat = seats[endpoint], seat.room > 0, let due = seat.next, due <= now else { continue }
            waiting[seat.pace.lane, default: []].append(Share(endpoint: endpoint, room: seat.room))
        }
        var (turns, left) = ([(endpoint: Int64, count: Int)](), limit)
        // The small lanes first: they never take all of a turn.
        for lane in [Lane.new, .slow, .quick] {
            for share in deal(min(left, lane.slots - inFlight(in: lane)), in: lane, to: waiting[lane] ?? []) {
                turns.append((share.endpoint, share.count))
                left -= share.count
            }
        }
        return turns
    }

    private struct Share {
        let endpoint: Int64
        let room: Int
        var count = 0
    }

    private mutating func deal(_ slots: Int, in lane: Lane, to waiting: [Share]) -> [Share] {
        let start = waiting.firstIndex { $0.endpoint > last[lane] ?? .min } ?? 0
        var (shares, left) = (Array(waiting[start...] + waiting[..<start]), slots)
        for round in 0..<lane.slotsOfOne {
            for index in shares.indices where shares[index].room > round && left > 0 {
                shares[index].count += 1
                left -= 1
                if round == 0 { last[lane] = shares[index].endpoint }
            }
        }
        return shares.filter { $0.count > 0 }
    }
}
