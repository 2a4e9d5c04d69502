extension Migration {
    /// What stays of deliveries that are kept no longer, and what is done to many rows in steps.
    static let pruning = Migration(
        name: "pruning",
        sql: """
            -- How many of its attempts are kept no longer: the numbers up to this one.
            ALTER TABLE delivery ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;
            -- Whether anything still has a payload: SQLite itself asks before it lets one go.
            CREATE INDEX delivery_of_payload ON delivery (payload_id);
            CREATE INDEX delivery_suspended ON delivery (endpoint_id, release_id, event_id) WHERE status = 'suspended';

            -- From when on all events are there; NULL where none was pruned.
            ALTER TABLE office ADD COLUMN kept_since INTEGER;

            -- Of attempts that are kept no longer: what an endpoint said it has, and when. `event` is a row that may be gone.
            CREATE TABLE given (
                release_id INTEGER NOT NULL REFERENCES release ON DELETE CASCADE,
                endpoint_id INTEGER NOT NULL REFERENCES endpoint ON DELETE CASCADE,
                event INTEGER NOT NULL,
                type TEXT NOT NULL,
                revision INTEGER,
                since INTEGER NOT NULL,
                PRIMARY KEY (release_id, endpoint_id, event)) STRICT, WITHOUT ROWID;
            CREATE INDEX given_of_endpoint ON given (endpoint_id);

            -- How many deliveries are kept no longer.
            CREATE TABLE pruned (
                status TEXT NOT NULL CHECK (status = 'delivered' OR status = 'failed' OR status = 'cancelled'),
                endpoint_id INTEGER NOT NULL REFERENCES endpoint ON DELETE CASCADE,
                number INTEGER NOT NULL,
                PRIMARY KEY (status, endpoint_id)) STRICT, WITHOUT ROWID;
            CREATE INDEX pruned_of_endpoint ON pruned (endpoint_id);

            -- What is being done to all that an endpoint is owed, up to the row `last`, and is done up to `after`.
            CREATE TABLE chore (
                -- Whoever waits for the end of one must not meet another of its number.
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                endpoint_id INTEGER NOT NULL REFERENCES endpoint ON DELETE CASCADE,
                kind TEXT NOT NULL CHECK (kind = 'disable' OR kind = 'enable' OR kind = 'cancel' OR kind = 'delete'),
                after INTEGER NOT NULL,
                last INTEGER NOT NULL,
                at INTEGER NOT NULL,
                -- The start of the program in which somebody takes its steps and waits for them; NULL where they are left to the housekeeper.
                hand TEXT) STRICT;
            CREATE INDEX chore_of_endpoint ON chore (endpoint_id);
            """)
}
