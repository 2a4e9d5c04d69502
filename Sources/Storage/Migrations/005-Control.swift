extension Migration {
    /// The urgent road and its reviews, who a release is confined to, and the zone in which a release time was said.
    static let control = Migration(
        name: "control",
        sql: """
            ALTER TABLE release ADD COLUMN release_zone TEXT;
            ALTER TABLE release ADD COLUMN confined INTEGER NOT NULL DEFAULT 0 CHECK (confined IN (0, 1));

            CREATE TABLE confined_person (
                release_id INTEGER NOT NULL REFERENCES release,
                login TEXT NOT NULL,
                PRIMARY KEY (release_id, login)) STRICT, WITHOUT ROWID;

            -- The word that a text goes out without an approval.
            CREATE TABLE urgency (
                release_id INTEGER PRIMARY KEY,
                revision INTEGER NOT NULL,
                digest TEXT NOT NULL,
                reason TEXT NOT NULL,
                login TEXT NOT NULL,
                at INTEGER NOT NULL,
                FOREIGN KEY (release_id, revision) REFERENCES revision (release_id, number)) STRICT;

            -- Owed of what went out so; none of its parties may do it.
            CREATE TABLE review (
                release_id INTEGER PRIMARY KEY,
                revision INTEGER NOT NULL,
                login TEXT NOT NULL,
                reason TEXT NOT NULL,
                since INTEGER NOT NULL,
                due_at INTEGER NOT NULL,
                FOREIGN KEY (release_id, revision) REFERENCES revision (release_id, number)) STRICT;
            CREATE TABLE review_party (
                release_id INTEGER NOT NULL REFERENCES review ON DELETE CASCADE,
                login TEXT NOT NULL,
                PRIMARY KEY (release_id, login)) STRICT, WITHOUT ROWID;

            -- What was public without anybody else's word, and who let it out.
            CREATE TABLE unvouched (
                release_id INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                login TEXT NOT NULL,
                PRIMARY KEY (release_id, revision, login),
                FOREIGN KEY (release_id, revision) REFERENCES revision (release_id, number)) STRICT, WITHOUT ROWID;
            CREATE INDEX review_by_due ON review (due_at);
            """)
}
