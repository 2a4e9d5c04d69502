import Distribution
import Editorial
import Foundation
import GRDB

extension Store {
    /// A consistent copy of everything, with `files` (path in the copy: bytes) in its table `backup_file`; written beside `path`, mode 0600, and renamed.
    /// Answers the head of the journal in it. Administrators and the command line. Throws `Forbidden`, `DataUnavailable`, and
    /// `DataRefused` for a place among the data themselves, which the copy would overwrite.
    @discardableResult
    package func backUp(to path: String, files: [String: [UInt8]], by origin: Origin, at now: Instant) async throws -> JournalHead? {
        // Before there is a copy, so that none is ever without its entry.
        try await act("data.back-up.begin", ["path": .string(path)], allowed: \.administers, by: origin, at: now) { _ in }
        guard File.folder(of: path) != File.folder(of: directory + "/.") else {
            throw DataRefused("\(path) lies in the folder that is to be backed up; name a place outside it.")
        }
        let head = try await onOwnThread { try Backup.write(database, to: path, files: files) }
        var details: [String: JSON] = ["path": .string(path)]
        details["head"] = head.map { ["sequence": JSON($0.sequence), "hash": .string($0.hash)] }
        try await act("data.back-up", details, allowed: \.administers, by: origin, at: now) { _ in }
        return head
    }

    /// Checks the copy whole, then puts its data into an empty directory with a hold on, and answers the files it carries. `head` is the hash of an entry that
    /// must be in its journal. Throws `DataRefused`, `DataUnavailable`.
    package static func restore(from path: String, into directory: String, head: String? = nil, at now: Instant) throws -> [String: [UInt8]] {
        do {
            let backup = try Backup.open(path, head: head)
            defer { try? backup.close() }
            // Before anything is made there, and again once nobody else can make anything.
            try Backup.checkIsEmpty(directory)
            let owned = try DataDirectory(directory)
            return try withExtendedLifetime(owned) {
                try Backup.checkIsEmpty(directory)
                try Backup.put(backup, in: DatabaseFile(in: directory).path, at: now)
                let files = try backup.read { db in try Row.fetchAll(db, sql: "SELECT path, bytes FROM backup_file") }
                return Dictionary(uniqueKeysWithValues: files.map { ($0["path"], Array($0["bytes"] as Data)) })
            }
        } catch let error as DatabaseError { throw error.forPeople }
    }
}

/// A backup: one SQLite database with an application id of its own, the data and a table of files.
enum Backup {
    /// Answers the head of its journal, which it also names itself.
    @discardableResult
    static func write(_ source: some DatabaseReader, to path: String, files: [String: [UInt8]]) throws -> JournalHead? {
        do {
            var head: JournalHead?
            try File.replace(path) { partial in
                let copy = try DatabaseQueue(path: partial)
                try source.backup(to: copy)
                try copy.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA application_id = \(DatabaseFile.backupID)") }
                try copy.write { db in
                    try db.execute(sql: "CREATE TABLE backup_file (path TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID")
                    try db.execute(sql: "CREATE TABLE backup_head (sequence INTEGER NOT NULL, hash TEXT NOT NULL) STRICT")
                    if try db.tableExists("journal") { head = try JournalHead.fetch(in: db) }
                    if let head { try db.execute(sql: "INSERT INTO backup_head (sequence, hash) VALUES (?, ?)", arguments: [head.sequence, head.hash]) }
                    for (name, bytes) in files {
                        try db.execute(sql: "INSERT INTO backup_file (path, bytes) VALUES (?, ?)", arguments: [name, Data(bytes)])
                    }
                }
                try copy.close()
            }
            return head
        } catch let error as DatabaseError { throw error.forPeople }
    }

