import Editorial
import GRDB

extension Store {
    /// A further comment; answers its number. The journal keeps that it was made and on which field, never its words, which are for colleagues alone.
    /// Throws as `discuss`, and `Invalid` where a release has 500.
    @discardableResult
    package func comment(_ body: String, on anchor: Anchor?, of id: String, by origin: Origin, at now: Instant) async throws -> Int {
        let body = body.withUnixLines
        // A long text is read before it is this comment's turn to be written, and once more only where somebody has changed it meanwhile.
        let anchors = [anchor].compactMap { $0 }
        let before = anchor?.quote == nil ? nil : try await release(id).map { Passages(of: $0.revision, for: anchors) }
        return try await discuss("comment.add", on: id, by: origin, at: now) { db, release, row, actor in
            try Refusal.check(release.objections(toCommentingBy: actor))
            let passages = before.flatMap { $0.digest == release.revision.digest ? $0 : nil } ?? Passages(of: release.revision, for: anchors)
            try release.checkComment(body, on: anchor, in: passages)
            let number = (try Int.fetchOne(db, cached: "SELECT max(number) FROM comment WHERE release_id = ?", arguments: [row]) ?? 0) + 1
            guard number <= Comment.most else { throw Invalid("/body", "A release has at most \(Comment.most) comments: reply to one of them.") }
            try db.execute(
                cached: "INSERT INTO comment (release_id, number, field, quote, occurrence, body, login, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [row, number, anchor?.field.rawValue, anchor?.quote, anchor?.occurrence ?? 1, body, actor.name, now])
            return (number, anchor?.field)
        }
    }

    /// An answer to one. Throws as `discuss`, and `Invalid` where it has 100.
    package func reply(_ body: String, to number: Int, of id: String, by origin: Origin, at now: Instant) async throws {
        let body = body.withUnixLines
        try await discuss("comment.reply", on: id, by: origin, at: now) { db, release, row, actor in
            let comment = try Comment.fetch(number, on: row, in: db)
            try Refusal.check(release.objections(toCommentingBy: actor))
            try release.checkReply(body)
            let replies = "SELECT count(*) FROM comment_reply WHERE release_id = ? AND number = ?"
            guard try Int.fetchOne(db, cached: replies, arguments: [row, number]) ?? 0 < Comment.mostReplies else {
                throw Invalid("/body", "A comment has at most \(Comment.mostReplies) replies: make another comment.")
            }
            try db.execute(
                cached: "INSERT INTO comment_reply (release_id, number, body, login, at) VALUES (?, ?, ?, ?, ?)", arguments: [row, number, body, actor.name, now])
            return (number, comment.anchor?.field)
        }
    }

    /// Says that one is settled, or open again; where it is so already, nothing happens. What waited for it alone follows by itself. Throws as `discuss`.
    package func settle(_ number: Int, _ isSettled: Bool, of id: String, by origin: Origin, at now: Instant) async throws {
        try await discuss(isSettled ? Self.settling : "comment.reopen", on: id, by: origin, at: now) { db, release, row, actor in
            let comment = try Comment.fetch(number, on: row, in: db)
            try Refusal.check(release.objections(toResolving: comment, by: actor, under: office))
            guard isSettled != (comment.resolution != nil) else { return nil }
            try db.execute(
                cached: "UPDATE comment SET resolved_by = ?, resolved_at = ? WHERE release_id = ? AND number = ?",
                arguments: [isSettled ? actor.name : nil, isSettled ? now : nil, row, number])
            return (number, comment.anchor?.field)
        }
    }

    private static let settling = "comment.resolve"

    /// One act about a comment, journaled in the same transaction. Throws `NotFound` where there is no such release or comment, or the person may not know of
    /// it, `Invalid`, and `Refusal` or, for a closed account, `Forbidden`, both of which are journaled.
    @discardableResult
    private func discuss(
        _ action: String, on id: String, by origin: Origin, at now: Instant,
        _ change: @Sendable @escaping (Database, Release, Int64, Actor) throws -> (number: Int, field: ContentField?)?
    ) async throws -> Int {
        try await decide { db -> Result<Int, any Error> in
            guard let release = try Release.fetch(id, in: db), let row = try Release.rowID(of: id, in: db) else { throw NotFound("release") }
            do {
                let actor = try origin.present(in: db).actor
                if case .person(let person) = actor, !release.isOpen(to: person, under: office) { throw NotFound("release") }
                guard let (number, field) = try change(db, release, row, actor) else { return .success(0) }
                var details: [String: JSON] = ["comment": JSON(number), "revision": JSON(release.revision.number)]
                details["field"] = (field?.rawValue).map(JSON.string)
                try JournalEntry.append(action, details, release: id, by: origin, at: now, in: db)
                if action == Self.settling { try followComments(on: id, at: now, in: db) }
                return .success(number)
            } catch let refusal where refusal is Refusal || refusal is Forbidden {
                try Self.note(refusal, of: action, [:], release: id, by: origin, at: now, in: db)
                return .failure(refusal)
            }
        }.get()
    }

    /// What an open comment held up goes on once it is settled, though the release is no other than before. The clock looks again: where others are open still, or
    /// something else is in the way, it marks the release anew.
    private func followComments(on id: String, at now: Instant, in db: Database) throws {
        try db.execute(cached: "UPDATE release SET idle_version = NULL WHERE public_id = ? AND idle_version IS NOT NULL", arguments: [id])
        if db.changesCount > 0 { signals.note(.schedule) }
        guard try !Self.onHold(in: db), let release = try Release.fetch(id, in: db) else { return }
        try announceAhead(from: release, to: follow(release, at: now, in: db), by: .clock, at: now, in: db)
    }
}
