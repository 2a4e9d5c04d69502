import Editorial
import GRDB

extension Store {
    /// The one door: loads the release, lets the rules decide, applies what they say, follows what then happens by itself, journals it and puts what is
    /// owed into the outbox, in one transaction. Throws `Refusal` or, for a closed account, `Forbidden` (both journaled), `Invalid`, `Stale` (where `version`
    /// is not the present one) or `NotFound`.
    @discardableResult
    package func perform(_ command: Command, on id: String, by origin: Origin, version: Int? = nil, at now: Instant) async throws -> Release {
        try await decide { db -> Result<Release, any Error> in
            guard let release = try Release.fetch(id, in: db) else { throw NotFound("release") }
            do {
                let origin = try origin.present(in: db)
                // To those whom it is closed to it is not there.
                if case .person(let person) = origin.actor, !release.isOpen(to: person, under: office) { throw NotFound("release") }
                if let version, version != release.version { throw Stale(version: release.version) }
                return try perform(command, on: release, by: origin, at: now, in: db).mapError { $0 }
            } catch let closed as Forbidden {
                let details = release.details(of: command, after: release, under: office)
                try Self.note(closed, of: command.action, details, release: release.id, by: origin, at: now, in: db)
                return .failure(closed)
            }
        }.get()
    }

    /// A refusal is journaled as well, so it is an answer here, which commits, and is thrown afterwards.
    func perform(_ command: Command, on release: Release, by origin: Origin, at now: Instant, in db: Database) throws -> Result<Release, Refusal> {
        let command = try command.withStoredRevision(of: release, in: db)
        try command.check(on: release, at: now, under: office)
        return try take(command, on: release, by: origin, at: now, in: db).flatMapThrowing { taken in
            let after = try Self.onHold(in: db) ? taken : follow(taken, at: now, in: db)
            try announceAhead(from: release, to: after, by: origin.actor, at: now, in: db)
            return after
        }
    }

    /// Once all that follows by itself has followed: tells those who are trusted that there is an advance copy, or another, and those who have one that there is
    /// none any more. Whether somebody has one the outbox knows, for the rules may have changed since.
    func announceAhead(from before: Release, to after: Release, by actor: Actor, at now: Instant, in db: Database) throws {
        if let copy = after.advanceCopy(under: office) {
            guard copy != before.advanceCopy(under: office), copy.releaseAt > now else { return }
            try announce(Announcement(.advance, of: after, copy), of: after, by: actor, at: now, in: db)
        } else if let row = try Release.rowID(of: after.id, in: db), let number = try Ahead.revision(of: row, in: db),
            let text = try Revision.fetch(number, of: row, in: db)
        {
            let copy = AdvanceCopy(revision: number, digest: text.digest, description: before.description, releaseAt: before.releaseAt ?? now)
            try announce(Announcement(.advanceCancelled, of: after, copy), of: after, by: actor, at: now, in: db)
        }
    }

    /// From here on the journal says how late the clock was, in seconds.
    private static let noticeable = 1.0

    /// Takes what follows by itself, as the clock, until nothing more does; `late` by so many seconds.
    func follow(_ release: Release, at now: Instant, late: Double = 0, in db: Database) throws -> Release {
        var release = release
        // No road of automatic steps is longer than the workflow has states.
        for _ in office.workflows[release.workflow]?.states ?? [] {
            guard let transition = release.automatic(at: now, under: office) else { break }
            let step = Command.transition(Step(transition.name, revision: release.revision.number))
            let details: [String: JSON] = late < Self.noticeable ? [:] : ["late_ms": JSON(Int((late * 1000).rounded()))]
            guard case .success(let next) = try take(step, on: release, by: .clock, at: now, with: details, in: db) else { break }
            release = next
        }
        return release
    }

    private func take(
        _ command: Command, on release: Release, by origin: Origin, at now: Instant, with more: [String: JSON] = [:], in db: Database
    ) throws -> Result<Release, Refusal> {
        do {
            let events = try release.decide(command, by: origin.actor, at: now, under: office).map { try $0.withEarlierAuthors(of: release, in: db) }
            for event in events { try event.checkText(of: release) }
            // All is already as the command wants it: nothing happened.
            guard !events.isEmpty else { return .success(release) }
            let after = try release.applying(events, at: now).withFreeSlug(in: db)
            try after.save(after: release, in: db)
            let details = after.details(of: command, after: release, under: office).merging(more) { old, _ in old }
            try JournalEntry.append(command.action, details, release: release.id, by: origin, at: now, in: db)
            for announcement in Announcement.all(of: command, events, before: release, after: after, under: office) {
                try announce(announcement, of: after, by: origin.actor, at: now, in: db)
            }
            signals.note(.schedule)
            if after.live != release.live { signals.note(.live) }
            return .success(after)
        } catch let refusal as Refusal {
            let details = release.details(of: command, after: release, under: office)
            try Self.note(refusal, of: command.action, details, release: release.id, by: origin, at: now, in: db)
            return .failure(refusal)
        }
    }
}

extension Command {
    /// A revision to restore is the one that was written, whatever the caller holds. Throws `Invalid` where the release has none of that number.
    fileprivate func withStoredRevision(of release: Release, in db: Database) throws -> Command {
        guard case .restore(let revision, let edit) = self else { return self }
        guard let row = try Release.rowID(of: release.id, in: db), let stored = try Revision.fetch(revision.number, of: row, in: db) else {
            throw Invalid("/restore", "This release has no revision \(revision.number).")
        }
        return .restore(stored, edit)
    }
}

extension Event {
    /// A text that was written before, since the last public one, has its authors again: pasting it is no way around them.
    fileprivate func withEarlierAuthors(of release: Release, in db: Database) throws -> Event {
        guard case .revised(let new) = self, let row = try Release.rowID(of: release.id, in: db) else { return self }
        let earlier = try Revision.authors(of: new.digest, after: release.lastVouchedFor, of: row, in: db)
        return .revised(
            Revision(
                number: new.number, digest: new.digest, createdBy: new.createdBy, createdAt: new.createdAt, content: new.content, parent: new.parent,
                authors: new.authors.union(earlier)))
    }

    /// Nobody puts their word to, and nobody is shown, a text that is not the one that was written. Throws `Damaged`.
    fileprivate func checkText(of release: Release) throws {
        switch self {
        case .approved: try release.revision.check()
        case .published(let text), .reinstated(let text), .archived(let text): try text.revision.check()
        default: break
        }
    }
}

extension Result where Failure == Refusal {
    /// The success made into another; what the database throws goes through.
    fileprivate func flatMapThrowing<Next>(_ next: (Success) throws -> Next) throws -> Result<Next, Refusal> {
        switch self {
        case .success(let value): .success(try next(value))
        case .failure(let refusal): .failure(refusal)
        }
    }
}
