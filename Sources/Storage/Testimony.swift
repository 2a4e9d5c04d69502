import Editorial
import GRDB

/// What the entries of a journal say of what is stored beside it: each text and its authors, how each release stands, and what was ever public of it.
struct Testimony {
    private var texts: [Text: Written] = [:]
    private var releases: [String: Told] = [:]

    /// Of the entries in their order. Those of programs before this was kept say less, and no more is asked for than they say. Throws `BrokenRelease` where a
    /// release stood otherwise before a change than the one before had left it: it was changed past the journal in between.
    mutating func hear(_ entry: JournalEntry) throws {
        guard let release = entry.releaseID else { return }
        if let revision = entry.details["revision"].integer, let digest = entry.details["digest"].string {
            let authors = entry.details["authors"].array.map { Set($0.compactMap(\.string)) }
            let first = texts[Text(release: release, revision: revision), default: Written(digest: digest, authors: authors)]
            texts[Text(release: release, revision: revision)] = Written(digest: first.digest, authors: first.authors ?? authors)
        }
        guard let digest = entry.details["release_digest"].string else {
            // Only a change is followed by how the release stands; anything else told before it is of an older program.
            if releases[release] == nil, entry.action == "release.create" { releases[release] = Told(isWhole: false) }
            return
        }
        if let stood = releases[release]?.stands, let previous = entry.details["previous_release_digest"].string, previous != stood.digest {
            throw BrokenRelease(release: release, sequence: stood.entry, part: .release)
        }
        releases[release, default: Told(isWhole: entry.action == "release.create")].stands = Said(entry: entry.sequence, digest: digest)
        if let digest = entry.details["publication_digest"].string { releases[release]?.publications.append(Said(entry: entry.sequence, digest: digest)) }
    }

    /// Whoever changes a row can change the digest beside it as well, but not the one in the chain. Throws `BrokenText` or `BrokenRelease`.
    func verify(in db: Database) throws {
        try verifyTexts(in: db)
        try verifyReleases(in: db)
    }

    private func verifyTexts(in db: Database) throws {
        var unseen = texts
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT public_id, release_id, number, digest, content, length(CAST(digest AS BLOB)) + length(CAST(content AS BLOB)) AS size
                FROM revision JOIN release ON release.id = release_id ORDER BY revision.rowid
                """)
        while let row = try rows.next() {
            let text = Text(release: row["public_id"], revision: row["number"])
            let digest = (try? JSON(stored: row["content"]).canonical).map { "sha256:" + sha256($0) }
            // Behind a zero byte SQLite keeps what no program reads.
            let size = (row["digest"] as String).utf8.count + (row["content"] as String).utf8.count
            guard size == row["size"] as Int, digest == row["digest"], let written = unseen.removeValue(forKey: text), digest == written.digest else {
                throw BrokenText(text)
            }
            guard let authors = written.authors else { continue }
            let stored = try String.fetchSet(
                db, cached: "SELECT login FROM author WHERE release_id = ? AND revision = ?", arguments: [row["release_id"] as Int64, row["number"] as Int])
            guard stored == authors else { throw BrokenText(text) }
        }
        if let gone = unseen.keys.min() { throw BrokenText(gone) }
    }

    private func verifyReleases(in db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "\(Release.selection) ORDER BY release.id")
        while let row = try rows.next() {
            let id = row["public_id"] as String
            guard let told = releases[id], let stands = told.stands else { continue }
            let release = try? Release(row: row, in: db)
            guard let release, release.digest == stands.digest, try release.isFound(as: row, in: db) else { throw BrokenRelease(release: id, sequence: stands.entry, part: .release) }
            let publications = try Row.fetchAll(db, cached: "SELECT id FROM publication WHERE release_id = ? ORDER BY id", arguments: [row["id"] as Int64])
            guard told.isWhole ? publications.count == told.publications.count : publications.count >= told.publications.count else {
                throw BrokenRelease(release: id, sequence: told.publications.last?.entry ?? stands.entry, part: .publications)
            }
            for (publication, said) in zip(publications.suffix(told.publications.count), told.publications) {
                let text = try? LiveText.fetch(publication: publication["id"], publishedAt: row["published_at"], in: db)
                guard text?.digest == said.digest else { throw BrokenRelease(release: id, sequence: said.entry, part: .publications) }
            }
        }
    }
}

extension Release {
    /// Whether lists, the newsroom and the clock find it as it stands: what they go by is its own, and holds no bytes that no program reads.
    fileprivate func isFound(as row: Row, in db: Database) throws -> Bool {
        let text = live.lastText?.description
        guard row["live"] == live.column, row["live_section"] == text?.section, row["live_language"] == text?.language, row["live_slug"] == text?.slug else { return false }
        let id = row["id"] as Int64
        for place in [description, text].compactMap(\.self) {
            let holder = try Int64.fetchOne(db, cached: "SELECT release_id FROM address WHERE language = ? AND slug = ?", arguments: [place.language, place.slug])
            guard holder == id else { return false }
        }
        // Behind a zero byte SQLite keeps what no program reads, and compares it all the same.
        let hidden = try Bool.fetchOne(
            db,
            cached: """
                SELECT EXISTS (
                        SELECT * FROM release WHERE id = ?1 AND instr(CAST(workflow || state || kind || section || language || slug || coalesce(live_section, '')
                            || coalesce(live_language, '') || coalesce(live_slug, '') AS BLOB), x'00') > 0)
                    OR EXISTS (SELECT * FROM approval WHERE release_id = ?1 AND instr(CAST(login || role || digest AS BLOB), x'00') > 0)
                    OR EXISTS (SELECT * FROM confined_person WHERE release_id = ?1 AND instr(CAST(login AS BLOB), x'00') > 0)
                """,
            arguments: [id])
        return hidden == false
    }
}

/// What is told of one text.
private struct Written {
    let digest: String
    /// Nil where nothing is told of them.
    let authors: Set<String>?
}

/// What is told of one release.
private struct Told {
    /// Whether it is told from its beginning.
    let isWhole: Bool
    /// How it stands, by the last entry that says so.
    var stands: Said?
    /// What became public, oldest first.
    var publications: [Said] = []
}

/// A digest, and the number of the entry that says it.
private struct Said {
    let entry: Int
    let digest: String
}

/// One revision of one release.
private struct Text: Hashable, Comparable {
    let release: String
    let revision: Int

    static func < (a: Text, b: Text) -> Bool { (a.release, a.revision) < (b.release, b.revision) }
}

/// A stored text, or who wrote it, is not as it was written, or is gone.
package struct BrokenText: Error, Sendable {
    package let release: String
    package let revision: Int
    fileprivate init(_ text: Text) { (release, revision) = (text.release, text.revision) }
}

/// A release, or what was public of it, does not stand as its last change left it.
package struct BrokenRelease: Error, Sendable {
    package let release: String
    /// The entry of the journal that says how it must stand.
    package let sequence: Int
    package let part: Part

    package enum Part: Sendable { case release, publications }

    /// What is wrong, in words.
    package var reason: String {
        switch part {
        case .release: "The release \(release) does not stand as entry \(sequence) of the journal left it: its state, release time, approvals or public text were changed past the journal."
        case .publications: "What was public of the release \(release) is not as entry \(sequence) of the journal says: a publication was changed, put in or taken away past it."
        }
    }
}
