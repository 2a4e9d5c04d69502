import Distribution
import Editorial
import Fixtures
import Foundation
@testable import Storage
import Testing

@Suite("A random walk through the office")
struct WalkTests {
    /// SEED and STEPS in the environment repeat a walk, or lengthen it.
    static let seed = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1_000_000)
    static let steps = ProcessInfo.processInfo.environment["STEPS"].flatMap { Int($0) } ?? 3_000
    /// Each crash reads everything again: a long walk has no more of them than a short one.
    static let crashEvery = max(500, steps / 10)
    static let writers = [Cast.ana, Cast.dan, Cast.nia, Cast.sam]

    private let place: Place
    private var store: Store?
    private var model: Model
    private var chance = Chance(seed: seed)
    private var now = Instant.noon
    /// How many commands of each sort were taken and refused.
    private var tally: [String: (taken: Int, refused: Int)] = [:]

    init() throws {
        var office = Office.sample
        office.workflows = office.workflows.filter { ["press-release", "two-roles", "open-desk", "flash"].contains($0.key) }
        place = Place(office)
        model = Model(office)
        store = try place.open()
    }

    @Test("whatever people do in whatever order, the store is what the rules say, no promise is broken, and a crash loses nothing")
    mutating func walk() async throws {
        print("A walk of \(Self.steps) steps: SEED=\(Self.seed)")
        _ = try await store?.receiver()
        for step in 0..<Self.steps {
            let comment = Comment(rawValue: "step \(step) of SEED=\(Self.seed)")
            if model.releases.count < 5 || Int.random(in: 0..<300, using: &chance) == 0 { try await begin("Release \(step)") }
            if chance.happens(20) { try await wait() }
            guard try await act(comment) else { return }
            if step % Self.crashEvery == Self.crashEvery - 1 { try await crash(comment) }
        }
        try await crash("the end of SEED=\(Self.seed)")
        print("\(model.taken) of \(Self.steps) commands were taken; \(model.told.values.reduce(0) { $0 + $1.count }) times the public saw something new.")
        for (action, count) in tally.sorted(by: { $0.key < $1.key }) { print("\(action): \(count.taken) taken, \(count.refused) refused") }
    }

    private mutating func begin(_ headline: String) async throws {
        var new = NewRelease.sample
        new.content.headline = headline
        new.workflow = chance.one(of: place.office.workflows.keys.sorted())
        guard let release = try await store?.create(new, by: chance.one(of: Self.writers).origin, at: now) else { return }
        model.begin(release)
    }

    private mutating func wait() async throws {
        now = now.later(seconds: chance.one(of: [1.0, 60, 1800, 3600]))
        _ = try await store?.publishDue(at: now, limit: 1_000)
        try model.publishDue(at: now)
    }

    /// Somebody does something. Whether the store did what the model did.
    private mutating func act(_ comment: Testing.Comment) async throws -> Bool {
        let release = model.releases[chance.one(of: model.ids)]!
        let (person, command) = wish(of: release)
        var expected = "taken"
        do { try model.perform(command, on: release.id, by: person.actor, at: now) } catch { expected = "\(error)" }
        var found = "taken"
        do { try await store?.perform(command, on: release.id, by: person.origin, at: now) } catch { found = "\(error)" }
        #expect(found == expected, comment)
        if found == "taken" { tally[command.action, default: (0, 0)].taken += 1 } else { tally[command.action, default: (0, 0)].refused += 1 }
        let kept = try await store?.release(release.id)
        #expect(kept == model.releases[release.id], comment)
        return found == expected && kept == model.releases[release.id]
    }

    /// Mostly something that the rules take, so that the walk gets about.
    private mutating func wish(of release: Release) -> (Person, Command) {
        var wish: (Person, Command)
        var tries = chance.happens(70) ? 12 : 1
        repeat {
            wish = (chance.one(of: Cast.everybody), chance.command(on: release, among: model.revisions[release.id]!, at: now, under: place.office))
            tries -= 1
        } while tries > 0 && (try? release.decide(wish.1, by: wish.0.actor, at: now, under: place.office)) == nil
        return wish
    }

    /// The power fails: what stands on the disk at this moment is all that is left.
    private mutating func crash(_ comment: Testing.Comment) async throws {
        let ruin = Place(place.office)
        try FileManager.default.createDirectory(atPath: ruin.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: place.file + suffix, toPath: ruin.file + suffix) }
        let left = try ruin.open()
        for (id, release) in model.releases {
            #expect(try await left.release(id) == release, comment)
            #expect(try await left.revisions(of: id, PageRequest(limit: 10_000)).items.reversed() == model.revisions[id], comment)
            let told = try await left.deliveries(DeliveryFilter(release: id), PageRequest(limit: 200)).items.reversed().map(\.eventType)
            #expect(told == model.told[id], comment)
        }
        _ = try JournalReader(directory: ruin.data).verify()
        // And the office opens again on its own disk.
        store = nil
        store = try place.open()
    }
}
