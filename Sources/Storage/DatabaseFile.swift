import Foundation
import GRDB

/// The one file in the data directory that SQLite knows, and what must hold before it is opened.
struct DatabaseFile {
    /// The writer's, in KiB as SQLite's `cache_size` has it.
    static let cache = -16_000
    /// With which what is written goes to the file soon, and a commit has little left to write.
    static let smallCache = -2000

    /// "Impr" and "ImpB" in ASCII: SQLite's application id, in the file's head.
    static let applicationID: UInt32 = 0x496D_7072
    static let backupID: UInt32 = 0x496D_7042
    /// Larger files are not read through at each start.
    private static let checkedWhole = 64 << 20

    let directory: String
    var path: String { directory + "/imprimatur.sqlite" }

    init(in directory: String) { self.directory = directory }

    /// Makes the file where there is none and checks the one that is there, without changing it. Answers how many migrations it has seen.
    func prepare() throws -> Int {
        guard let head = try Self.head(of: path), !head.isEmpty else { return try make() }
        return try Self.check(path, head: head, is: Self.applicationID)
    }

    /// Opens the pool, migrates, and makes sure that an acknowledged commit survives power loss.
    func open(from steps: Int) throws -> DatabasePool {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.label = "imprimatur"
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL while opening, after `prepareDatabase`.
            let synchronous = try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                return try Int.fetchOne(db, sql: "PRAGMA synchronous")
            }
            guard synchronous == 2 else { throw DataUnavailable("SQLite does not take synchronous = FULL here.") }
            if steps > 0, steps < Migration.all.count { try Backup.write(pool, to: directory + "/before-\(Migration.all.count).backup", files: [:]) }
            try Migration.migrator().migrate(pool)
            // For the courier, who writes the same pages again and again: they are copied into the file more seldom, and kept in memory, as is what a statement
            // about many rows would need to step back.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = \(Self.cache); PRAGMA temp_store = MEMORY")
            }
            return pool
        } catch let error as DatabaseError { throw error.forPeople }
    }

    /// The application id goes in before the write-ahead log comes, so that it always stands in the file's head.
    private func make() throws -> Int {
        do {
            guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
                throw DataUnavailable("\(directory) cannot be written.")
            }
            let queue = try DatabaseQueue(path: path)
            try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA application_id = \(Self.applicationID); VACUUM") }
            try queue.close()
            return 0
        } catch let error as DatabaseError { throw error.forPeople }
    }

    /// The first 100 bytes, nil where there is no such file.
    static func head(of path: String) throws -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let file = FileHandle(forReadingAtPath: path) else { throw DataUnavailable("\(path) cannot be read.") }
        defer { try? file.close() }
        return try Array(file.read(upToCount: 100) ?? Data())
    }

    /// Throws `DataRefused` for a file that is foreign, from a newer version, or damaged. Answers its `user_version`.
    static func check(_ path: String, head: [UInt8], is id: UInt32) throws -> Int {
        guard head.count == 100, head.starts(with: Array("SQLite format 3\0".utf8)) else { throw DataRefused("\(path) is damaged, or no database at all.") }
        guard head[68..<72].reduce(0, { $0 << 8 | UInt32($1) }) == id else { throw DataRefused("\(path) is not \(id == backupID ? "a backup" : "a database") of Imprimatur.") }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.read { db in
                let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                guard version <= Migration.all.count else { throw DataRefused("\(path) is from a newer version of Imprimatur; it was left as it is.") }
                let pages = try Int.fetchOne(db, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") ?? 0
                if id == backupID || pages <= checkedWhole {
                    let finding = try String.fetchOne(db, sql: id == backupID ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)")
                    guard finding == "ok" else { throw DataRefused("\(path) is damaged: \(finding?.split(separator: "\n").joined(separator: " ") ?? "it cannot be read").") }
                }
                return version
            }
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: throw DataRefused("\(path) is damaged.")
            default: throw error.forPeople
            }
        }
    }
}
