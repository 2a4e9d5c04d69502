import Editorial
import Fixtures
import Foundation
import Logging
import Storage
import Synchronization
import Testing
import Timekeeping

@Suite("The release clock")
struct ReleaseClockTests {
    private let folder = TemporaryFolder("clock")
    private let store: Store
    private let clock: ReleaseClock
    private let system = SystemClock()

    init() async throws {
        store = try await Self.office(in: folder)
        clock = Self.clock(of: store, by: system)
    }

    private static func office(in folder: TemporaryFolder, hold: Bool = false) async throws -> Store {
        let store = try Store(directory: folder.path, office: .sample, passwordCost: PasswordCost(n: 16), hold: hold, at: .now)
        let shell = Origin(.commandLine(user: "root"), via: .cli)
        for person in Cast.everybody {
            _ = try await store.addUser(
                login: person.login, name: person.name, email: nil, roles: person.roles, password: "a-long-way-to-the-river", by: shell, at: .now)
        }
        return store
    }

    /// An approved release that is held back for that many seconds, as things stood `before` seconds ago.
    private func approved(in seconds: Double, before: Double = 0) async throws -> Release {
        let then = Instant.now.later(seconds: -before)
        var new = NewRelease.sample
        new.releaseAt = then.later(seconds: seconds)
        let draft = try await store.create(new, by: Cast.ana.origin, at: then)
        try await store.perform(.transition(draft.step("submit")), on: draft.id, by: Cast.ana.origin, at: then)
        return try await store.perform(.transition(draft.step("approve")), on: draft.id, by: Cast.sam.origin, at: then)
    }

    /// Another office, on hold, with a release that is approved and has no release time; and its clock.
    private func held(in place: TemporaryFolder) async throws -> (store: Store, release: Release, clock: ReleaseClock) {
        let store = try await Self.office(in: place, hold: true)
        let draft = try await store.create(.sample, by: Cast.ana.origin, at: .now)
        try await store.perform(.transition(draft.step("submit")), on: draft.id, by: Cast.ana.origin, at: .now)
        let release = try await store.perform(.transition(draft.step("approve")), on: draft.id, by: Cast.sam.origin, at: .now)
        return (store, release, Self.clock(of: store, by: system))
    }

    private static func clock(of store: Store, by system: SystemClock) -> ReleaseClock {
        ReleaseClock(store: store, logger: Logger(label: "clock") { _ in SwiftLogNoOpLogHandler() }, now: { system.now })
    }

    /// Runs the clock until `done` holds; fails after half a minute.
    private func run(_ other: ReleaseClock? = nil, until done: () async throws -> Bool) async throws {
        let running = Task { [clock] in try await (other ?? clock).run() }
        defer { running.cancel() }
        let deadline = Instant.now.later(seconds: 30)
        while try await !done() {
            try #require(Instant.now < deadline, "not within half a minute")
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    private func state(_ release: Release) async throws -> String? { try await store.release(release.id)?.state }

    @Test("publishes at the release time: never before it, and within a moment after it")
    func onTime() async throws {
        let release = try await approved(in: 0.4)
        let due = try #require(release.releaseAt)
        try await run { try await state(release) == "published" }
        let live = try #require(await store.release(release.id)?.live.text)
        #expect(live.publishedAt >= due && live.publishedAt < due.later(seconds: 0.25))
    }

    @Test("a time that is brought forward wakes it")
    func broughtForward() async throws {
        let release = try await approved(in: 3600)
        let publishing = Task { try await run { try await state(release) == "published" } }
        try await Task.sleep(for: .milliseconds(50))
        try await store.perform(
            .setReleaseTime(Instant.now.later(seconds: 0.1), comment: "Sooner."), on: release.id, by: Cast.sam.origin, at: .now)
        try await publishing.value
    }

    @Test("a time that is put off lets the first one pass")
    func putOff() async throws {
        let release = try await approved(in: 0.1)
        let other = try await approved(in: 0.3)
        try await store.perform(.setReleaseTime(Instant.now.later(seconds: 3600), comment: "Later."), on: release.id, by: Cast.sam.origin, at: .now)
        try await run { try await state(other) == "published" }
        #expect(try await state(release) == "approved")
    }

    @Test("what fell due while nobody looked goes out at the start, more than one batch of it")
    func overdue() async throws {
        var releases: [Release] = []
        for _ in 0..<120 { releases.append(try await approved(in: 1, before: 60)) }
        try await run { try await store.releases(ReleaseFilter(state: "approved"), PageRequest()).items.isEmpty }
        let last = try #require(releases.last)
        #expect(try await state(last) == "published")
        let entry = try await store.journal(JournalFilter(release: last.id), PageRequest()).items.first
        #expect(entry?.actor == "clock" && entry?.action == "release.publish")
    }

    @Test("on hold nothing goes out; resuming wakes it")
    func hold() async throws {
        let place = TemporaryFolder("hold")
        let (store, release, clock) = try await held(in: place)
        let publishing = Task { try await run(clock) { try await store.release(release.id)?.state == "published" } }
        try await Task.sleep(for: .milliseconds(150))
        #expect(try await store.release(release.id)?.state == "approved")
        try await store.resume(by: Cast.ada.origin, at: .now)
        try await publishing.value
    }

    @Test("a clock that is set back lets the hour pass again; set right, what waited goes out once")
    func setBack() async throws {
        let release = try await approved(in: 0.1)
        let due = try #require(release.releaseAt)
        system.move(seconds: -3600)
        let publishing = Task { try await run { try await state(release) == "published" } }
        while Instant.now <= due.later(seconds: 0.1) { try await Task.sleep(for: .milliseconds(10)) }
        #expect(try await state(release) == "approved")
        system.move(seconds: 3600)
        try await publishing.value
        let published = try await store.journal(JournalFilter(release: release.id, action: "release.publish"), PageRequest()).items
        #expect(published.count == 1)
    }

    @Test("what has no release time goes out at once when a hold ends, also where the clock was set back since it was decided")
    func heldAndSetBack() async throws {
        let place = TemporaryFolder("held")
        let (store, release, clock) = try await held(in: place)
        try await store.resume(by: Cast.ada.origin, at: .now)
        system.move(seconds: -3600)
        try await run(clock) { try await store.release(release.id)?.state == "published" }
    }

    @Test("a clock that is put forward over a release time publishes at its next look, and says how late it was")
    func putForward() async throws {
        let release = try await approved(in: 600)
        let publishing = Task { try await run { try await state(release) == "published" } }
        system.move(seconds: 1200)
        _ = try await approved(in: 3600)
        try await publishing.value
        let entry = try #require(try await store.journal(JournalFilter(release: release.id), PageRequest(limit: 1)).items.first)
        let late = try #require(entry.details["late_ms"].integer)
        #expect((600_000..<640_000).contains(late))
    }

    @Test("it ends when it is told to")
    func ends() async throws {
        let running = Task { try await clock.run() }
        try await Task.sleep(for: .milliseconds(20))
        running.cancel()
        try await running.value
    }
}

/// The system's clock, which a test sets.
private final class SystemClock: Sendable {
    private let shift = Mutex(0.0)
    var now: Instant { .now.later(seconds: shift.withLock { $0 }) }
    func move(seconds: Double) { shift.withLock { $0 += seconds } }
}
