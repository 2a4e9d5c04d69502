import Editorial
import GRDB

extension Store {
    /// A further release, a draft. Throws `Refusal`, `Forbidden` for a closed account (both journaled) or `Invalid`. With the id of a `form` those `copies`
    /// of what was typed into it and not saved go, what was typed in its other windows is kept beside the release, and a second post answers the release that
    /// the first one made and changes nothing; throws `AlreadyMade` where it says something else, `Conflict` where it is none of ours. With `publishedAt` it is live at once, as imported history.
    package func create(
        _ new: NewRelease, form: String? = nil, saving copies: [UnsavedText.Copy] = [], publishedAt: Instant? = nil, by origin: Origin, at now: Instant
    ) async throws -> Release {
        try new.check(under: office, at: now)
        return try await write { db -> Result<Release, any Error> in
            do {
                // A refusal takes the draft back with it.
                return .success(try db.savepoint { try create(new, form: form, saving: copies, publishedAt: publishedAt, by: origin.present(in: db), at: now, in: db) })
            } catch let refusal where refusal is Refusal || refusal is Conflict || refusal is Forbidden {
                try Self.note(refusal, of: "release.create", [:], by: origin, at: now, in: db)
                return .failure(refusal)
            }
        }.get()
    }

    private func create(
        _ new: NewRelease, form: String?, saving copies: [UnsavedText.Copy], publishedAt: Instant?, by origin: Origin, at now: Instant, in db: Database
    ) throws -> Release {
        let id = try form.map { try Release.id(madeFrom: $0, by: origin.actor.name) }
        if let made = try id.flatMap({ try Release.fetch($0, in: db) }) {
            guard made.says(new) else { throw AlreadyMade(release: made) }
            if let login = origin.actor.login { try UnsavedText.discard(copies, of: login, on: made.id, in: db) }
            return made
        }
        let release = try Release.draft(new, id: id ?? Secrets.id(at: now), by: origin.actor, at: now, under: office).withFreeSlug(in: db)
        try release.save(after: nil, in: db)
        try JournalEntry.append("release.create", release.details(under: office), release: release.id, by: origin, at: now, in: db)
        if let form, let login = origin.actor.login {
            try UnsavedText.discard(copies, of: login, on: form, in: db)
            try UnsavedText.move(from: form, to: release.id, of: login, in: db)
        }
        guard let publishedAt else { return release }
        return try perform(.archive(publishedAt: publishedAt), on: release, by: origin, at: now, in: db).get()
    }

    /// As it stands now, nil where there is none of that id.
    package func release(_ id: String) async throws -> Release? { try await read { db in try Release.fetch(id, in: db) } }

    /// Those that can be read. Throws as `listed`.
    package func releases(_ filter: ReleaseFilter, _ page: PageRequest) async throws -> Listing<Release> { try await listed(filter, page).readable }

