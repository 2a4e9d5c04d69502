import Editorial
import Fixtures
import Foundation
import GRDB
@testable import Storage
import Testing

@Suite("Opening the data directory")
struct OpeningTests {
    let place = Place()

    @Test("an empty place becomes a database for its owner's eyes only, in which a commit is flushed")
    func fresh() async throws {
        let store = try place.open(staff: [])
        #expect(try mode(place.data) == 0o700)
        #expect(try mode(place.file) == 0o600)
        #expect(try await store.write { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") } == 2)
        #expect(try await store.write { db in try String.fetchOne(db, sql: "PRAGMA journal_mode") } == "wal")
        #expect(try await store.write { db in try Int.fetchOne(db, sql: "PRAGMA foreign_keys") } == 1)
        #expect(try await store.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") } == Migration.all.count)
        #expect(try await store.users().isEmpty)
    }

    @Test("a second opening while the first lives is refused, and free once it is gone")
    func lock() throws {
        var first: Store? = try place.open()
        #expect(throws: DataUnavailable.self) { try place.open() }
        #expect(first != nil)
        first = nil
        #expect(!FileManager.default.fileExists(atPath: place.file + "-wal"), "the last to leave checkpoints")
        _ = try place.open()
    }

    @Test("another process that holds the lock is named")
    func otherProcess() throws {
        try FileManager.default.createDirectory(atPath: place.data, withIntermediateDirectories: true)
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        holder.arguments = ["\(place.data)/lock", "-c", "echo held; cat"]
        let (output, input) = (Pipe(), Pipe())
        (holder.standardOutput, holder.standardInput) = (output, input)
        try holder.run()
        #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
        #expect { try place.open() } throws: { ($0 as? DataUnavailable)?.reason.contains("in use by another process") == true }
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
        _ = try place.open()
    }

