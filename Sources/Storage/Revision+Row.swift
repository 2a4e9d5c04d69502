import Editorial
import GRDB

extension Revision {
    static func fetch(_ number: Int, of release: Int64, in db: Database) throws -> Revision? {
        try Row.fetchOne(db, cached: "SELECT * FROM revision WHERE release_id = ? AND number = ?", arguments: [release, number]).map { try Revision(row: $0, in: db) }
    }

    /// Who wrote that text, where a revision after `number` holds it already.
    static func authors(of digest: String, after number: Int, of release: Int64, in db: Database) throws -> Set<String> {
        try String.fetchSet(
            db,
            cached: """
                SELECT author.login FROM revision JOIN author ON author.release_id = revision.release_id AND author.revision = revision.number
                WHERE revision.release_id = ? AND revision.digest = ? AND revision.number > ?
                """,
            arguments: [release, digest, number])
    }

    /// Throws `Damaged` where the text is not the one that its digest was taken of.
    func check() throws { if content.digest != digest { throw Damaged(what: "a stored text that is not as it was written") } }

    func insert(of release: Int64, in db: Database) throws {
        try db.execute(
            cached: "INSERT INTO revision (release_id, number, digest, content, parent, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [release, number, digest, content.json.stored, parent, createdBy, createdAt])
        for login in authors { try db.execute(cached: "INSERT INTO author (release_id, revision, login) VALUES (?, ?, ?)", arguments: [release, number, login]) }
    }

    init(row: Row, in db: Database) throws {
        let authors = try String.fetchSet(
            db, cached: "SELECT login FROM author WHERE release_id = ? AND revision = ?", arguments: [row["release_id"] as Int64, row["number"] as Int])
        let content: Content
        // Boilerplates stand in the text whole, so none is looked up.
        do { content = try Content(json: JSON(stored: row["content"]), standing: { _ in nil }) } catch is Invalid { throw Damaged(what: "a stored text") }
        self.init(
            number: row["number"], digest: row["digest"], createdBy: row["created_by"], createdAt: row["created_at"], content: content, parent: row["parent"],
            authors: authors)
    }
}
