import Editorial
import GRDB

extension Store {
    /// Journals that a person has these texts before them, those that the public has never seen: each once a person, revision and session or token.
    /// Nobody reads what is not public unseen: where it cannot be noted, this throws `DataUnavailable`.
    package func noteOpening(of texts: [OpenedText], by origin: Origin, at now: Instant) async throws {
        let closed = texts.filter { !$0.release.publicRevisions.contains($0.revision.number) }
        guard !closed.isEmpty, let login = origin.actor.login else { return }
        // Most have been noted before, and that costs no write.
        let fresh = try await read { db in try closed.filter { try !$0.isNoted(of: login, by: origin.ticket, in: db) } }
        if !fresh.isEmpty { try await write { db in for text in fresh { try text.note(of: login, by: origin, at: now, in: db) } } }
    }
}

/// A text of a release that somebody has before them.
package struct OpenedText: Sendable {
    let release: Release
    let revision: Revision
    /// The present one, unless another is named.
    package init(_ release: Release, _ revision: Revision? = nil) { (self.release, self.revision) = (release, revision ?? release.revision) }

    fileprivate func isNoted(of login: String, by ticket: String?, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            cached: """
                SELECT EXISTS (
                    SELECT * FROM opening JOIN release ON release.id = opening.release_id
                    WHERE release.public_id = ? AND opening.revision = ? AND login = ? AND ticket = ?)
                """,
            arguments: [release.id, revision.number, login, ticket ?? ""]) ?? false
    }

    fileprivate func note(of login: String, by origin: Origin, at now: Instant, in db: Database) throws {
        try db.execute(
            cached: "INSERT INTO opening (release_id, revision, login, ticket) SELECT id, ?, ?, ? FROM release WHERE public_id = ? ON CONFLICT DO NOTHING",
            arguments: [revision.number, login, origin.ticket ?? "", release.id])
        guard db.changesCount == 1 else { return }
        var details: [String: JSON] = ["revision": JSON(revision.number), "digest": .string(revision.digest), "release_at": JSON(release.releaseAt)]
        if origin.via == .desk { details["session"] = origin.ticket.map(JSON.string) }
        try JournalEntry.append("text.open", details, release: release.id, by: origin, at: now, in: db)
    }
}
