import Distribution
import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("Whether the public sees it")
struct SightingTests {
    let place = Place()
    let store: Store

    init() throws { store = try place.open() }

    private func looks(_ later: Double = 1) async throws -> [Look] { try await store.looks(at: .noon.later(seconds: later), limit: 50) }

    @Test("a publication is looked for from its instant on, and a later change makes earlier looks void")
    func superseded() async throws {
        let release = try await store.publish()
        #expect(try await looks().map(\.channel.rawValue).sorted() == ["feed", "page"])
        #expect(try await store.looks(at: .noon, limit: 50).isEmpty)
        #expect(try await store.nextLook() == .noon.later(seconds: 0.25))
        let old = try await looks()
        _ = try await store.withdraw(release, at: .noon.later(seconds: 5))
        try await store.note(old.map { ($0, nil) }, at: .noon.later(seconds: 6))
        let now = try await store.sightings(of: release.id)
        #expect(now.count == 2 && now.allSatisfy { $0.status == .looking && $0.publicAt == .noon.later(seconds: 5) })
        #expect(try await looks(6).allSatisfy { $0.live.notice != nil })
    }

    @Test("a correction is looked for on its page alone; a draft, a decision and an office that does not look leave nothing to look for")
    func which() async throws {
        let release = try await store.publish()
        _ = try await store.correct(release, at: .noon.later(seconds: 1))
        #expect(try await store.sightings(of: release.id).map(\.channel) == [.page])
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .noon)
        #expect(try await store.sightings(of: draft.id).isEmpty)
        let other = Place()
        let blind = try other.open(delivery: DeliveryRules(looks: false))
        _ = try await blind.publish()
        #expect(try await blind.nextLook() == nil)
    }

    @Test("what is not seen is late after half a minute, is looked for for an hour, and then stands in the journal")
    func givenUp() async throws {
        let release = try await store.publish()
        #expect(try await store.unseen(at: .noon.later(seconds: 29)).isEmpty)
        #expect(try await store.figures(at: .noon.later(seconds: 29)).unseen == 0)
        #expect(try await store.unseen(at: .noon.later(seconds: 31)) == [release.id])
        #expect(try await store.figures(at: .noon.later(seconds: 31)).unseen == 2)
        var now = Instant.noon
        while let next = try await store.nextLook() {
            now = max(now, next)
            for look in try await store.looks(at: now, limit: 50) { try await store.note([(look, look.channel == .page ? "answered 502" : nil)], at: now) }
        }
        #expect(try await store.sightings(of: release.id).map(\.status) == [.failed, .live])
        let entry = try #require(try await store.lastEntry())
        #expect(entry.action == "release.unseen" && entry.releaseID == release.id && entry.details["fault"] == "answered 502")
        #expect(try await store.unseen(at: now) == [release.id])
        _ = try await store.withdraw(release, at: now)
        #expect(try await store.unseen(at: now).isEmpty)
    }

    @Test("on hold nobody looks, and afterwards somebody does")
    func held() async throws {
        _ = try await store.publish()
        try await store.write { db in try db.execute(sql: "UPDATE office SET hold = 1") }
        #expect(try await store.nextLook() == nil)
        #expect(try await looks(60).isEmpty)
        try await store.resume(by: Cast.ada.origin, at: .noon)
        #expect(try await looks(60).count == 2)
    }

    @Test("a release whose text cannot be read holds up no other's look")
    func damaged() async throws {
        let broken = try await store.publish("Broken")
        let whole = try await store.publish("Whole")
        try place.damage(broken)
        let found = try await looks()
        #expect(found.count == 4 && found.filter { $0.live == .nothing }.count == 2)
        try await store.note(found.map { ($0, nil) }, at: .noon)
        #expect(try await store.sightings(of: whole.id).allSatisfy { $0.status == .live })
    }
}
