import GRDB

/// One step of the database's shape: a file each, never edited once shipped. `PRAGMA user_version` counts the steps taken.
struct Migration {
    let name: String
    let sql: String

    /// In order; a change is a new step at the end.
    static let all: [Migration] = [.people, .releases, .journal, .deliveries, .control, .comments, .openings, .finding, .occurrences, .breakers, .formats, .sightings, .holdings, .troubles, .windows, .pruning, .headers, .authorities, .advance, .unfinished, .holders]

    /// Takes the steps up to `version`, each in a transaction of its own.
    static func migrator(upTo version: Int = all.count) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for (index, step) in all.prefix(version).enumerated() {
            migrator.registerMigration("\(index + 1) \(step.name)") { db in
                try db.execute(sql: step.sql)
                try db.execute(sql: "PRAGMA user_version = \(index + 1)")
            }
        }
        return migrator
    }
}