    /// Opens a backup for reading, after checking pages, keys and the journal's chain up to the head that it names. Throws `DataRefused`.
    fileprivate static func open(_ path: String, head noted: String?) throws -> DatabaseQueue {
        guard let head = try DatabaseFile.head(of: path) else { throw DataRefused("There is no file \(path).") }
        _ = try DatabaseFile.check(path, head: head, is: DatabaseFile.backupID)
        var configuration = Configuration()
        configuration.readonly = true
        let backup = try DatabaseQueue(path: path, configuration: configuration)
        do { try checkJournal(of: backup, head: noted) } catch let broken as BrokenChain {
            throw DataRefused("\(path) is damaged: its journal is broken at entry \(broken.sequence): \(broken.reason).")
        }
        catch let unknown as UnknownHead {
            throw DataRefused("\(path) is not the copy that you noted: none of its journal's \(unknown.entries) entries has the hash \(unknown.hash).")
        }
        catch let broken as BrokenText {
            throw DataRefused("\(path) is damaged: revision \(broken.revision) of the release \(broken.release) is not as it was written.")
        }
        catch let broken as BrokenRelease { throw DataRefused("\(path) is damaged: \(broken.reason)") }
        guard try backup.read({ db in try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") }) == nil else {
            throw DataRefused("\(path) is damaged: what it holds does not fit together.")
        }
        return backup
    }

    /// Copies from before heads were noted name none.
    private static func checkJournal(of backup: DatabaseQueue, head: String?) throws {
        let named = try backup.read { db in
            try db.tableExists("backup_head") ? Row.fetchOne(db, sql: "SELECT * FROM backup_head").map { JournalHead(sequence: $0["sequence"], hash: $0["hash"]) } : nil
        }
        let verified = try JournalReader(backup).verify(head: head)
        if let named, verified.head != named {
            throw BrokenChain(sequence: min(named.sequence, verified.entries + 1), reason: "when the copy was made, the last entry was \(named.sequence), with the hash \(named.hash)")
        }
    }

    /// What an earlier restore left that failed is nothing. Throws `DataRefused`.
    fileprivate static func checkIsEmpty(_ directory: String) throws {
        let left = File.leftovers(of: "imprimatur.sqlite") + ["lock"]
        let present = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        guard present.allSatisfy(left.contains) else { throw DataRefused("\(directory) is not empty; a backup is restored into an empty directory.") }
    }

    /// The data with a hold on: nobody is signed in, and what was being sent when the copy was made is owed.
    fileprivate static func put(_ backup: DatabaseQueue, in path: String, at now: Instant) throws {
        try File.replace(path) { partial in
            let copy = try DatabaseQueue(path: partial)
            try backup.backup(to: copy)
            try Migration.migrator().migrate(copy)
            try copy.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA application_id = \(DatabaseFile.applicationID)") }
            try copy.write { db in
                try db.execute(sql: "DROP TABLE backup_file; DROP TABLE IF EXISTS backup_head")
                try db.execute(sql: "UPDATE office SET hold = 1, set_up_hash = NULL, set_up_expires_at = NULL")
                try db.execute(sql: "DELETE FROM session")
                var ledger = Ledger(db, rules: DeliveryRules(), at: now)
                for row in try Int64.fetchAll(db, sql: "SELECT id FROM delivery WHERE status = 'in_flight'") { try ledger.handBack(row) }
                try JournalEntry.append("data.restore", [:], by: .operator, at: now, in: db)
            }
            try copy.close()
        }
    }
}

/// Files that are there whole or not at all.
private enum File {
    /// Lets `write` make a file beside `path`, for its owner alone, and puts it in its place once it is on the disk.
    static func replace(_ path: String, with write: (String) throws -> Void) throws {
        let partial = path + ".partial"
        for left in leftovers(of: path) { unlink(left) }
        // Nobody else's file is written into, and no link followed.
        let made = open(partial, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard made >= 0, fchmod(made, 0o600) == 0 else { throw DataUnavailable("\(path) cannot be written: \(reason).") }
        close(made)
        do {
            try write(partial)
            try flush(partial)
            guard rename(partial, path) == 0 else { throw DataUnavailable("\(path) cannot be written: \(reason).") }
            try flush((path as NSString).deletingLastPathComponent)
        } catch {
            unlink(partial)
            throw error
        }
    }

    /// Where `path` lies, whatever links lead there.
    static func folder(of path: String) -> String {
        URL(fileURLWithPath: (path as NSString).deletingLastPathComponent).resolvingSymlinksInPath().path
    }

    /// What lies beside `path` where an earlier `replace` was cut off.
    static func leftovers(of path: String) -> [String] { ["", "-journal", "-wal", "-shm"].map { path + ".partial" + $0 } }

    /// Forces a file, or what a directory lists, onto the disk.
    private static func flush(_ path: String) throws {
        let file = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw DataUnavailable("\(path) cannot be read: \(reason).") }
        defer { close(file) }
        guard fsync(file) == 0 else { throw DataUnavailable("\(path) cannot be written: \(reason).") }
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
