/// One line of the journal: what happened, chained to the one before.
package struct JournalEntry: Sendable, Equatable {
    /// From 1, without gaps.
    package let sequence: Int
    package let at: Instant
    package let actor: String
    /// `noun.verb`; a refused one ends in `.refused`.
    package let action: String
    package let releaseID: String?
    package let details: JSON
    /// The hash of the entry before, 64 zeros for the first.
    package let previousHash: String
    /// Hex SHA-256 of the RFC 8785 form of the entry without its hash.
    package let hash: String

    package init(sequence: Int, at: Instant, actor: String, action: String, releaseID: String?, details: JSON, previousHash: String, hash: String) {
        (self.sequence, self.at, self.actor, self.action) = (sequence, at, actor, action)
        (self.releaseID, self.details, self.previousHash, self.hash) = (releaseID, details, previousHash, hash)
    }
}

extension JournalEntry {
    /// The entry that follows `previous`, nil for the first, with its hash.
    package init(after previous: (sequence: Int, hash: String)?, at: Instant, actor: String, action: String, releaseID: String?, details: JSON) {
        let unsealed = JournalEntry(
            sequence: (previous?.sequence ?? 0) + 1, at: at, actor: actor, action: action, releaseID: releaseID, details: details,
            previousHash: previous?.hash ?? String(repeating: "0", count: 64), hash: "")
        self.init(
            sequence: unsealed.sequence, at: at, actor: actor, action: action, releaseID: releaseID, details: details,
            previousHash: unsealed.previousHash, hash: unsealed.recomputedHash)
    }

    /// The hash that the entry must have: anything else means that it was changed.
    package var recomputedHash: String { sha256(JSON.object(unsealed).canonical) }

    /// As the API and the export show it.
    package var json: JSON { .object(unsealed.merging(["hash": .string(hash)]) { $1 }) }

    private var unsealed: [String: JSON] {
        [
            "sequence": JSON(sequence), "at": JSON(at), "actor": .string(actor), "action": .string(action), "release_id": JSON(releaseID),
            "details": details, "previous_hash": .string(previousHash),
        ]
    }
}
