import Distribution
import Editorial
import Foundation
import Logging
import Storage

/// The courier at work between a start and a stop of the server: turn after turn, each one transaction.
struct Round {
    /// How many a turn claims at most, so that no commit keeps a person's save waiting.
    static let batch = 80
    /// How many while people decide something, and a moment longer: what they save and send out waits for the turn under way, and a short one is soon over.
    private static let shortBatch = batch / 4
    /// With so many in the air that answer soon the next turn waits a moment for answers: while one turn's are sent, those of the one before are recorded.
    private static let plenty = 2 * batch
    private static let moment = 0.02
    /// For how many seconds an attempt may keep others waiting.
    private static let patience = 1.0
    /// How soon it tries again, in seconds, after the database refused.
    private static let pause = 1.0

    let store: Store
    let logger: Logger
    let bell: Bell
    let now: @Sendable () -> Instant
    let jitter: @Sendable () -> Double
    let grace: Duration
    let wires: Wires

    /// This start of the server.
    private let boot = UUID().uuidString
    private var rota = Rota()
    private var cargo = Cargo()
    /// How many have taken off; each has the next number, for the number of a delivery that goes with its endpoint may become another's.
    private var flights: Int64 = 0
    /// What is in the air, by the number of the flight, since when, and whether it has given its slot away.
    private var manifest: [Int64: (claim: Claim, at: Instant, lingers: Bool)] = [:]
    /// What has ended and is not recorded yet.
    private var ended: [Ended] = []
    private var hasTakenOver = false

    init(
        store: Store, logger: Logger, bell: Bell, now: @escaping @Sendable () -> Instant, jitter: @escaping @Sendable () -> Double, grace: Duration, wires: Wires
    ) {
        (self.store, self.logger, self.bell, self.now, self.jitter, self.grace, self.wires) = (store, logger, bell, now, jitter, grace, wires)
    }

    /// Until it is to stop, and what is then in the air has ended or the grace is over. The database's refusals are waited out.
    mutating func deliver() async {
        var end: ContinuousClock.Instant?
        for await _ in bell.rings {
            let news = bell.hear()
            hear(news)
            do {
                try await takeOver()
                try await turn(claiming: news.stopping ? 0 : store.peopleAtWork ? Self.shortBatch : Self.batch)
            } catch {
                logger.error("deliveries wait for the database", metadata: ["error": "\(error)"])
                bell.keepLooking()
                bell.set(to: now().later(seconds: Self.pause))
            }
            guard news.stopping else { continue }
            let last = end ?? .now + grace
            guard rota.inFlight > 0, .now < last else { return }
            end = last
            bell.set(to: now().later(seconds: (last - .now) / .seconds(1)))
        }
    }

    /// Cuts off what is still in the air, and owes it again. Runs to its end also where the task was cancelled.
    mutating func end() async {
        await wires.stop()
        hear(bell.hear())
        await Task { [self] in
            do {
                if !ended.isEmpty { _ = try await store.turn(ended, rota, boot: boot, look: false, claiming: 0, having: [], at: now()) }
                try await store.handBack(boot: boot, at: now())
            } catch { logger.error("the last deliveries are left for the next start", metadata: ["error": "\(error)"]) }
        }.value
    }

    private mutating func hear(_ news: Bell.News) {
        for outcome in news.outcomes {
            guard let (claim, at, lingers) = manifest.removeValue(forKey: outcome.id) else { continue }
            let end = Ended(outcome, of: claim, at: at, jitter: outcome.succeeded ? 0 : jitter())
            rota.ended(claim.endpoint, in: claim.lane, lingering: lingers, end.attempt)
            ended.append(end)
            if let error = outcome.error {
                logger.info("attempt failed", metadata: ["event": "\(claim.event)", "endpoint": "\(claim.endpoint)", "error": "\(error)"])
            }
        }
    }

    private mutating func takeOver() async throws {
        guard !hasTakenOver else { return }
        try await store.takeOver(boot: boot, at: now())
        hasTakenOver = true
    }

    /// Where a lane of those who answer is full, whoever has been in the air for long gives his slot to the next. Answers when to look again.
    private mutating func makeRoom() -> Instant? {
        guard rota.isCrowded else { return nil }
        let latest = now().later(seconds: -Self.patience)
        var next: Instant?
        for (number, flight) in manifest where !flight.lingers && flight.claim.lane != .slow {
            if flight.at <= latest {
                guard rota.mayLinger else { return nil }
                manifest[number]?.lingers = true
                rota.linger(in: flight.claim.lane)
            } else {
                next = min(next ?? flight.at, flight.at)
            }
        }
        return next?.later(seconds: Self.patience)
    }

    private mutating func turn(claiming limit: Int) async throws {
        _ = makeRoom()
        // One that hurries is followed by one that does not, so nobody's news keeps the others waiting.
        var turn = try await take(claiming: limit, mayHurry: true)
        if turn.isHurried { turn = try await take(claiming: limit) }
        let soonest = rota.inFlight(in: .quick) < Self.plenty ? now() : now().later(seconds: Self.moment)
        let crowded = makeRoom()
        bell.set(to: turn.isHeld ? nil : [rota.next.map { max($0, soonest) }, crowded].compactMap(\.self).min())
    }

    private mutating func take(claiming limit: Int, mayHurry: Bool = false) async throws -> Turn {
        let (bell, clock) = (bell, now)
        let turn = try await store.turn(
            ended, rota, boot: boot, look: bell.hasToLook(), mayHurry: mayHurry, claiming: limit, having: cargo.payloads, at: clock())
        rota = turn.rota
        if !turn.isHurried { ended = [] }
        // Nobody waits for those that hang.
        bell.expect(rota.inFlight(in: .quick) + rota.inFlight(in: .new))
        cargo.load(turn.bodies)
        send(turn.claims)
        cargo.unload()
        return turn
    }

    private mutating func send(_ claims: [Claim]) {
        let at = now()
        var posts: [Wire: [Post]] = [:]
        for claim in claims {
            flights += 1
            manifest[flights] = (claim, at, false)
            if let fault = claim.fault { bell.land([.unsent(flights, because: fault)]); continue }
            guard let post = cargo.post(claim, as: flights, at: at) else { bell.land([.unsent(flights, because: "the endpoint's secret cannot be read")]); continue }
            posts[Wire(lane: claim.lane, allowPrivate: claim.allowPrivate), default: []].append(post)
        }
        for (wire, posts) in posts { wires.send(posts, over: wire) }
    }
}

extension Ended {
    fileprivate init(_ outcome: Outcome, of claim: Claim, at instant: Instant, jitter: Double) {
        self.init(
            claim,
            Attempt(at: instant, statusCode: outcome.status, durationMilliseconds: outcome.milliseconds, error: outcome.error, responseExcerpt: outcome.excerpt.map(claim.headers.withheld)),
            code: outcome.code, address: outcome.address, retryAfter: outcome.retryAfter, jitter: jitter)
    }
}

extension Outcome {
    /// Of a delivery that has no body, or cannot be signed.
    fileprivate static func unsent(_ flight: Int64, because error: String) -> Outcome {
        Outcome(id: flight, status: nil, code: 0, milliseconds: 0, error: error, excerpt: nil, retryAfter: nil, address: nil)
    }
}