    /// Newest first by creation, those whose text is damaged in their places. Throws `Invalid` for more than 16 words to search for.
    package func listed(_ filter: ReleaseFilter, _ page: PageRequest) async throws -> Listing<Listed> {
        let words = filter.words?.lowercased().split(whereSeparator: \.isWhitespace).map(String.init) ?? []
        guard words.count <= 16 else { throw Invalid("/q", "At most 16 words are searched for.") }
        return try await read { db in
            var conditions = ["TRUE"]
            var arguments = StatementArguments()
            func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
                guard let value else { return }
                conditions.append(condition)
                arguments += [value]
            }
            require("release.state = ?", filter.state)
            require("release.section = ?", filter.section)
            require("release.kind = ?", filter.kind)
            require("release.language = ?", filter.language)
            for word in words { require("instr(release.words, ?) > 0", word) }
            if filter.publicOnly { conditions.append(Release.isWhollyPublic) }
            let readable = Readable(to: filter.reader, under: office)
            conditions.append(readable.condition)
            arguments += readable.arguments
            require("release.id < ?", try page.releaseRow(readable, in: db))
            let rows = try Row.fetchAll(
                db, cached: "\(Release.selection) WHERE \(conditions.joined(separator: " AND ")) ORDER BY release.id DESC LIMIT ?",
                arguments: arguments + [page.limit + 1])
            return page.listing(of: try rows.map { try Listed(row: $0, in: db) }, cursor: \.id)
        }
    }

    /// Of those of these ids that are releases which `reader` may know of, what a list of other things says of them.
    package func heads(of ids: Set<String>, reader: Person) async throws -> [String: ReleaseHead] {
        guard !ids.isEmpty else { return [:] }
        let readable = Readable(to: reader, under: office)
        let marks = Array(repeating: "?", count: ids.count).joined(separator: ", ")
        return try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT public_id, coalesce(json_valid(content), 0) AND \(Release.isWhollyPublic) AS open,
                        CASE WHEN json_valid(content) THEN json_extract(content, '$.headline') END AS headline
                    FROM release LEFT JOIN revision ON revision.release_id = release.id AND revision.number = release.revision
                    WHERE public_id IN (\(marks)) AND \(readable.condition)
                    """,
                arguments: StatementArguments(ids.sorted()) + readable.arguments)
            let heads = rows.map { ($0["public_id"] as String, ReleaseHead(isWhollyPublic: $0["open"], headline: $0["headline"])) }
            return Dictionary(uniqueKeysWithValues: heads)
        }
    }

    /// Nil where the release has none of that number.
    package func revision(_ number: Int, of id: String) async throws -> Revision? {
        try await read { db in try Release.rowID(of: id, in: db).flatMap { try Revision.fetch(number, of: $0, in: db) } }
    }

    /// Without those that `reader` may not know of (nil: may know of all).
    func pending(of login: String, reader: Person? = nil, in db: Database) throws -> [Listed] {
        let states = States.approved(of: office)
        let readable = Readable(to: reader, under: office)
        return try Row.fetchAll(
            db,
            cached: """
                WITH \(states.table) \(Release.selection) JOIN among ON among.workflow = release.workflow AND among.state = release.state
                WHERE (EXISTS (SELECT * FROM author WHERE author.release_id = release.id AND author.revision = release.revision AND author.login = ?)
                    OR EXISTS (SELECT * FROM approval WHERE approval.release_id = release.id AND approval.revision = release.revision AND approval.login = ?)
                    OR (urgency.revision = release.revision AND urgency.login = ?)) AND \(readable.condition)
                ORDER BY release.release_at, release.id
                """,
            arguments: states.arguments + [login, login, login] + readable.arguments
        ).map { try Listed(row: $0, in: db) }
    }

    /// The releases whose present text, not out yet, this person has approved, whether or not more approvals are wanted.
    func approvedInPart(by login: String, in db: Database) throws -> [Listed] {
        try Row.fetchAll(
            db,
            cached: """
                \(Release.selection)
                WHERE EXISTS (SELECT * FROM approval WHERE approval.release_id = release.id AND approval.revision = release.revision AND approval.login = ?)
                    AND release.revision IS NOT (SELECT revision FROM publication WHERE publication.id = release.publication_id)
                ORDER BY release.id
                """,
            arguments: [login]
        ).map { try Listed(row: $0, in: db) }
    }
}

extension Release {
    /// The question whether there is no more to a release than what everybody can read.
    fileprivate static let isWhollyPublic = """
        release.live = 'text' AND EXISTS (
            SELECT * FROM publication
            WHERE publication.id = release.publication_id AND publication.revision = release.revision AND publication.kind = release.kind
                AND publication.section = release.section AND publication.language = release.language AND publication.slug = release.slug
                AND publication.translation_of IS release.translation_of AND publication.translation_revision IS release.translation_revision)
        """
}

extension PageRequest {
    /// The row of the release that the cursor names, nil on the first page. Throws `Invalid`, also where the reader of the list may not know of it.
    func releaseRow(_ readable: Readable = Readable(), in db: Database) throws -> Int64? {
        guard let after else { return nil }
        let row = try Int64.fetchOne(
            db, cached: "SELECT id FROM release WHERE public_id = ? AND \(readable.condition)", arguments: [after] + readable.arguments)
        guard let row else { throw Self.unknownCursor }
        return row
    }
}

/// Which releases are asked for; nil asks for all.
package struct ReleaseFilter: Sendable {
    /// A state's name, of whatever workflow.
    package var state: String?
    /// A section's slug.
    package var section: String?
    /// Its kind.
    package var kind: Kind?
    /// A language of the office.
    package var language: String?
    /// Words that the headline or the slug holds, without regard to case.
    package var words: String?
    /// Only those of which the public sees all that there is: the live text is the present one, where it stands now.
    package var publicOnly: Bool
    /// Only those that this person may know of; nil for whoever may know of all.
    package var reader: Person?
    package init(
        state: String? = nil, section: String? = nil, kind: Kind? = nil, language: String? = nil, words: String? = nil, publicOnly: Bool = false,
        reader: Person? = nil
    ) {
        (self.state, self.section, self.kind, self.language) = (state, section, kind, language)
        (self.words, self.publicOnly, self.reader) = (words, publicOnly, reader)
    }
}

/// What a list of other things says of a release.
package struct ReleaseHead: Sendable, Equatable {
    /// Whether there is no more to it than what everybody can read.
    package let isWhollyPublic: Bool
    /// The present text's; nil where it cannot be read.
    package let headline: String?
}
