import Editorial
import GRDB

extension Store {
    /// Appends an entry that goes with no other change, such as a refused sign-in.
    package func note(_ action: String, details: [String: JSON] = [:], release: String? = nil, by origin: Origin, at now: Instant) async throws {
        try await write { db in try JournalEntry.append(action, details, release: release, by: origin, at: now, in: db) }
    }

    /// Newest first.
    package func journal(_ filter: JournalFilter, _ page: PageRequest) async throws -> Listing<JournalEntry> {
        let after = try page.after.map { cursor in
            guard let sequence = Int(cursor), sequence > 0 else { throw PageRequest.unknownCursor }
            return sequence
        }
        return try await read { db in
            let rows = try Row.fetchAll(
                db,
                cached: """
                    SELECT * FROM journal
                    WHERE sequence < :after AND (:release IS NULL OR release_id = :release) AND (:actor IS NULL OR actor = :actor)
                        AND (:action IS NULL OR substr(action, 1, length(:action)) = :action)
                    ORDER BY sequence DESC LIMIT :limit
                    """,
                arguments: [
                    "after": after ?? Int.max, "release": filter.release, "actor": filter.actor, "action": filter.action, "limit": page.limit + 1,
                ])
            return page.listing(of: try rows.map(JournalEntry.init(row:))) { String($0.sequence) }
        }
    }
}

/// Which entries are asked for; nil asks for all.
package struct JournalFilter: Sendable {
    /// A release's id.
    package var release: String?
    /// A login, `clock`, `courier` or `cli:USER`.
    package var actor: String?
    /// The beginning of an action: `release.` or `session.sign-in`.
    package var action: String?
    package init(release: String? = nil, actor: String? = nil, action: String? = nil) { (self.release, self.actor, self.action) = (release, actor, action) }
}

extension JournalEntry {
    /// Appends what `origin` did to the chain, with the road that it came by.
    static func append(_ action: String, _ details: [String: JSON], release: String? = nil, by origin: Origin, at now: Instant, in db: Database) throws {
        var details = details
        // Which of a person's programs it was.
        if origin.via == .api { details["token"] = origin.ticket.map(JSON.string) }
        try append(action, details, release: release, actor: origin.actor.name, via: origin.via, address: origin.address, at: now, in: db)
    }

    static func append(
        _ action: String, _ details: [String: JSON], release: String? = nil, actor: String, via: Origin.Road, address: String?, at now: Instant, in db: Database
    ) throws {
        var details = details
        details["via"] = .string(via.rawValue)
        details["address"] = address.map(JSON.string)
        let last = try Row.fetchOne(db, cached: "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1").map { ($0["sequence"] as Int, $0["hash"] as String) }
        let entry = JournalEntry(after: last, at: now, actor: actor, action: action, releaseID: release, details: .object(details))
        try db.execute(
            cached: "INSERT INTO journal (sequence, at, actor, action, release_id, details, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [entry.sequence, entry.at, entry.actor, entry.action, entry.releaseID, entry.details.stored, entry.previousHash, entry.hash])
    }

    /// Appends what somebody unknown tried, unless the last entries of this minute say the same: a flood of tries does not become one of entries.
    static func appendOnceAMinute(_ action: String, _ details: [String: JSON], address: String?, at now: Instant, in db: Database) throws {
        let recent = try Row.fetchAll(db, cached: "SELECT * FROM journal WHERE actor = ? ORDER BY sequence DESC LIMIT 200", arguments: [UserRules.anonymous])
        let minuteAgo = now.later(seconds: -60)
        let isKnown = try recent.map(JournalEntry.init(row:)).contains { entry in
            entry.action == action && entry.at > minuteAgo && entry.details["address"].string == address && details.allSatisfy { entry.details[$0] == $1 }
        }
        if !isKnown { try append(action, details, actor: UserRules.anonymous, via: .desk, address: address, at: now, in: db) }
    }

    init(row: Row) throws {
        self.init(
            sequence: row["sequence"], at: row["at"], actor: row["actor"], action: row["action"], releaseID: row["release_id"],
            details: try JSON(stored: row["details"]), previousHash: row["previous_hash"], hash: row["hash"])
    }
}
