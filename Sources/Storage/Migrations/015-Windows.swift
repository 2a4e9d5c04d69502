extension Migration {
    /// What is typed in one window of a person's is no longer that of another.
    static let windows = Migration(
        name: "windows",
        sql: """
            CREATE TABLE unsaved_of_window (
                user_id INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
                release_id TEXT NOT NULL,
                -- A window; empty where none was named.
                typed_in TEXT NOT NULL,
                version INTEGER,
                fields TEXT NOT NULL,
                at INTEGER NOT NULL,
                PRIMARY KEY (user_id, release_id, typed_in)) STRICT, WITHOUT ROWID;
            INSERT INTO unsaved_of_window (user_id, release_id, typed_in, version, fields, at) SELECT user_id, release_id, '', version, fields, at FROM unsaved;
            DROP TABLE unsaved;
            ALTER TABLE unsaved_of_window RENAME TO unsaved;
            CREATE INDEX unsaved_by_age ON unsaved (at);
            """)
}
