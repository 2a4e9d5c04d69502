import Editorial
import GRDB

extension Release {
    /// What each question about releases begins with.
    static let selection = """
        SELECT release.*, source.public_id AS source_id, \(controlColumns)
        FROM release LEFT JOIN release AS source ON source.id = release.translation_of \(controlTables)
        """

    static func fetch(_ id: String, in db: Database) throws -> Release? {
        try Row.fetchOne(db, cached: "\(selection) WHERE release.public_id = ?", arguments: [id]).map { try Release(row: $0, in: db) }
    }

    static func rowID(of id: String, in db: Database) throws -> Int64? {
        try Int64.fetchOne(db, cached: "SELECT id FROM release WHERE public_id = ?", arguments: [id])
    }

    init(row: Row, in db: Database) throws {
        let id = row["id"] as Int64
        guard let revision = try Revision.fetch(row["revision"], of: id, in: db) else { throw Damaged(what: "a release without its text") }
        let approvals = try Row.fetchAll(db, cached: "SELECT * FROM approval WHERE release_id = ? ORDER BY id", arguments: [id]).map(Approval.init(row:))
        let publicRevisions = try Int.fetchSet(db, cached: "SELECT revision FROM publication WHERE release_id = ?", arguments: [id])
        self.init(
            id: row["public_id"], workflow: row["workflow"], state: row["state"], version: row["version"], description: try Description(row: row),
            slugFollowsHeadline: row["slug_follows"], releaseAt: row["release_at"], releaseZone: row["release_zone"],
            imported: row["imported"], createdBy: row["created_by"], createdAt: row["created_at"], updatedAt: row["updated_at"], revision: revision, revisionCount: row["revision_count"], approvals: approvals,
            live: try Live(row: row, in: db), publicRevisions: publicRevisions, unvouched: try Self.unvouched(row: row, in: db),
            urgency: Urgency(row: row), review: try Review(row: row, in: db),
            openComments: row["open_comments"], confinedTo: try Self.confinedTo(row: row, in: db))
    }

    /// Writes what differs from `before`, nil for a new release. Throws `Invalid` where the slug is taken or the source of a translation is not there.
    func save(after before: Release?, in db: Database) throws {
        let row = try before == nil ? insert(in: db) : Self.rowID(of: id, in: db)
        guard let row else { throw NotFound("release") }
        if revision.number > (before?.revisionCount ?? 0) { try revision.insert(of: row, in: db) }
        if approvals != before?.approvals ?? [] { try saveApprovals(of: row, in: db) }
        try saveControl(of: row, after: before, in: db)
        try claimAddresses(of: row, in: db)
        try update(row, after: before, in: db)
    }

    private func insert(in db: Database) throws -> Int64 {
        try db.execute(
            cached: """
                INSERT INTO release
                    (public_id, workflow, state, version, kind, section, language, slug, slug_follows, imported, created_by, created_at, updated_at,
                    revision, revision_count, words, live)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', 'nothing')
                """,
            arguments: [
                id, workflow, state, version, description.kind, description.section, description.language, description.slug, slugFollowsHeadline, imported,
                createdBy, createdAt, updatedAt, revision.number, revisionCount,
            ])
        return db.lastInsertedRowID
    }

    private func update(_ row: Int64, after before: Release?, in db: Database) throws {
        let source = try description.translationOf.map { source in
            guard let found = try Self.rowID(of: source.release, in: db), found != row else { throw Invalid("/translation_of", "There is no such release.") }
            guard try Revision.fetch(source.revision, of: found, in: db) != nil else { throw Invalid("/translation_of", "That release has no such revision.") }
            return found
        }
        let text = live.lastText
        let publication = try text?.publication(after: before?.live.lastText, of: row, in: db)
        try db.execute(
            cached: """
                UPDATE release SET
                    workflow = :workflow, state = :state, version = :version, kind = :kind, section = :section, language = :language, slug = :slug,
                    slug_follows = :slug_follows, translation_of = :translation_of, translation_revision = :translation_revision, release_at = :release_at,
                    release_zone = :release_zone, confined = :confined, imported = :imported, updated_at = :updated_at, revision = :revision, revision_count = :revision_count, words = :words, live = :live,
                    publication_id = :publication, live_section = :live_section, live_language = :live_language, live_slug = :live_slug,
                    published_at = :published_at, withdrawn_at = :withdrawn_at, withdrawal_note = :withdrawal_note, hide_headline = :hide_headline
                WHERE id = :id
                """,
            arguments: [
                "workflow": workflow, "state": state, "version": version, "kind": description.kind, "section": description.section,
                "language": description.language, "slug": description.slug, "slug_follows": slugFollowsHeadline, "translation_of": source,
                "translation_revision": description.translationOf?.revision, "release_at": releaseAt, "release_zone": releaseZone,
                "confined": confinedTo != nil, "imported": imported, "updated_at": updatedAt,
                "revision": revision.number, "revision_count": revisionCount, "words": "\(revision.content.headline)\n\(description.slug)".lowercased(),
                "live": live.column, "publication": publication, "live_section": text?.description.section, "live_language": text?.description.language,
                "live_slug": text?.description.slug, "published_at": text?.publishedAt, "withdrawn_at": live.notice?.withdrawnAt,
                "withdrawal_note": live.notice?.note, "hide_headline": live.notice?.hideHeadline, "id": row,
            ])
    }

    private func saveApprovals(of row: Int64, in db: Database) throws {
        try db.execute(cached: "DELETE FROM approval WHERE release_id = ?", arguments: [row])
        for approval in approvals {
            try db.execute(
                cached: "INSERT INTO approval (release_id, revision, digest, release_at, login, role, at, minor) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [row, approval.revision, approval.digest, approval.releaseAt, approval.by, approval.role, approval.at, approval.minor])
        }
    }
}

extension Approval {
    init(row: Row) {
        self.init(
            revision: row["revision"], digest: row["digest"], releaseAt: row["release_at"], by: row["login"], role: row["role"], at: row["at"], minor: row["minor"])
    }
}

extension Live {
    var column: String {
        switch self {
        case .nothing: "nothing"
        case .text: "text"
        case .notice: "notice"
        }
    }

    fileprivate init(row: Row, in db: Database) throws {
        guard let publication = row["publication_id"] as Int64? else {
            self = .nothing
            return
        }
        guard let text = try LiveText.fetch(publication: publication, publishedAt: row["published_at"], in: db) else { throw Damaged(what: "a live text") }
        if let withdrawnAt = row["withdrawn_at"] as Instant? {
            self = .notice(Notice(text: text, withdrawnAt: withdrawnAt, note: row["withdrawal_note"], hideHeadline: row["hide_headline"]))
        } else {
            self = .text(text)
        }
    }
}
