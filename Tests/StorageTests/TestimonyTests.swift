import Editorial
import Fixtures
import GRDB
@testable import Storage
import Testing

@Suite("What is stored, held against the journal")
struct TestimonyTests {
    let place = Place(.sample(with: .flash))
    let store: Store

    /// Release 1 was corrected once and withdrawn, 2 is approved for one o'clock and confined, 3 is urged for then, 4 went out urgently and owes a review.
    init() async throws {
        store = try place.open()
        let later = Instant.noon.later(hours: 1)
        let first = try await store.publish(.sample)
        _ = try await store.take("correct", first, by: Cast.dan, at: .noon)
        let edit = Command.edit(Edit(content: .sample.with(body: "It meets tomorrow.", correctionNote: "The day was wrong.")))
        try await store.perform(edit, on: first.id, by: Cast.dan.origin, at: .noon)
        try await store.step("submit", on: first.id, by: Cast.dan)
        try await store.step("approve", on: first.id, by: Cast.sam)
        try await store.step("withdraw", on: first.id, by: Cast.pub)
        var new = NewRelease.sample
        new.releaseAt = later
        let second = try await store.publish(new)
        try await store.perform(.confine(to: ["dan"]), on: second.id, by: Cast.sam.origin, at: .noon)
        try await store.step("schedule-urgently", on: try await store.create(new, by: Cast.ana.origin, at: .noon).id, by: Cast.sam)
        new.releaseAt = nil
        try await store.step("publish-urgently", on: try await store.create(new, by: Cast.ana.origin, at: .noon).id, by: Cast.sam)
    }

    private func verify() throws { _ = try JournalReader(directory: place.data).verify() }

    /// As somebody with a database tool would do it who knows what stands in the way.
    private func tamper(_ sql: String) throws { try place.tamper("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; \(sql)") }

