import Editorial
import GRDB

/// What of the talk about a release stands on its page.
package struct Discussion: Sendable {
    /// The last that are open, oldest first.
    package let open: [Comment]
    /// Those that were settled last, in that order.
    package let settled: [Comment]
    /// How many there are, shown or not.
    package let openCount: Int
    package let settledCount: Int
}

extension Store {
    /// Newest first; none where there is no such release. Throws `Invalid` for a cursor that is none.
    package func comments(on id: String, _ page: PageRequest = PageRequest()) async throws -> Listing<Comment> {
        guard let after = page.after.map({ Int($0) }) ?? Int.max else { throw PageRequest.unknownCursor }
        return try await read { db in
            let comments = try Comment.fetchAll("number < ? ORDER BY number DESC LIMIT ?", [after, page.limit + 1], of: id, in: db)
            return page.listing(of: comments) { String($0.number) }
        }
    }

    /// Up to `open` and `settled` of them.
    package func discussion(of id: String, open: Int, settled: Int) async throws -> Discussion {
        try await read { db in
            let counts = try Row.fetchOne(
                db,
                cached: """
                    SELECT count(*) AS whole, count(resolved_at) AS settled FROM comment
                    WHERE release_id = (SELECT id FROM release WHERE public_id = ?)
                    """,
                arguments: [id])
            let (whole, done): (Int, Int) = counts.map { ($0["whole"], $0["settled"]) } ?? (0, 0)
            return Discussion(
                open: try Comment.fetchAll("resolved_at IS NULL ORDER BY number DESC LIMIT ?", [open], of: id, in: db).reversed(),
                settled: try Comment.fetchAll("resolved_at IS NOT NULL ORDER BY resolved_at DESC, number DESC LIMIT ?", [settled], of: id, in: db).reversed(),
                openCount: whole - done, settledCount: done)
        }
    }

    /// Throws `NotFound`.
    package func comment(_ number: Int, on id: String) async throws -> Comment {
        try await read { db in
            guard let row = try Release.rowID(of: id, in: db) else { throw NotFound("release") }
            return try Comment.fetch(number, on: row, in: db)
        }
    }
}

extension Comment {
    /// On one release; a talk that long is had elsewhere.
    static let most = 500
    /// To one comment.
    static let mostReplies = 100

    /// Throws `NotFound`.
    static func fetch(_ number: Int, on row: Int64, in db: Database) throws -> Comment {
        let found = try Row.fetchOne(db, cached: "SELECT * FROM comment WHERE release_id = ? AND number = ?", arguments: [row, number])
        guard let found else { throw NotFound("comment") }
        return try Comment(row: found, in: db)
    }

    fileprivate static func fetchAll(_ question: String, _ arguments: StatementArguments, of id: String, in db: Database) throws -> [Comment] {
        try Row.fetchAll(
            db, cached: "SELECT * FROM comment WHERE release_id = (SELECT id FROM release WHERE public_id = ?) AND \(question)", arguments: [id] + arguments
        ).map { try Comment(row: $0, in: db) }
    }

    /// Its replies are found by one step in their index.
    fileprivate init(row: Row, in db: Database) throws {
        // About a field that nobody knows it is about the whole: one damaged row must not take the page from those who decide there.
        let anchor = (row["field"] as String?).flatMap(ContentField.init).map { Anchor(field: $0, quote: row["quote"], occurrence: row["occurrence"]) }
        let resolver = row["resolved_by"] as String?
        self.init(
            number: row["number"], anchor: anchor, body: row["body"], by: row["login"], at: row["at"],
            replies: try Row.fetchAll(
                db, cached: "SELECT * FROM comment_reply WHERE release_id = ? AND number = ? ORDER BY id",
                arguments: [row["release_id"] as Int64, row["number"] as Int]
            ).map { Reply(body: $0["body"], by: $0["login"], at: $0["at"]) },
            resolution: resolver.map { Resolution(by: $0, at: row["resolved_at"]) })
    }
}
