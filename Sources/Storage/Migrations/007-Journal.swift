extension Migration {
    /// Who had which text before them, and how far each person has been told of new accounts.
    static let openings = Migration(
        name: "openings",
        sql: """
            -- By which session or token (`ticket`), so that each opening is journaled once.
            CREATE TABLE opening (
                release_id INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                login TEXT NOT NULL,
                ticket TEXT NOT NULL,
                PRIMARY KEY (release_id, revision, login, ticket),
                FOREIGN KEY (release_id, revision) REFERENCES revision (release_id, number)) STRICT, WITHOUT ROWID;

            -- The last entry about accounts that the person has said to have seen.
            CREATE TABLE news_seen (
                user_id INTEGER PRIMARY KEY REFERENCES user ON DELETE CASCADE,
                sequence INTEGER NOT NULL) STRICT;
            INSERT INTO news_seen (user_id, sequence) SELECT id, (SELECT coalesce(max(sequence), 0) FROM journal) FROM user;
            CREATE INDEX journal_of_accounts ON journal (sequence)
                WHERE action = 'user.add' OR action = 'user.set-roles' OR action = 'user.enable' OR action = 'user.disable' OR action = 'user.set-up';
            """)
}
