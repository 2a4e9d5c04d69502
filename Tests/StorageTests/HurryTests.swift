import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

private let later = Instant.noon.later(seconds: 1)

@Suite("A turn that hurries")
struct HurryTests {
    private let place = Place()
    private let store: Store
    private var courier: FakeCourier
    /// Who has a queue, and two deliveries of it that have ended.
    private let busy: String
    private var ended: [Ended] = []

    init() async throws {
        store = try place.open()
        courier = FakeCourier(store: store)
        busy = try await store.receiver("busy")
        for number in 1...9 { _ = try await store.publish("Owed \(number)") }
        for _ in 0..<2 { ended = try await courier.turn(ended).map { $0.ended(204) } }
        for end in ended { courier.rota.ended(end.endpoint, in: end.lane, end.attempt) }
    }

    /// May hurry; answers what it claimed, by the ends of the URLs.
    private mutating func turn(limit: Int = 64) async throws -> (claims: [Substring], isHurried: Bool) {
        let turn = try await store.turn(ended, courier.rota, boot: courier.boot, look: true, mayHurry: true, claiming: limit, having: [], at: later)
        courier.rota = turn.rota
        return (turn.claims.map { $0.url.split(separator: "/").last! }, turn.isHurried)
    }

    private func attempts() async throws -> Int {
        try await store.deliveries(DeliveryFilter(endpoint: busy), PageRequest(limit: 200)).items.filter { $0.status == .delivered }.count
    }

    @Test("takes what has just come in to those who answer, and leaves all else to the next one")
    mutating func hurries() async throws {
        _ = try await store.receiver("new")
        _ = try await store.publish("News", at: later)
        let before = try await attempts()
        let (claims, isHurried) = try await turn()
        #expect(claims == ["new"] && isHurried)
        #expect(try await attempts() == before)
        let next = try await turn()
        #expect(next.claims.allSatisfy { $0 == "busy" } && !next.claims.isEmpty && !next.isHurried)
        #expect(try await attempts() == before + ended.count)
    }

    @Test("where nothing came in, or to nobody who has had his turn of all he was owed, there is none")
    mutating func nothing() async throws {
        let none = try await turn()
        #expect(!none.isHurried)
        _ = try await store.publish("News", at: later)
        let queued = try await turn()
        #expect(!queued.isHurried)
    }

    @Test("to who does not answer it is no news", arguments: [1, 3])
    mutating func silent(failures: Int) async throws {
        _ = try await store.receiver("silent")
        var now = Instant.noon
        for number in 1...failures {
            _ = try await store.publish("Unheard \(number)", at: now)
            let claims = try await courier.turn(at: now)
            try await courier.turn(claims.map { $0.ended($0.url.hasSuffix("silent") ? nil : 204, at: now) }, at: now)
            now = now.later(seconds: 0.1)
        }
        ended = []
        _ = try await store.publish("News", at: later)
        let hurried = try await turn()
        #expect(hurried.claims == ["busy"] && hurried.isHurried)
        let (claims, isHurried) = try await turn()
        #expect(!isHurried && claims.contains("silent") == (failures < Breaker.limit))
    }

    @Test("of what came in it looks at no more than it may claim; the others are not forgotten")
    mutating func bounded() async throws {
        for number in 1...5 { _ = try await store.receiver("new-\(number)") }
        _ = try await store.publish("News", at: later)
        let first = try await turn(limit: 3)
        #expect(first.isHurried && first.claims.count == 2 && !first.claims.contains("busy"))
        let (rest, isHurried) = try await turn()
        #expect(!isHurried && Set(rest).union(first.claims) == ["busy", "new-1", "new-2", "new-3", "new-4", "new-5"])
    }

    @Test("nobody who is still waiting for something older is served before what just came in")
    mutating func older() async throws {
        _ = try await store.receiver("new")
        _ = try await store.publish("Older", at: later)
        courier.rota.newest = try await store.read { db in try Int64.fetchOne(db, sql: "SELECT max(id) FROM delivery") }
        let newest = try await store.receiver("newest")
        _ = try await store.ping(newest, by: Cast.ada.origin, at: later)
        let (claims, isHurried) = try await turn()
        #expect(claims == ["newest"] && isHurried)
        let next = try await turn()
        #expect(next.claims.contains("new"))
    }

    @Test("where somebody has just failed that is recorded first")
    mutating func failed() async throws {
        _ = try await store.receiver("new")
        let before = Instant.noon.later(seconds: 0.5)
        _ = try await store.publish("First", at: before)
        let claims = try await courier.turn(at: before)
        ended = claims.filter { $0.url.hasSuffix("new") }.map { $0.ended(429, retryAfter: 600, at: before) }
        #expect(ended.count == 1)
        for end in ended { courier.rota.ended(end.endpoint, in: end.lane, end.attempt) }
        _ = try await store.publish("News", at: later)
        let all = try await turn()
        #expect(!all.isHurried && !all.claims.contains("new"))
    }

    @Test("people are at work while one of them waits to decide something, and a moment longer")
    func atWork() {
        let precedence = Precedence()
        #expect(!precedence.wasAskedLately(at: .now))
        let place = precedence.ask()
        #expect(precedence.wasAskedLately(at: .now + .seconds(60)))
        place.give()
        let given = ContinuousClock.now
        #expect(precedence.wasAskedLately(at: given) && !precedence.wasAskedLately(at: given + .milliseconds(100)))
    }

    @Test("who decides is at work; the clock and the courier are not")
    func decides() async throws {
        let place = Place()
        let quiet = try place.open()
        try await quiet.takeOver(boot: "next", at: .noon)
        _ = try await quiet.publishDue(at: .noon)
        let before = quiet.peopleAtWork
        let meanwhile = try await quiet.decide { _ in quiet.peopleAtWork }
        #expect(!before && meanwhile)
    }

    @Test("on hold it claims nothing")
    mutating func held() async throws {
        _ = try await store.receiver("new")
        _ = try await store.publish("News", at: later)
        try await store.write { db in try Store.hold(at: .noon, in: db) }
        let (claims, _) = try await turn()
        #expect(claims.isEmpty)
    }
}
