extension Migration {
    /// What happened, chained by hashes; the database itself refuses to change a line.
    static let journal = Migration(
        name: "journal",
        sql: """
            CREATE TABLE journal (
                sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
                at INTEGER NOT NULL,
                actor TEXT NOT NULL,
                action TEXT NOT NULL,
                release_id TEXT,
                details TEXT NOT NULL,
                previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
                hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)) STRICT;
            CREATE INDEX journal_of_release ON journal (release_id, sequence) WHERE release_id IS NOT NULL;
            CREATE INDEX journal_by_actor ON journal (actor, sequence);
            CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
            CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
            """)
}
