extension Migration {
    /// The format of an endpoint, and what its deliveries are in it.
    static let formats = Migration(
        name: "formats",
        sql: """
            ALTER TABLE endpoint ADD COLUMN format TEXT NOT NULL DEFAULT 'standard' CHECK (
                format = 'standard' OR format = 'ninjs' OR format = 'slack' OR format = 'template');
            ALTER TABLE endpoint ADD COLUMN template TEXT CHECK ((format = 'template') = (template IS NOT NULL));

            -- Whether `payload_id` is what the endpoint is sent, in this and every later attempt; until then it is the event's own.
            ALTER TABLE delivery ADD COLUMN rendered INTEGER NOT NULL DEFAULT 0 CHECK (rendered = 0 OR rendered = 1);
            UPDATE delivery SET rendered = 1 WHERE attempts > 0;

            -- An event's body in each format but `standard` that was ever asked for; a template is named by its digest.
            CREATE TABLE rendering (
                event_id INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
                shape TEXT NOT NULL,
                payload_id INTEGER NOT NULL REFERENCES payload ON DELETE CASCADE,
                PRIMARY KEY (event_id, shape)) STRICT, WITHOUT ROWID;
            CREATE INDEX rendering_of_payload ON rendering (payload_id);
            """)
}
