extension Migration {
    /// Texts for those who are trusted with them before they are public.
    static let advance = Migration(
        name: "advance",
        sql: """
            ALTER TABLE endpoint ADD COLUMN trusted INTEGER NOT NULL DEFAULT 0 CHECK (trusted = 0 OR trusted = 1);
            CREATE INDEX endpoint_trusted ON endpoint (id) WHERE trusted = 1;

            -- The body with its text of what goes on at the desk; `payload_id` has none.
            ALTER TABLE event ADD COLUMN text_payload_id INTEGER REFERENCES payload;
            CREATE INDEX event_of_text_payload ON event (text_payload_id) WHERE text_payload_id IS NOT NULL;

            -- By what it was made of, for an event may have two bodies.
            CREATE TABLE rendered (
                source_id INTEGER NOT NULL REFERENCES payload ON DELETE CASCADE,
                shape TEXT NOT NULL,
                payload_id INTEGER NOT NULL REFERENCES payload ON DELETE CASCADE,
                PRIMARY KEY (source_id, shape)) STRICT, WITHOUT ROWID;
            INSERT INTO rendered SELECT event.payload_id, shape, rendering.payload_id FROM rendering JOIN event ON event.id = event_id WHERE TRUE
                ON CONFLICT DO NOTHING;
            DROP TABLE rendering;
            ALTER TABLE rendered RENAME TO rendering;
            CREATE INDEX rendering_of_payload ON rendering (payload_id);
            """)
}
