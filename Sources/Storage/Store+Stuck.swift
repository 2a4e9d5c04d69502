import Editorial
import GRDB

/// A release whose time has come and which could not go out. Its text may be what cannot be read, so it is not here.
package struct Stuck: Sendable, Equatable {
    /// A UUIDv7.
    package let id: String
    package let workflow: String
    package let releaseAt: Instant
    /// The logins of whoever made it and of those who wrote its present text.
    package let writers: Set<String>
}

extension Store {
    /// The releases that could not go out at `now` and of which `reader` (nil: everybody) may know, those that wait longest first. Each is tried again when
    /// it changes; one whose workflow is gone waits for another.
    package func stuck(at now: Instant, reader: Person? = nil) async throws -> [Stuck] {
        let readable = Readable(to: reader, under: office)
        return try await read { db in
            let stuck = StuckTable(of: office, at: now)
            return try Row.fetchAll(
                db,
                cached: """
                    WITH RECURSIVE \(stuck.tables)
                    SELECT release.id, release.public_id, release.workflow, release.release_at, release.created_by, release.revision
                    FROM stuck JOIN release ON release.id = stuck.id WHERE \(readable.condition) ORDER BY release.release_at, release.id
                    """,
                arguments: stuck.arguments + readable.arguments
            ).map { row in
                let authors = try String.fetchSet(
                    db, cached: "SELECT login FROM author WHERE release_id = ? AND revision = ?", arguments: [row["id"] as Int64, row["revision"] as Int])
                return Stuck(
                    id: row["public_id"], workflow: row["workflow"], releaseAt: row["release_at"], writers: authors.union([row["created_by"] as String]))
            }
        }
    }

    static func stuckCount(of office: Office, at now: Instant, in db: Database) throws -> Int {
        let stuck = StuckTable(of: office, at: now)
        return try Int.fetchOne(db, cached: "WITH RECURSIVE \(stuck.tables) SELECT count(*) FROM stuck", arguments: stuck.arguments) ?? 0
    }
}

/// What could not go out, as a question: at what the clock has looked in vain, and what was decided under a workflow that is gone.
private struct StuckTable {
    let tables: String
    let arguments: StatementArguments

    init(of office: Office, at now: Instant) {
        let states = States.automatic(of: office)
        let known = office.workflows.keys.sorted()
        // The workflows that releases have are found by one step in the index for each, however many releases there are.
        tables = """
            \(states.table),
            used (workflow) AS (
                SELECT min(workflow) FROM release
                UNION ALL SELECT (SELECT min(workflow) FROM release WHERE workflow > used.workflow) FROM used WHERE used.workflow IS NOT NULL),
            gone (workflow) AS (SELECT workflow FROM used WHERE workflow NOT IN (\(known.map { _ in "?" }.joined(separator: ", ")))),
            stuck (id) AS (
                SELECT release.id FROM among CROSS JOIN release ON release.workflow = among.workflow AND release.state = among.state
                WHERE release.release_at <= ? AND release.idle_version = release.version
                UNION ALL
                SELECT release.id FROM gone CROSS JOIN release ON release.workflow = gone.workflow
                WHERE release.release_at <= ? AND (
                    EXISTS (SELECT * FROM approval WHERE approval.release_id = release.id AND approval.revision = release.revision)
                    OR EXISTS (SELECT * FROM urgency WHERE urgency.release_id = release.id)))
            """
        arguments = states.arguments + StatementArguments(known) + [now, now]
    }
}
