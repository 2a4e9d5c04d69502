import Editorial
import GRDB

extension Release {
    /// The columns and tables of the urgent road, for `selection`.
    static let controlColumns = """
        urgency.revision AS urgency_revision, urgency.digest AS urgency_digest, urgency.reason AS urgency_reason, urgency.login AS urgency_login,
        urgency.at AS urgency_at, review.revision AS review_revision, review.reason AS review_reason, review.login AS review_login,
        review.since AS review_since, review.due_at AS review_due_at,
        (SELECT count(*) FROM comment WHERE comment.release_id = release.id AND comment.resolved_at IS NULL) AS open_comments
        """
    static let controlTables = "LEFT JOIN urgency ON urgency.release_id = release.id LEFT JOIN review ON review.release_id = release.id"

    static func confinedTo(row: Row, in db: Database) throws -> Set<String>? {
        guard row["confined"] else { return nil }
        return try String.fetchSet(db, cached: "SELECT login FROM confined_person WHERE release_id = ?", arguments: [row["id"] as Int64])
    }

    static func unvouched(row: Row, in db: Database) throws -> [Int: Set<String>] {
        try Row.fetchAll(db, cached: "SELECT revision, login FROM unvouched WHERE release_id = ?", arguments: [row["id"] as Int64])
            .reduce(into: [:]) { $0[$1["revision"] as Int, default: []].insert($1["login"]) }
    }

    /// Writes what differs from `before` of urgency, review and confinement.
    func saveControl(of row: Int64, after before: Release?, in db: Database) throws {
        if urgency != before?.urgency {
            try db.execute(cached: "DELETE FROM urgency WHERE release_id = ?", arguments: [row])
            if let urgency {
                try db.execute(
                    cached: "INSERT INTO urgency (release_id, revision, digest, reason, login, at) VALUES (?, ?, ?, ?, ?, ?)",
                    arguments: [row, urgency.revision, urgency.digest, urgency.reason, urgency.by, urgency.at])
            }
        }
        if review != before?.review {
            try db.execute(cached: "DELETE FROM review WHERE release_id = ?", arguments: [row])
            if let review {
                try db.execute(
                    cached: "INSERT INTO review (release_id, revision, login, reason, since, due_at) VALUES (?, ?, ?, ?, ?, ?)",
                    arguments: [row, review.revision, review.by, review.reason, review.since, review.due])
                for login in review.parties { try db.execute(cached: "INSERT INTO review_party (release_id, login) VALUES (?, ?)", arguments: [row, login]) }
            }
        }
        if unvouched != before?.unvouched ?? [:] {
            try db.execute(cached: "DELETE FROM unvouched WHERE release_id = ?", arguments: [row])
            for (revision, logins) in unvouched {
                for login in logins {
                    try db.execute(cached: "INSERT INTO unvouched (release_id, revision, login) VALUES (?, ?, ?)", arguments: [row, revision, login])
                }
            }
        }
        guard confinedTo != before?.confinedTo else { return }
        try db.execute(cached: "DELETE FROM confined_person WHERE release_id = ?", arguments: [row])
        for login in confinedTo ?? [] {
            guard try User.fetch(login, in: db) != nil else { throw Invalid("/confined_to", "There is no account “\(login)”.") }
            try db.execute(cached: "INSERT INTO confined_person (release_id, login) VALUES (?, ?)", arguments: [row, login])
        }
    }
}

extension Urgency {
    init?(row: Row) {
        guard let revision = row["urgency_revision"] as Int? else { return nil }
        self.init(
            revision: revision, digest: row["urgency_digest"], reason: row["urgency_reason"], by: row["urgency_login"], at: row["urgency_at"])
    }
}

extension Review {
    init?(row: Row, in db: Database) throws {
        guard let revision = row["review_revision"] as Int? else { return nil }
        let parties = try String.fetchSet(db, cached: "SELECT login FROM review_party WHERE release_id = ?", arguments: [row["id"] as Int64])
        self.init(
            revision: revision, parties: parties, by: row["review_login"], reason: row["review_reason"], since: row["review_since"], due: row["review_due_at"])
    }
}

extension Store {
    /// The releases of which a review is owed, the one that is due first at the front; without those whose text is damaged, which nobody can review.
    package func reviewsOwed() async throws -> [Release] {
        try await read { db in
            try Row.fetchAll(db, cached: "\(Release.selection) WHERE review.due_at IS NOT NULL ORDER BY review.due_at, release.id").compactMap { try Listed(row: $0, in: db).release }
        }
    }

    /// How many reviews are owed, and how many of them are overdue at `now`.
    package func reviewCounts(at now: Instant) async throws -> (owed: Int, overdue: Int) {
        try await read { db in try Self.reviewCounts(at: now, in: db) }
    }

    static func reviewCounts(at now: Instant, in db: Database) throws -> (owed: Int, overdue: Int) {
        let row = try Row.fetchOne(db, cached: "SELECT count(*) AS owed, count(*) FILTER (WHERE due_at <= ?) AS overdue FROM review", arguments: [now])
        return (row?["owed"] ?? 0, row?["overdue"] ?? 0)
    }
}
