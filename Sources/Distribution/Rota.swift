import Editorial

/// Whose turn it is: what of the endpoints the courier must have in memory to choose fairly among them. What is owed stands in the database; this only says
/// where to look. Endpoints are named by their rows.
package struct Rota: Sendable {
    /// How many attempts are in flight at most.
    package static let slots = 512

    private struct Seat {
        /// When its earliest delivery is due, nil where none is.
        var due: Instant?
        /// Until when the whole endpoint is left alone.
        var held: Instant?
        var inFlight = 0
        var breaker = Breaker()

        var room: Int { breaker.slots - inFlight }
        var next: Instant? { due.map { max($0, held ?? $0) } }
    }

    /// Of every endpoint that was owed something since the start.
    private var seats: [Int64: Seat] = [:]
    /// Those that are owed something, ascending: the ring that turns go around.
    private var ring: [Int64] = []
    /// The last one that had a turn.
    private var last = Int64.min
    package private(set) var inFlight = 0
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
            var seat = seats[head.endpoint] ?? Seat()
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

    /// That many of the endpoint's deliveries were taken; its next is due then, nil where that was all.
    package mutating func took(_ count: Int, of endpoint: Int64, next due: Instant?) {
        seats[endpoint, default: Seat()].inFlight += count
        seats[endpoint]?.due = due
        inFlight += count
    }

    /// One of the endpoint's attempts has ended.
    package mutating func ended(_ endpoint: Int64) {
        seats[endpoint]?.inFlight -= 1
        inFlight -= 1
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
        guard inFlight < Self.slots else { return nil }
        return ring.reduce(nil) { earliest, endpoint in
            guard let seat = seats[endpoint], seat.room > 0, let due = seat.next else { return earliest }
            return min(earliest ?? due, due)
        }
    }

    /// Who may take how many now, `limit` at most in all: around the ring from where the last turn ended, one each before anybody has a second.
    package mutating func turn(at now: Instant, limit: Int) -> [(endpoint: Int64, count: Int)] {
        let start = ring.firstIndex { $0 > last } ?? 0
        var turns = (ring[start...] + ring[..<start]).compactMap { endpoint -> (endpoint: Int64, room: Int, count: Int)? in
            guard let seat = seats[endpoint], seat.room > 0, let due = seat.next, due <= now else { return nil }
            return (endpoint, seat.room, 0)
        }
        var left = min(limit, Self.slots - inFlight)
        for round in 0..<Breaker.full {
            for index in turns.indices where turns[index].room > round && left > 0 {
                turns[index].count += 1
                left -= 1
                if round == 0 { last = turns[index].endpoint }
            }
        }
        return turns.filter { $0.count > 0 }.map { ($0.endpoint, $0.count) }
    }
}
