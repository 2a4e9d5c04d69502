import Distribution
import Editorial
import GRDB

extension Store {
    /// Live texts, newest first by publication, but for those that are damaged; `section` nil means all.
    package func newsroom(language: String, section: String? = nil, _ page: PageRequest) async throws -> Listing<Release> {
        try await read { db in
            var conditions = "release.live = 'text' AND release.live_language = ?"
            var arguments: StatementArguments = [language]
            if let section {
                conditions += " AND release.live_section = ?"
                arguments += [section]
            }
            if let row = try page.releaseRow(in: db) {
                conditions += " AND (release.published_at, release.id) < (SELECT published_at, id FROM release WHERE id = ?)"
                arguments += [row]
            }
            let rows = try Row.fetchAll(
                db, cached: "\(Release.selection) WHERE \(conditions) ORDER BY release.published_at DESC, release.id DESC LIMIT ?",
                arguments: arguments + [page.limit + 1])
            return page.listing(of: try rows.map { try Listed(row: $0, in: db) }, cursor: \.id).readable
        }
    }

    /// A release of which the public sees a text or a notice under that slug.
    package func live(slug: String, language: String) async throws -> Release? {
        try await read { db in
            try Row.fetchOne(
                db,
                cached: """
                    \(Release.selection) JOIN address ON address.release_id = release.id
                    WHERE address.language = ? AND address.slug = ? AND release.live_language = address.language AND release.live_slug = address.slug
                    """,
                arguments: [language, slug]
            ).map { try Release(row: $0, in: db) }
        }
    }

    /// A text that was once live of a release, by its revision's number.
    package func formerly(_ number: Int, of id: String) async throws -> LiveText? {
        try await read { db in
            guard let row = try Row.fetchOne(
                db,
                cached: """
                    SELECT max(publication.id) AS publication, release.published_at
                    FROM publication JOIN release ON release.id = publication.release_id
                    WHERE release.public_id = ? AND publication.revision = ? GROUP BY release.id
                    """,
                arguments: [id, number])
            else { return nil }
            return try LiveText.fetch(publication: row["publication"], publishedAt: row["published_at"], in: db)
        }
    }

    /// How many enabled endpoints that event of the release would go to now.
    package func audience(of type: EventType, release: Release) async throws -> Int {
        // Taken away and given back is the text that was public, whatever the draft says by now.
        let isOfThePublicText = [.withdrawn, .reinstated].contains(type)
        let description = isOfThePublicText ? release.live.lastText?.description ?? release.description : release.description
        return try await read { db in
            guard let row = try Release.rowID(of: release.id, in: db) else { throw NotFound("release") }
            let wanted = Wanted(type, of: row, standing: description)
            return try Int.fetchOne(
                db, cached: "WITH \(Wanted.table) SELECT count(*) FROM endpoint WHERE status = 'enabled' AND \(wanted.condition)", arguments: wanted.arguments) ?? 0
        }
    }
}
