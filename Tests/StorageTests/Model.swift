import Distribution
import Editorial
import Fixtures
import Storage
import Testing

/// The whole store as a table in memory: what the rules say, and what the store adds to them.
struct Model {
    let office: Office
    /// In the order in which they were made.
    private(set) var ids: [String] = []
    private(set) var releases: [String: Release] = [:]
    private(set) var revisions: [String: [Revision]] = [:]
    /// What those who subscribed are told of each release, oldest first.
    private(set) var told: [String: [EventType]] = [:]
    /// How many commands changed something.
    private(set) var taken = 0
    /// The states that something leaves by itself, by workflow.
    private let left: [String: Set<String>]

    init(_ office: Office) {
        self.office = office
        left = office.workflows.mapValues { workflow in workflow.transitions.filter(\.automatic).reduce(into: []) { $0.formUnion($1.from) } }
    }

    /// A release that the store has made.
    mutating func begin(_ release: Release) {
        ids.append(release.id)
        (releases[release.id], revisions[release.id], told[release.id]) = (release, [release.revision], [])
    }

    /// Throws what the store must throw.
    mutating func perform(_ command: Command, on id: String, by actor: Actor, at now: Instant) throws {
        let release = releases[id]!
        if case .person(let person) = actor, !release.isOpen(to: person, under: office) { throw NotFound("release") }
        try command.check(on: release, at: now, under: office)
        try take(command, on: id, by: actor, at: now)
        try follow(id, at: now)
    }

    /// What falls due.
    mutating func publishDue(at now: Instant) throws {
        for id in ids where releases[id].map({ left[$0.workflow]?.contains($0.state) ?? false }) ?? false { try follow(id, at: now) }
    }

    private mutating func follow(_ id: String, at now: Instant) throws {
        while let next = releases[id]!.automatic(at: now, under: office) {
            try take(.transition(Step(next.name, revision: releases[id]!.revision.number)), on: id, by: .clock, at: now)
        }
    }

    private mutating func take(_ command: Command, on id: String, by actor: Actor, at now: Instant) throws {
        let before = releases[id]!
        let events = try before.decide(command, by: actor, at: now, under: office).map { withEarlierAuthors($0, of: before) }
        let after = before.applying(events, at: now)
        let change = Promise.Change(command, before: before, after: after, by: actor, at: now, under: office)
        #expect(Promise.broken(by: change) == [], "\(command) by \(actor.name)")
        for case .revised(let revision) in events { revisions[id]!.append(revision) }
        for event in events {
            switch event {
            case .published: told[id]!.append(before.live == .nothing ? .published : .corrected)
            case .withdrawn: told[id]!.append(.withdrawn)
            case .reinstated: told[id]!.append(.reinstated)
            default: continue
            }
        }
        releases[id] = after
        taken += events.isEmpty ? 0 : 1
    }

    /// A text that was written before, since the last public one, has its authors again.
    private func withEarlierAuthors(_ event: Event, of release: Release) -> Event {
        guard case .revised(let new) = event else { return event }
        let earlier = revisions[release.id]!.filter { $0.digest == new.digest && $0.number > release.lastVouchedFor }
        return .revised(
            Revision(
                number: new.number, digest: new.digest, createdBy: new.createdBy, createdAt: new.createdAt, content: new.content, parent: new.parent,
                authors: earlier.reduce(into: new.authors) { $0.formUnion($1.authors) }))
    }
}
