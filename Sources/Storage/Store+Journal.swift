import Editorial
import GRDB

extension Store {
    /// Appends an entry that goes with no other change, such as a refused sign-in.
    package func note(_ action: String, details: [String: JSON] = [:], release: String? = nil, by origin: Origin, at now: Instant) async throws {
        try await write { db in try JournalEntry.append(action, details, release: release, by: origin, at: now, in: db) }
    }

    /// Appends what somebody unknown was refused, of each address and kind at most once a minute.
    package func noteStranger(_ action: String, details: [String: JSON], address: String?, at now: Instant) async throws {
        try await write { db in try JournalEntry.appendOnceAMinute(action, details, address: address, at: now, in: db) }
    }

    /// Newest first: by number, and where days are asked for of everybody and everything, by their time. Throws `Invalid` for a cursor that is none.
    package func journal(_ filter: JournalFilter, _ page: PageRequest) async throws -> Listing<JournalEntry> {
        let after = try page.after.map { cursor in
            guard let sequence = Int(cursor), sequence > 0 else { throw PageRequest.unknownCursor }
            return sequence
        }
        let question = JournalQuestion(filter, after: after, limit: page.limit + 1, under: office)
        return try await read { db in
            let rows = try Row.fetchAll(db, cached: question.sql, arguments: question.arguments)
            return page.listing(of: rows.map(JournalEntry.init(shown:))) { String($0.sequence) }
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
    /// Not earlier than this.
    package var from: Instant?
    /// Earlier than this.
    package var before: Instant?
    /// Only what was refused.
    package var refusedOnly: Bool
    /// Only what is of no release, or of one that this person may know of; nil for whoever may know of all.
    package var reader: Person?
    package init(
        release: String? = nil, actor: String? = nil, action: String? = nil, from: Instant? = nil, before: Instant? = nil, refusedOnly: Bool = false,
        reader: Person? = nil
    ) {
        (self.release, self.actor, self.action, self.from, self.before) = (release, actor, action, from, before)
        (self.refusedOnly, self.reader) = (refusedOnly, reader)
    }
}

extension JournalEntry {
    /// In a list: where its details cannot be read, that this is so. One damaged row takes nobody's list away, and `audit verify` names it.
    init(shown row: Row) {
        self.init(
            sequence: row["sequence"], at: row["at"], actor: row["actor"], action: row["action"], releaseID: row["release_id"],
            details: (try? JSON(stored: row["details"])) ?? ["damaged": "This entry is damaged: its details cannot be read."],
            previousHash: row["previous_hash"], hash: row["hash"])
    }

    /// Appends what `origin` did to the chain, with the road that it came by.
    static func append(_ action: String, _ details: [String: JSON], release: String? = nil, by origin: Origin, at now: Instant, in db: Database) throws {
        var details = details
        switch origin.via {
        // Which of a person's programs it was, and who let it act for that person.
        case .api: details["token"] = origin.ticket.map(JSON.string)
        case .cli: details["system_user"] = origin.ticket.map(JSON.string)
        case .desk, .clock, .courier: break
        }
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