    @Test("a directory that is read-only, a file, or somebody else's is refused")
    func directories() throws {
        try FileManager.default.createDirectory(atPath: place.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o500])
        #expect { try place.open() } throws: { ($0 as? DataUnavailable)?.reason.contains("read-only") == true }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.data).isEmpty)
        try FileManager.default.removeItem(atPath: place.data)
        #expect(FileManager.default.createFile(atPath: place.data, contents: Data()))
        #expect { try place.open() } throws: { ($0 as? DataUnavailable)?.reason.contains("not a directory") == true }
    }

    @Test("a directory of another system user is refused", .enabled(if: geteuid() == 0))
    func foreignOwner() throws {
        try FileManager.default.createDirectory(atPath: place.data, withIntermediateDirectories: true)
        #expect(chown(place.data, 12_345, 12_345) == 0)
        #expect { try place.open() } throws: { ($0 as? DataUnavailable)?.reason.contains("another system user") == true }
    }

    @Test("a database from a newer version is refused and left as it is")
    func newer() throws {
        _ = try place.open()
        try place.tamper("PRAGMA user_version = 999")
        let before = try Data(contentsOf: URL(fileURLWithPath: place.file))
        #expect { try place.open() } throws: { ($0 as? DataRefused)?.reason.contains("newer version") == true }
        #expect(try Data(contentsOf: URL(fileURLWithPath: place.file)) == before)
    }

    @Test("a database of another program is refused and left as it is")
    func foreign() throws {
        try FileManager.default.createDirectory(atPath: place.data, withIntermediateDirectories: true)
        try place.tamper("CREATE TABLE recipe (name TEXT)")
        let before = try Data(contentsOf: URL(fileURLWithPath: place.file))
        #expect { try place.open() } throws: { ($0 as? DataRefused)?.reason.contains("not a database of Imprimatur") == true }
        #expect(try Data(contentsOf: URL(fileURLWithPath: place.file)) == before)
    }

    @Test("a file that is no database, or has a torn page, is refused")
    func damaged() throws {
        _ = try place.open()
        try place.tamper("PRAGMA wal_checkpoint(TRUNCATE)")
        let url = URL(fileURLWithPath: place.file)
        var bytes = try Data(contentsOf: url)
        for offset in 3 * 4096..<bytes.count { bytes[offset] = 0xAA }
        try bytes.write(to: url)
        #expect { try place.open() } throws: { ($0 as? DataRefused)?.reason.contains("damaged") == true }
        try Data("Dear diary".utf8).write(to: url)
        #expect { try place.open() } throws: { ($0 as? DataRefused)?.reason.contains("damaged") == true }
    }

    @Test("from every earlier step a database with rows is migrated, after a copy of it was kept", arguments: 1..<Migration.all.count)
    func migrations(from version: Int) async throws {
        try FileManager.default.createDirectory(atPath: place.data, withIntermediateDirectories: true)
        let queue = try DatabaseQueue(path: place.file)
        try Migration.migrator(upTo: version).migrate(queue)
        try await queue.write { db in
            try db.execute(
                sql: "INSERT INTO user (login, name, password_hash, password_salt, password_n, password_r, password_p, created_at) VALUES ('ada', 'Ada', x'00', x'00', 16, 8, 1, 0)")
            guard version >= 2 else { return }
            let text = Content.sample
            try db.execute(
                sql: """
                    INSERT INTO release (public_id, workflow, state, version, kind, section, language, slug, slug_follows, imported, created_by, created_at,
                        updated_at, revision, revision_count, words, live)
                    VALUES ('r', 'press-release', 'draft', 1, 'news', 'events', 'en', 'r', 1, 0, 'ana', 0, 0, 1, 1, '', 'nothing')
                    """)
            try db.execute(
                sql: "INSERT INTO revision (release_id, number, digest, content, created_by, created_at) VALUES (1, 1, ?, ?, 'ana', 0)",
                arguments: [text.digest, text.json.stored])
            try db.execute(sql: "INSERT INTO author (release_id, revision, login) VALUES (1, 1, 'ana')")
            try db.execute(sql: "INSERT INTO user_role (user_id, role) VALUES (1, 'press-secretary')")
            guard version >= 3 else { return }
            try JournalEntry.append("user.add", ["login": "old"], by: .shell, at: .noon, in: db)
            guard version >= 6 else { return }
            try db.execute(sql: "INSERT INTO comment (release_id, number, field, quote, body, login, at) VALUES (1, 1, 'body', 'The council', 'Which?', 'ada', 0)")
            try db.execute(sql: "INSERT INTO comment_reply (release_id, number, body, login, at) VALUES (1, 1, 'That of the rivers.', 'ana', 0)")
            let (column, window) = version >= 15 ? (", typed_in", ", ''") : ("", "")
            try db.execute(sql: "INSERT INTO unsaved (user_id, release_id, version, fields, at\(column)) VALUES (1, 'r', 1, '{\"headline\":\"Typed\"}', 0\(window))")
            guard version >= 7 else { return }
            try db.execute(sql: "INSERT INTO news_seen (user_id, sequence) SELECT 1, max(sequence) FROM journal")
            guard version >= 13 else { return }
            try db.execute(sql: "INSERT INTO endpoint (public_id, name, url, allow_private, status, created_at) VALUES ('e', 'E', 'https://e.example', 0, 'enabled', 0)")
            try db.execute(sql: "INSERT INTO holding (release_id, endpoint_id, sent, event, type, revision, since) VALUES (1, 1, 1, 2, 'release.published', 1, 3)")
        }
        try await queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA application_id = \(DatabaseFile.applicationID)") }
        try queue.close()

        let store = try place.open(staff: [])
        #expect(try await store.users().map(\.person.login) == ["ada"])
        let holdings = try await store.read { db in try Row.fetchAll(db, sql: "SELECT * FROM holding").map { $0.databaseValues.map(String.init(describing:)) } }
        #expect(holdings == (version >= 13 ? [["1", "1", "1", "2", "\"release.published\"", "1", "3"]] : []))
        let release = try await store.release("r")
        #expect(release?.revision.content == (version >= 2 ? .sample : nil) && release?.confinedTo == nil && release?.review == nil)
        let comments = try await store.comments(on: "r").items
        #expect(comments.map(\.body) == (version >= 6 ? ["Which?"] : []) && comments.flatMap(\.replies).count == comments.count)
        #expect(comments.allSatisfy { $0.anchor == Anchor(field: .body, quote: "The council") })
        #expect(try await store.unsaved(of: "ada", on: "r", at: Instant(milliseconds: 0)).first?.fields["headline"].string == (version >= 6 ? "Typed" : nil))
        let ada = try #require(try await store.users().first).person
        #expect(try await store.accountNews(for: ada).entries.isEmpty, "what was before is no news")
        _ = try await store.addUser(login: "eva", name: "Eva", email: nil, roles: [.drafter], password: "tulip harbour 19", by: .shell, at: .noon)
        #expect(try await store.accountNews(for: ada).entries.map(\.action) == (version >= 2 ? ["user.add"] : []))
        let kept = place.data + "/before-\(Migration.all.count).backup"
        #expect(try mode(kept) == 0o600)
        let copy = try DatabaseQueue(path: kept)
        #expect(try await copy.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") } == version)
    }

    private func mode(_ path: String) throws -> Int? { try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int }
}
