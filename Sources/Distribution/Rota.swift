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

    /// How many attempts at one host are in flight at most, whatever the lane.
    package static let slotsOfHost = 32
    /// So many of them, at most, of endpoints that are not quick: who hangs leaves room for who answers, at the same host too.
    package static let slotsOfHostUnproven = 16

    /// How many attempts without a slot there are at most.
    package static let patient = 1024

    /// What is in flight, of an endpoint or at a host.
    private struct Load {
        private(set) var quick = 0
        private(set) var unproven = 0
        var all: Int { quick + unproven }

        mutating func add(_ count: Int, in lane: Lane) { if lane == .quick { quick += count } else { unproven += count } }

        mutating func add(_ other: Load, times sign: Int = 1) {
            quick += sign * other.quick
            unproven += sign * other.unproven
        }

        /// How many more of that lane may go to a host with this load.
        func room(in lane: Lane) -> Int { min(slotsOfHost - all, lane == .quick ? .max : slotsOfHostUnproven - unproven) }
    }

    private struct Seat {
        let endpoint: Int64
        /// When its earliest delivery is due, nil where none is.
        var due: Instant?
        /// Until when the whole endpoint is left alone.
        var held: Instant?
        var load = Load()
        var breaker = Breaker()
        var pace = Pace()
        /// When it last had a turn, and which one of all that was.
        var turn: Instant?
        var number = 0
        /// Where it leads, once something was claimed: the hashes of its URL and of who answers there.
        var url: Int?
        var host: Int?

        var room: Int { min(breaker.slots, pace.lane.slotsOfOne) - load.all }
        /// Whether all that it is owed fell due after its last turn: nothing was left over.
        var isFresh: Bool { turn.map { turn in due.map { $0 > turn } ?? true } ?? true }
        var next: Instant? { due.map { max($0, held ?? $0) } }
        func isDue(at now: Instant) -> Bool { room > 0 && next.map { $0 <= now } ?? false }
        /// Whether what it is owed is news to one who answers.
        var isNews: Bool { isFresh && pace.lane != .slow && !breaker.isOpen }
    }

    /// Of every endpoint that was owed something since the start, ascending.
    private var seats: [Seat] = []
    /// What is in flight at each host where anything is.
    private var hosts: [Int: Load] = [:]
    /// How many turns were dealt.
    private var number = 0
    private var flying: [Lane: Int] = [:]
    /// How many have given their slot away.
    private var lingering = 0
    /// Those with an open breaker of which an attempt has just failed again: what has waited too long is to be given up.
    package private(set) var weary: Set<Int64> = []
    /// The newest delivery, a row, when it last learned; nil where there was none, or it never has.
    package var newest: Int64?

    package init() {}

    /// Learns anew which endpoints have something due, from when on, and how often they failed in a row; what is in flight stays counted. Without `all` it
    /// keeps what it knows of others.
    package mutating func learn(_ heads: [(endpoint: Int64, due: Instant, held: Instant?, failures: Int)], all: Bool = true) {
        if all { for place in seats.indices { (seats[place].due, seats[place].held) = (nil, nil) } }
        var further: [Seat] = []
        for head in heads {
            let place = seat(of: head.endpoint)
            var seat = place.map { seats[$0] } ?? Seat(endpoint: head.endpoint, pace: Pace(failing: head.failures >= Breaker.limit))
            (seat.due, seat.held) = (head.due, head.held)
            seat.breaker.learn(failures: head.failures)
            if let place { seats[place] = seat } else { further.append(seat) }
        }
        if !further.isEmpty { seats = (seats + further).sorted { $0.endpoint < $1.endpoint } }
    }

    /// The place on the ring of the first seat after `endpoint`, or of its own.
    private func place(from endpoint: Int64) -> Int {
        var (low, high) = (0, seats.count)
        while low < high {
            let middle = (low + high) / 2
            if seats[middle].endpoint < endpoint { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func seat(of endpoint: Int64) -> Int? {
        let place = place(from: endpoint)
        return place < seats.count && seats[place].endpoint == endpoint ? place : nil
    }

    /// The endpoint's seat, a fresh one where it had none.
    private mutating func seated(_ endpoint: Int64) -> Int {
        let place = place(from: endpoint)
        if place == seats.count || seats[place].endpoint != endpoint { seats.insert(Seat(endpoint: endpoint), at: place) }
        return place
    }

    /// The endpoint has something due at that instant, if not before.
    package mutating func add(_ endpoint: Int64, due: Instant) {
        let place = seated(endpoint)
        seats[place].due = min(seats[place].due ?? due, due)
    }

    /// In which lane the endpoint's next attempt runs.
    package func lane(of endpoint: Int64) -> Lane { seat(of: endpoint).map { seats[$0].pace.lane } ?? .new }

    /// How many attempts are in flight.
    package func inFlight(in lane: Lane) -> Int { flying[lane] ?? 0 }
    package var inFlight: Int { flying.values.reduce(lingering, +) }

    /// Whether somebody may have to wait for those who hang among those who answer.
    package var isCrowded: Bool { [Lane.quick, .new].contains { inFlight(in: $0) >= $0.slots } }
    /// Whether one more attempt may go on without a slot.
    package var mayLinger: Bool { lingering < Self.patient }

    /// An attempt in that lane takes so long that its slot goes to others. Its endpoint and its host keep their own count.
    package mutating func linger(in lane: Lane) {
        flying[lane, default: 0] -= 1
        lingering += 1
    }

    /// How many of the endpoint's deliveries may go to that URL now, `count` at most.
    package mutating func room(for endpoint: Int64, _ count: Int, at url: String) -> Int {
        let place = seated(endpoint)
        if seats[place].url != url.hashValue {
            let load = seats[place].load
            if let host = seats[place].host { hosts[host]?.add(load, times: -1) }
            let host = WebhookURL.receiver(at: url).hashValue
            hosts[host, default: Load()].add(load)
            (seats[place].url, seats[place].host) = (url.hashValue, host)
        }
        return max(0, min(count, room(at: seats[place].host, in: seats[place].pace.lane)))
    }

    private func room(at host: Int?, in lane: Lane) -> Int { (host.flatMap { hosts[$0] } ?? Load()).room(in: lane) }

    /// That many of the endpoint's deliveries were taken; its next is due then, nil where that was all.
    package mutating func took(_ count: Int, of endpoint: Int64, next due: Instant?) {
        let place = seated(endpoint)
        let lane = seats[place].pace.lane
        seats[place].load.add(count, in: lane)
        seats[place].due = due
        if let host = seats[place].host { hosts[host, default: Load()].add(count, in: lane) }
        flying[lane, default: 0] += count
    }

    /// One of the endpoint's attempts has ended, which began in that lane, and may have given its slot there away.
    package mutating func ended(_ endpoint: Int64, in lane: Lane, lingering lingers: Bool = false, _ attempt: Attempt) {
        if lingers { lingering -= 1 } else { flying[lane, default: 0] -= 1 }
        guard let place = seat(of: endpoint) else { return }
        seats[place].load.add(-1, in: lane)
        seats[place].pace.note(attempt)
        guard let host = seats[place].host else { return }
        hosts[host]?.add(-1, in: lane)
        if hosts[host]?.all == 0 { hosts[host] = nil }
    }

    /// So many of the endpoint's attempts have now failed in a row, none where the last one succeeded: who was given up for dead is held no longer.
    package mutating func note(_ endpoint: Int64, failures: Int) {
        let place = seated(endpoint)
        if seats[place].breaker.isOpen, failures == 0 { seats[place].held = nil }
        seats[place].breaker.note(failures: failures)
        if seats[place].breaker.isOpen { weary.insert(endpoint) } else { weary.remove(endpoint) }
    }

    /// Nothing of the endpoint has waited too long any more.
    package mutating func rest(_ endpoint: Int64) { weary.remove(endpoint) }

    /// The endpoint is left alone until then.
    package mutating func hold(_ endpoint: Int64, until instant: Instant) {
        guard let place = seat(of: endpoint) else { return }
        seats[place].held = max(seats[place].held ?? instant, instant)
    }

    /// The endpoint is owed nothing that could be tried.
    package mutating func drop(_ endpoint: Int64) { if let place = seat(of: endpoint) { seats[place].due = nil } }

    /// When the next turn comes: at once where something is to be given up, nil where nobody waits who could have one.
    package var next: Instant? {
        if !weary.isEmpty { return Instant(milliseconds: 0) }
        let open = Lane.allCases.filter { inFlight(in: $0) < $0.slots }
        var earliest: Instant?
        for seat in seats {
            guard let due = seat.next, earliest.map({ due < $0 }) ?? true, seat.room > 0, open.contains(seat.pace.lane) else { continue }
            if room(at: seat.host, in: seat.pace.lane) > 0 { earliest = due }
        }
        return earliest
    }

    /// To whom of them what they are owed is news: those who answer, or were not tried yet, and had nothing left to be sent.
    package func news(among endpoints: [Int64], at now: Instant) -> Set<Int64> {
        Set(endpoints.filter { endpoint in seat(of: endpoint).map { seats[$0].isNews && seats[$0].isDue(at: now) } ?? false })
    }

    /// Who may take how many now, `limit` at most in all, of all or of these alone. In each lane whose last turn is longest ago comes first, so nobody's queue keeps others waiting for longer than one round.
    /// Who comes anew has one; whose queue goes on has as many at once as he may, for to look at an endpoint costs as much as some deliveries.
    package mutating func turn(at now: Instant, limit: Int, of chosen: Set<Int64>? = nil) -> [(endpoint: Int64, count: Int)] {
        var (turns, left, loads) = ([(endpoint: Int64, count: Int)](), limit, hosts)
        let due = Dictionary(uniqueKeysWithValues: Lane.allCases.map { ($0, order(in: $0, of: chosen, at: now)) })
        let waiting: Set<Lane> = Set(Lane.allCases.filter { lane in due[lane, default: []].contains { room(at: seats[$0].host, in: lane) > 0 } })
        // The small lanes first, so that they have their part of each host; but of a turn no more than a quarter where those wait who answer, and each half where both wait.
        var most = waiting.contains(.quick) ? (limit + 3) / 4 : limit
        if waiting.isSuperset(of: [.new, .slow]) { most = (most + 1) / 2 }
        number += 1
        for lane in [Lane.new, .slow, .quick] {
            var slots = min(left, lane == .quick ? left : most, lane.slots - inFlight(in: lane))
            for place in due[lane] ?? [] where slots > 0 {
                let seat = seats[place]
                let count = min(slots, seat.isFresh ? 1 : seat.room, seat.host.map { loads[$0, default: Load()].room(in: lane) } ?? slots)
                guard count > 0 else { continue }
                if let host = seat.host { loads[host, default: Load()].add(count, in: lane) }
                turns.append((seat.endpoint, count))
                (seats[place].turn, seats[place].number) = (now, number)
                slots -= count
                left -= count
            }
        }
        return turns
    }

    /// The places of those who could have a turn, if their hosts have room: whose last one is longest ago first, and of equals who comes anew.
    private func order(in lane: Lane, of chosen: Set<Int64>?, at now: Instant) -> [Int] {
        guard inFlight(in: lane) < lane.slots else { return [] }
        let among = chosen.map { $0.compactMap(seat(of:)) } ?? Array(seats.indices)
        let places = among.filter { seats[$0].pace.lane == lane && seats[$0].isDue(at: now) }
        return places.map { (seats[$0].number, seats[$0].isFresh ? 0 : 1, $0) }.sorted(by: <).map(\.2)
    }
}
