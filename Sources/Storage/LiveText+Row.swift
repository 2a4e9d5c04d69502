import Editorial
import GRDB

extension LiveText {
    /// The text that was made public with that publication. Its corrections are those up to then.
    static func fetch(publication id: Int64, publishedAt: Instant, in db: Database) throws -> LiveText? {
        guard let row = try Row.fetchOne(
            db,
            cached: """
                SELECT publication.*, source.public_id AS source_id
                FROM publication LEFT JOIN release AS source ON source.id = publication.translation_of WHERE publication.id = ?
                """,
            arguments: [id])
        else { return nil }
        let release = row["release_id"] as Int64
        guard let revision = try Revision.fetch(row["revision"], of: release, in: db) else { throw Damaged(what: "a publication") }
        let corrections = try Row.fetchAll(
            db,
            cached: "SELECT * FROM publication WHERE release_id = ? AND id <= ? AND correction_note IS NOT NULL ORDER BY id DESC",
            arguments: [release, id]
        ).map { Correction(revision: $0["revision"], at: $0["since"], note: $0["correction_note"], minor: $0["minor"]) }
        return LiveText(
            revision: revision, description: try Description(row: row), publishedAt: publishedAt, since: row["since"], corrections: corrections)
    }

    /// The publication of this text, made where it is not the one that was last public.
    func publication(after last: LiveText?, of release: Int64, in db: Database) throws -> Int64 {
        if let last, last == self {
            let present = try Int64.fetchOne(db, cached: "SELECT publication_id FROM release WHERE id = ?", arguments: [release])
            if let present { return present }
        }
        let correction = corrections.count > (last?.corrections.count ?? 0) ? corrections.first : nil
        try db.execute(
            cached: """
                INSERT INTO publication
                    (release_id, revision, kind, section, language, slug, translation_of, translation_revision, since, correction_note, minor)
                VALUES (?, ?, ?, ?, ?, ?, (SELECT id FROM release WHERE public_id = ?), ?, ?, ?, ?)
                """,
            arguments: [
                release, revision.number, description.kind, description.section, description.language, description.slug, description.translationOf?.release,
                description.translationOf?.revision, since, correction?.note, correction?.minor ?? false,
            ])
        return db.lastInsertedRowID
    }
}

extension Description {
    /// Of a release or a publication, with `source_id` for the release that it translates.
    init(row: Row) throws {
        guard let kind = Kind(rawValue: row["kind"]) else { throw Damaged(what: "a kind of release") }
        let source = (row["source_id"] as String?).map { TranslationSource(release: $0, revision: row["translation_revision"]) }
        self.init(kind: kind, section: row["section"], language: row["language"], slug: row["slug"], translationOf: source)
    }
}