    @Test("an approval, the urgent word, a review or how a release stands, changed past the journal, is found", arguments: [
        (1, "UPDATE approval SET login = 'pia' WHERE release_id = 1"), (1, "UPDATE approval SET minor = 1 WHERE release_id = 1"),
        (2, "UPDATE approval SET digest = replace(digest, 'a', 'b') WHERE release_id = 2"), (2, "UPDATE approval SET role = 'legal' WHERE release_id = 2"),
        (2, "UPDATE approval SET release_at = release_at - 1 WHERE release_id = 2"), (2, "UPDATE approval SET at = at + 1 WHERE release_id = 2"),
        (2, "DELETE FROM approval WHERE release_id = 2"),
        (2, "INSERT INTO approval (release_id, revision, digest, release_at, login, role, at, minor) SELECT release_id, revision, digest, release_at, 'pia', role, at, minor FROM approval WHERE release_id = 2"),
        (2, "UPDATE release SET release_at = release_at - 1 WHERE id = 2"), (2, "UPDATE release SET state = 'published' WHERE id = 2"),
        (2, "UPDATE release SET workflow = 'press-release' WHERE id = 2"), (2, "UPDATE release SET slug = 'elsewhere' WHERE id = 2"),
        (2, "UPDATE release SET section = 'elsewhere' WHERE id = 2"), (2, "UPDATE release SET version = version + 1 WHERE id = 2"),
        (2, "UPDATE release SET confined = 0 WHERE id = 2"), (2, "INSERT INTO confined_person VALUES (2, 'pub')"),
        (1, "UPDATE release SET live_slug = 'elsewhere' WHERE id = 1"), (1, "UPDATE release SET live_section = 'elsewhere' WHERE id = 1"),
        (1, "DELETE FROM address WHERE release_id = 1"), (1, "UPDATE address SET release_id = 2 WHERE release_id = 1"),
        (2, "UPDATE release SET state = state || char(0) WHERE id = 2"), (2, "UPDATE confined_person SET login = login || char(0)"),
        (2, "UPDATE approval SET login = login || char(0) WHERE release_id = 2"),
        (2, "DELETE FROM confined_person"), (2, "UPDATE release SET revision = 9 WHERE id = 2"),
        (1, "UPDATE release SET revision = 1 WHERE id = 1"), (1, "UPDATE release SET withdrawal_note = 'All is well.' WHERE id = 1"),
        (1, "UPDATE release SET live = 'text', withdrawn_at = NULL, withdrawal_note = NULL, hide_headline = NULL WHERE id = 1"),
        (1, "UPDATE release SET publication_id = 1 WHERE id = 1"), (1, "UPDATE release SET published_at = published_at - 1 WHERE id = 1"),
        (3, "UPDATE urgency SET login = 'pia'"), (3, "UPDATE urgency SET reason = 'None.'"), (3, "DELETE FROM urgency"),
        (2, "INSERT INTO urgency SELECT 2, revision, digest, reason, login, at FROM urgency"),
        (4, "UPDATE review SET due_at = due_at + 1"), (4, "DELETE FROM review"), (4, "DELETE FROM review_party WHERE login = 'ana'"), (4, "DELETE FROM unvouched"),
    ])
    func stands(release row: Int, sql: String) throws {
        try verify()
        try tamper(sql)
        let id = try store.database.read { db in try String.fetchOne(db, sql: "SELECT public_id FROM release WHERE id = ?", arguments: [row]) }
        let last = try store.database.read { db in try Int.fetchOne(db, sql: "SELECT max(sequence) FROM journal WHERE release_id = ?", arguments: [id]) }
        #expect { try verify() } throws: {
            let broken = $0 as? BrokenRelease
            return broken?.release == id && broken?.sequence == last && broken?.part == .release
        }
    }

    @Test("what was changed past the journal is not made good by what is taken, or refused, afterwards", arguments: [true, false])
    func laundered(isTaken: Bool) async throws {
        try tamper("UPDATE approval SET login = 'pia' WHERE release_id = 2")
        let rows = try store.database.read { db in try Row.fetchAll(db, sql: "SELECT public_id FROM release ORDER BY id") }
        let id = rows[1]["public_id"] as String
        if isTaken {
            #expect(try await store.publishDue(at: .noon.later(hours: 1)) == 2)
        } else {
            await #expect(throws: Refusal.self) { try await store.step("submit", on: id, by: Cast.dan) }
        }
        #expect { try verify() } throws: { ($0 as? BrokenRelease)?.release == id }
    }

    @Test("what was public before, changed, put in or taken away past the journal, is found", arguments: [
        "UPDATE publication SET slug = 'elsewhere' WHERE id = 1", "UPDATE publication SET kind = 'speech' WHERE id = 1", "UPDATE publication SET since = since - 1 WHERE id = 1",
        "UPDATE publication SET correction_note = 'As it was.' WHERE id = 2", "UPDATE publication SET minor = 1 WHERE id = 2", "UPDATE publication SET revision = 2 WHERE id = 1",
        "DELETE FROM publication WHERE id = 1",
        "INSERT INTO publication SELECT 9, release_id, revision, kind, section, language, slug, translation_of, translation_revision, since, correction_note, minor FROM publication WHERE id = 1",
        "INSERT INTO publication SELECT 9, 2, 1, kind, section, language, slug, translation_of, translation_revision, since, correction_note, minor FROM publication WHERE id = 1",
    ])
    func publications(sql: String) throws {
        try tamper(sql)
        #expect(throws: BrokenRelease.self) { try verify() }
    }

    @Test("an author who was taken away, put in or given another name past the journal is found at the text", arguments: [
        "UPDATE author SET login = 'eve' WHERE release_id = 1 AND revision = 1", "DELETE FROM author WHERE release_id = 1 AND revision = 1",
        "INSERT INTO author VALUES (1, 1, 'sam')",
    ])
    func authors(sql: String) throws {
        try tamper(sql)
        #expect { try verify() } throws: { ($0 as? BrokenText)?.revision == 1 }
    }

    @Test("of what was done before entries said it no more is asked for, and of what is done since, everything")
    func older() throws {
        var entries: [JournalEntry] = []
        try JournalReader(directory: place.data).entries { entries.append($0) }
        let correction = try #require(entries.firstIndex { $0.action == "release.correct" })
        for index in entries.indices where index < correction {
            let said = entries[index].details.object?.filter { !["authors", "release_digest", "previous_release_digest", "publication_digest"].contains($0.key) } ?? [:]
            entries[index] = JournalEntry(after: nil, at: .noon, actor: "ana", action: entries[index].action, releaseID: entries[index].releaseID, details: .object(said))
        }
        var testimony = Testimony()
        for entry in entries { try testimony.hear(entry) }
        try store.database.read { db in try testimony.verify(in: db) }
        try tamper("UPDATE publication SET slug = 'elsewhere' WHERE id = 1")
        try store.database.read { db in try testimony.verify(in: db) }
        try tamper("UPDATE publication SET minor = 1 WHERE id = 2")
        #expect(throws: BrokenRelease.self) { try store.database.read { db in try testimony.verify(in: db) } }
    }
}
