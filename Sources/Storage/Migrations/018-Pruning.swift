extension Migration {
    /// What stays of deliveries that are kept no longer, and what is done to many rows in steps.
    static let pruning = Migration(
        name: "pruning",
        sql: """
            CREATE INDEX delivery_suspended ON delivery (endpoint_id, release_id, event_id) WHERE status = 'suspended';

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
