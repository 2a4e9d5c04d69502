import Editorial
import Fixtures
import Foundation
@testable import Storage
import Synchronization
import Testing

@Suite("What is prepared before it falls due")
struct AheadTests {
    private let place = Place()
    private let store: Store
    private let clock = Hand(at: .noon.later(seconds: 3599))
    private let due = Instant.noon.later(hours: 1)

    init() throws { store = try place.open() }

    private func approved() async throws -> Release {
        var new = NewRelease.sample
        new.releaseAt = due
        return try await store.publish(new)
    }

    /// Prepares, runs `meanwhile` once all that can be done ahead is done, and waits for the end.
    private func preparing(_ meanwhile: () async throws -> Void) async throws {
        let before = clock.looks
        let prepared = Task { [store, clock, due] in try await store.publishAhead(of: due, clock: { clock.read() }) }
        // Read once a release and, after them, again and again.
        while clock.looks < before + 10 { try await Task.sleep(for: .milliseconds(1)) }
        try await meanwhile()
        try await prepared.value
    }

    @Test("nobody sees any of it before the time has come; then it is public, with that very time")
    func waits() async throws {
        let release = try await approved()
        try await preparing {
            let (seen, last) = (try await store.release(release.id), try await store.lastEntry())
            #expect(seen?.live == .nothing && last?.action == "release.approve")
            clock.move(to: due)
        }
        #expect(try await store.release(release.id)?.live.text?.publishedAt == due)
        let entry = try #require(try await store.lastEntry())
        #expect(entry.action == "release.publish" && entry.actor == "clock" && entry.at == due && entry.details["late_ms"] == .some(.null))
        #expect(store.lateness.counts.total == 1 && store.lateness.counts.sum < 0.001)
    }

    @Test("a process that dies meanwhile leaves none of it")
    func dies() async throws {
        let release = try await approved()
        let copy = Place()
        try await preparing {
            try FileManager.default.copyItem(atPath: place.path, toPath: copy.path)
            clock.move(to: due)
        }
        let left = try copy.open()
        #expect(try await left.release(release.id)?.state == "approved")
        #expect(try await left.lastEntry()?.action == "release.approve")
        #expect(try await left.publishDue(at: due) == 1)
    }

    @Test("a decision meanwhile goes first, and is what counts")
    func decision() async throws {
        let (stopped, other) = (try await approved(), try await approved())
        try await preparing {
            try await store.perform(.setReleaseTime(due.later(seconds: 3600), comment: "A figure is wrong."), on: stopped.id, by: Cast.pub.origin, at: .noon.later(seconds: 3599))
        }
        #expect(clock.read() < due)
        #expect(try await store.release(other.id)?.state == "approved")
        #expect(try await store.lastEntry()?.action == "release.set-time")
        try await preparing { clock.move(to: due) }
        #expect(try await store.release(stopped.id)?.live == .nothing)
        #expect(try await store.release(other.id)?.live.text?.publishedAt == due)
    }

    @Test("where the time does not come, it gives the database back and has changed nothing")
    func standing() async throws {
        let release = try await approved()
        try await preparing {}
        #expect(try await store.release(release.id)?.state == "approved")
        #expect(try await store.lastEntry()?.action == "release.approve")
    }

    @Test("on hold nothing is prepared")
    func hold() async throws {
        let release = try await approved()
        try await store.write { db in try db.execute(sql: "UPDATE office SET hold = 1") }
        clock.move(to: due)
        try await store.publishAhead(of: due, clock: { [clock] in clock.read() })
        #expect(try await store.release(release.id)?.state == "approved")
    }

    @Test("the work of many begins earlier than that of one")
    func begins() async throws {
        _ = try await approved()
        let one = try #require(try await store.nextRelease())
        #expect(one == NextRelease(at: due, count: 1) && one.begin < due && one.begin >= due.later(seconds: -0.1))
        for _ in 1..<10 { _ = try await approved() }
        let ten = try #require(try await store.nextRelease())
        #expect(ten.count == 10 && ten.begin < one.begin)
    }
}

/// A clock whose hand a test moves, and which counts how often it is read.
private final class Hand: Sendable {
    private let hand: Mutex<(at: Instant, looks: Int)>
    init(at instant: Instant) { hand = Mutex((instant, 0)) }
    var looks: Int { hand.withLock { $0.looks } }

    func read() -> Instant {
        hand.withLock { hand in
            hand.looks += 1
            return hand.at
        }
    }

    func move(to instant: Instant) { hand.withLock { $0.at = instant } }
}
