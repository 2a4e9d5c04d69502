extension Migration {
    /// What colleagues say to each other about a release, and what somebody has typed and not saved yet. Neither is part of a text.
    static let comments = Migration(
        name: "comments",
        sql: """
            CREATE TABLE comment (
                release_id INTEGER NOT NULL REFERENCES release,
                number INTEGER NOT NULL CHECK (number > 0),
                field TEXT,
                quote TEXT,
                body TEXT NOT NULL,
                login TEXT NOT NULL,
                at INTEGER NOT NULL,
                resolved_by TEXT,
                resolved_at INTEGER,
                PRIMARY KEY (release_id, number),
                CHECK (quote IS NULL OR field IS NOT NULL),
                CHECK ((resolved_by IS NULL) = (resolved_at IS NULL))) STRICT, WITHOUT ROWID;
            CREATE INDEX comment_open ON comment (release_id) WHERE resolved_at IS NULL;

            CREATE TABLE comment_reply (
                id INTEGER PRIMARY KEY,
                release_id INTEGER NOT NULL,
                number INTEGER NOT NULL,
                body TEXT NOT NULL,
                login TEXT NOT NULL,
                at INTEGER NOT NULL,
                FOREIGN KEY (release_id, number) REFERENCES comment (release_id, number)) STRICT;
            CREATE INDEX reply_of_comment ON comment_reply (release_id, number, id);

            -- One a person and form: of a release that is there, or of one that is yet to be made. `version` is the release's that was before them.
            CREATE TABLE unsaved (
                user_id INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
                release_id TEXT NOT NULL,
                version INTEGER,
                fields TEXT NOT NULL,
                at INTEGER NOT NULL,
                PRIMARY KEY (user_id, release_id)) STRICT, WITHOUT ROWID;
            CREATE INDEX unsaved_by_age ON unsaved (at);
            """)
}
