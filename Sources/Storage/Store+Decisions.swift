import Editorial
import GRDB

extension Store {
    /// The newest entry of a release with one of those actions that `fits`, however much has been done, or refused, since.
    package func newest(
        of actions: Set<String>, on release: String, where fits: @escaping @Sendable (JournalEntry) -> Bool = { _ in true }
    ) async throws -> JournalEntry? {
        guard !actions.isEmpty else { return nil }
        let marks = Array(repeating: "?", count: actions.count).joined(separator: ", ")
        return try await read { db in
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: "SELECT * FROM journal WHERE release_id = ? AND action IN (\(marks)) ORDER BY sequence DESC"),
                arguments: [release] + StatementArguments(actions.sorted()))
            while let row = try rows.next() {
                // One that is damaged is no decision to go by: an earlier one shows more of what has changed, never less.
                if let entry = try? JournalEntry(row: row), fits(entry) { return entry }
            }
            return nil
        }
    }

    /// The entries, newest first, that say where a release stood, or when it was to go out, before it was changed; those after that entry.
    package func moves(of release: String, after sequence: Int) async throws -> [JournalEntry] {
        try await read { db in
            try Row.fetchAll(
                db, cached: #"SELECT * FROM journal WHERE release_id = ? AND sequence > ? AND instr(details, '"previous_') > 0 ORDER BY sequence DESC"#,
                arguments: [release, sequence]
            ).compactMap { try? JournalEntry(row: $0) }
        }
    }
}
