import Editorial

/// Whose turn it is: what of the endpoints the courier must have in memory to choose fairly among them. What is owed stands in the database; this only says
/// where to look. Endpoints are named by their rows.
package struct Rota: Sendable {
    /// How many attempts are in flight at most, and how many of one endpoint.
    package static let slots = 512
    package static let slotsOfOne = 4

    private struct Lane {
        /// When its earliest delivery is due, nil where none is.
        var due: Instant?
        /// Until when the whole endpoint is left alone.
        var held: Instant?
        var inFlight = 0

        var next: Instant? { due.map { max($0, held ?? $0) } }
    }

    private var lanes: [Int64: Lane] = [:]
    /// Ascending: the ring that turns go around.
    private var ring: [Int64] = []
    /// The last one that had a turn.
    private var last = Int64.min
    package private(set) var inFlight = 0

    package init() {}

    /// Learns anew which endpoints have something due, and from when on; what is in flight stays counted.
    package mutating func learn(_ heads: [(endpoint: Int64, due: Instant, held: Instant?)]) {
        lanes = lanes.filter { $0.value.inFlight > 0 }.mapValues { Lane(due: nil, held: nil, inFlight: $0.inFlight) }
        for head in heads { lanes[head.endpoint] = Lane(due: head.due, held: head.held, inFlight: lanes[head.endpoint]?.inFlight ?? 0) }
        ring = lanes.keys.sorted()
    }

    /// The endpoint has something due at that instant, if not before.
    package mutating func add(_ endpoint: Int64, due: Instant) {
        let lane = lanes[endpoint]
        if lane == nil { ring.insert(endpoint, at: ring.firstIndex { $0 > endpoint } ?? ring.endIndex) }
        lanes[endpoint, default: Lane()].due = min(lane?.due ?? due, due)
    }

    /// That many of the endpoint's deliveries were taken; its next is due then, nil where that was all.
    package mutating func took(_ count: Int, of endpoint: Int64, next due: Instant?) {
        lanes[endpoint, default: Lane()].inFlight += count
        lanes[endpoint]?.due = due
        inFlight += count
    }

    /// One of the endpoint's attempts has ended.
    package mutating func ended(_ endpoint: Int64) {
        lanes[endpoint]?.inFlight -= 1
        inFlight -= 1
    }

    /// The endpoint is left alone until then.
    package mutating func hold(_ endpoint: Int64, until instant: Instant) {
        guard let lane = lanes[endpoint] else { return }
        lanes[endpoint]?.held = max(lane.held ?? instant, instant)
    }

    /// The endpoint is owed nothing that could be tried.
    package mutating func drop(_ endpoint: Int64) { lanes[endpoint]?.due = nil }

    /// When somebody's turn comes, nil where nobody waits who could have one.
    package var next: Instant? {
        guard inFlight < Self.slots else { return nil }
        return lanes.values.reduce(nil) { earliest, lane in
            guard lane.inFlight < Self.slotsOfOne, let due = lane.next else { return earliest }
            return min(earliest ?? due, due)
        }
    }

    /// Who may take how many now, `limit` at most in all: around the ring from where the last turn ended, one each before anybody has a second.
    package mutating func turn(at now: Instant, limit: Int) -> [(endpoint: Int64, count: Int)] {
        let start = ring.firstIndex { $0 > last } ?? 0
        var turns = (ring[start...] + ring[..<start]).compactMap { endpoint -> (endpoint: Int64, room: Int, count: Int)? in
            guard let lane = lanes[endpoint], lane.inFlight < Self.slotsOfOne, let due = lane.next, due <= now else { return nil }
            return (endpoint, Self.slotsOfOne - lane.inFlight, 0)
        }
        var left = min(limit, Self.slots - inFlight)
        for round in 0..<Self.slotsOfOne {
            for index in turns.indices where turns[index].room > round && left > 0 {
                turns[index].count += 1
                left -= 1
                if round == 0 { last = turns[index].endpoint }
            }
        }
        return turns.filter { $0.count > 0 }.map { ($0.endpoint, $0.count) }
    }
}
