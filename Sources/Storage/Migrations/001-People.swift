extension Migration {
    /// The office's settings, accounts, sessions and tokens. Of secrets that people hold only hashes are kept.
    static let people = Migration(
        name: "people",
        sql: """
            CREATE TABLE office (
                one INTEGER PRIMARY KEY CHECK (one = 1),
                hold INTEGER NOT NULL CHECK (hold IN (0, 1)),
                mark_key BLOB NOT NULL CHECK (length(mark_key) = 32),
                set_up_hash BLOB,
                set_up_expires_at INTEGER,
                CHECK ((set_up_hash IS NULL) = (set_up_expires_at IS NULL))) STRICT;
            INSERT INTO office (one, hold, mark_key) VALUES (1, 0, randomblob(32));

            CREATE TABLE user (
                id INTEGER PRIMARY KEY,
                login TEXT NOT NULL UNIQUE CHECK (login <> ''),
                name TEXT NOT NULL,
                email TEXT,
                password_hash BLOB NOT NULL,
                password_salt BLOB NOT NULL,
                password_n INTEGER NOT NULL,
                password_r INTEGER NOT NULL,
                password_p INTEGER NOT NULL,
                disabled_at INTEGER,
                created_at INTEGER NOT NULL) STRICT;

            CREATE TABLE user_role (
                user_id INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
                role TEXT NOT NULL CHECK (role <> ''),
                PRIMARY KEY (user_id, role)) STRICT, WITHOUT ROWID;

            CREATE TABLE session (
                id INTEGER PRIMARY KEY,
                public_id TEXT NOT NULL UNIQUE,
                user_id INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
                token_hash BLOB NOT NULL UNIQUE,
                form_token TEXT NOT NULL,
                address TEXT,
                user_agent TEXT,
                created_at INTEGER NOT NULL,
                seen_at INTEGER NOT NULL) STRICT;
            CREATE INDEX session_of_user ON session (user_id, id);

            CREATE TABLE token (
                id INTEGER PRIMARY KEY,
                public_id TEXT NOT NULL UNIQUE,
                user_id INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
                token_hash BLOB NOT NULL UNIQUE,
                name TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                expires_at INTEGER,
                used_at INTEGER) STRICT;
            CREATE INDEX token_of_user ON token (user_id, id);

            -- The account is a keyed hash of what was typed, so that a password typed into the wrong field is not kept.
            CREATE TABLE sign_in_failure (
                id INTEGER PRIMARY KEY,
                account BLOB NOT NULL,
                address TEXT,
                at INTEGER NOT NULL) STRICT;
            CREATE INDEX sign_in_failure_by_account ON sign_in_failure (account, at);
            CREATE INDEX sign_in_failure_by_address ON sign_in_failure (address, at);

            CREATE TABLE boilerplate (
                name TEXT NOT NULL,
                language TEXT NOT NULL,
                title TEXT NOT NULL,
                text TEXT NOT NULL,
                updated_at INTEGER NOT NULL,
                updated_by TEXT NOT NULL,
                PRIMARY KEY (name, language)) STRICT, WITHOUT ROWID;
            """)
}
