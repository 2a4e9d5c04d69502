import Editorial
import GRDB

/// What a list says of a revision: all but its text.
package struct RevisionHead: Sendable, Hashable {
    package let number: Int
    package let digest: String
    package let createdBy: String
    package let createdAt: Instant
    /// Whether its text cannot be read.
    package let isDamaged: Bool

    /// Of one that was read.
    package init(of revision: Revision) {
        (number, digest, createdBy, createdAt) = (revision.number, revision.digest, revision.createdBy, revision.createdAt)
        isDamaged = false
    }

    fileprivate init(row: Row) {
        (number, digest, createdBy, createdAt) = (row["number"], row["digest"], row["created_by"], row["created_at"])
        isDamaged = row["damaged"]
    }
}

extension Store {
    /// Newest first, without their texts. Throws `Invalid` for a cursor that is none.
    package func revisionHeads(of id: String, _ page: PageRequest) async throws -> Listing<RevisionHead> {
        let last = try page.revision
        return try await read { db in
            let rows = try Row.fetchAll(
                db, cached: "SELECT number, digest, revision.created_by, revision.created_at, NOT json_valid(content) AS damaged \(Self.newestFirst)",
                arguments: [id, last, page.limit + 1])
            return page.listing(of: rows.map(RevisionHead.init(row:))) { String($0.number) }
        }
    }

    /// Newest first, without those whose text is damaged. Throws `Invalid` for a cursor that is none.
    package func revisions(of id: String, _ page: PageRequest) async throws -> Listing<Revision> {
        let last = try page.revision
        return try await read { db in
            let rows = try Row.fetchAll(db, cached: "SELECT revision.* \(Self.newestFirst)", arguments: [id, last, page.limit + 1])
            let shown = rows.prefix(page.limit)
            let revisions = try shown.compactMap { row in do { return try Revision(row: row, in: db) } catch is Damaged { return nil } }
            return Listing(items: revisions, next: rows.count > shown.count ? shown.last.map { String($0["number"] as Int) } : nil)
        }
    }

    private static let newestFirst = """
        FROM revision JOIN release ON release.id = revision.release_id
        WHERE release.public_id = ? AND number < ? ORDER BY number DESC LIMIT ?
        """
}

extension PageRequest {
    /// The number of the revision that the page before ended with.
    fileprivate var revision: Int {
        get throws(Invalid) {
            guard let after else { return .max }
            guard let number = Int(after), number > 0 else { throw Self.unknownCursor }
            return number
        }
    }
}
