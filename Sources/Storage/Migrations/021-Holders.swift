extension Migration {
    /// What an endpoint holds is asked of one release. An index by endpoint only the end of an endpoint needed, and with it a turn of eighty deliveries wrote sixty
    /// pages in place of fifty. The reference goes, too: without an index SQLite would look through all holdings when an endpoint goes. A chore removes them before.
    static let holders = Migration(
        name: "holders",
        sql: """
            ALTER TABLE holding RENAME TO holding_before;
            DROP INDEX holding_of_endpoint;
            CREATE TABLE holding (
                release_id INTEGER NOT NULL REFERENCES release ON DELETE CASCADE,
                -- A row of `endpoint`.
                endpoint_id INTEGER NOT NULL,
                -- The first event, a row, that it was sent: whether or not it said that it has it.
                sent INTEGER NOT NULL,
                -- The latest that it said it has, and since when.
                event INTEGER,
                type TEXT,
                revision INTEGER,
                since INTEGER,
                PRIMARY KEY (release_id, endpoint_id),
                CHECK ((event IS NULL) = (type IS NULL)),
                CHECK ((event IS NULL) = (since IS NULL))) STRICT, WITHOUT ROWID;
            INSERT INTO holding SELECT release_id, endpoint_id, sent, event, type, revision, since FROM holding_before;
            DROP TABLE holding_before;
            """)
}
