import Editorial
import GRDB

extension Release {
    /// The same release, where its slug follows the headline and another release has that address, with -2, -3 … behind it.
    func withFreeSlug(in db: Database) throws -> Release {
        guard slugFollowsHeadline else { return self }
        var free = self
        var number = 1
        while try !free.mayHaveAddress(in: db) {
            number += 1
            free.description.slug = "\(description.slug)-\(number)"
        }
        return free
    }

    /// Claims the address that the release has and the one that the public knows. Throws `Invalid` where another release has it.
    func claimAddresses(of row: Int64, in db: Database) throws {
        try db.execute(
            cached: "DELETE FROM address WHERE release_id = ? AND public = 0 AND NOT (language = ? AND slug = ?)",
            arguments: [row, description.language, description.slug])
        try Self.claim(description, public: false, for: row, in: db)
        if let text = live.lastText { try Self.claim(text.description, public: true, for: row, in: db) }
    }

    private static func claim(_ description: Description, public: Bool, for row: Int64, in db: Database) throws {
        try db.execute(
            cached: """
                INSERT INTO address (language, slug, release_id, public) VALUES (?, ?, ?, ?)
                ON CONFLICT (language, slug) DO UPDATE SET public = max(public, excluded.public) WHERE release_id = excluded.release_id
                """,
            arguments: [description.language, description.slug, row, `public`])
        if db.changesCount == 0 { throw Invalid("/slug", "Another release has the address \(description.slug).") }
    }

    private func mayHaveAddress(in db: Database) throws -> Bool {
        let holder = try String.fetchOne(
            db, cached: "SELECT public_id FROM address JOIN release ON release.id = release_id WHERE address.language = ? AND address.slug = ?",
            arguments: [description.language, description.slug])
        return holder == nil || holder == id
    }
}
