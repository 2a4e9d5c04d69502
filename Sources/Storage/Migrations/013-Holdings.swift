extension Migration {
    /// Who has which text. It outlives the deliveries and attempts that it comes from, so it refers to no event.
    static let holdings = Migration(
        name: "holdings",
        sql: """
            -- The number of the text that it carries, in the four that everybody may know but the withdrawal.
            ALTER TABLE event ADD COLUMN revision INTEGER;
            UPDATE event SET revision = (
                SELECT CASE WHEN json_valid(CAST(bytes AS TEXT)) THEN json_extract(CAST(bytes AS TEXT), '$.data.release.revision.number') END
                FROM payload WHERE payload.id = payload_id)
            WHERE type IN ('release.published', 'release.corrected', 'release.reinstated');

            CREATE TABLE holding (
                release_id INTEGER NOT NULL REFERENCES release ON DELETE CASCADE,
                endpoint_id INTEGER NOT NULL REFERENCES endpoint ON DELETE CASCADE,
                -- The first event, a row, that it was sent: whether or not it said that it has it.
                sent INTEGER NOT NULL,
                -- The latest that it said it has, and since when.
                event INTEGER,
                type TEXT,
                revision INTEGER,
                since INTEGER,
                PRIMARY KEY (release_id, endpoint_id),
                CHECK ((event IS NULL) = (type IS NULL)),
                CHECK ((event IS NULL) = (since IS NULL))) STRICT, WITHOUT ROWID;
            CREATE INDEX holding_of_endpoint ON holding (endpoint_id);

            -- One probe tells how an event's delivery to an endpoint stands.
            DROP INDEX delivery_of_event;
            CREATE INDEX delivery_of_event ON delivery (event_id, endpoint_id);

            CREATE TEMPORARY TABLE told AS
                SELECT delivery.release_id, delivery.endpoint_id, event.id AS event, event.type, event.revision,
                    (SELECT min(started_at) FROM attempt WHERE delivery_id = delivery.id AND error IS NULL) AS since
                FROM delivery CROSS JOIN event ON event.id = delivery.event_id
                WHERE event.type IN ('release.published', 'release.corrected', 'release.withdrawn', 'release.reinstated')
                    AND EXISTS (SELECT * FROM attempt WHERE delivery_id = delivery.id);
            INSERT INTO holding (release_id, endpoint_id, sent) SELECT release_id, endpoint_id, min(event) FROM told GROUP BY release_id, endpoint_id;
            -- What stands beside a max() is of its row.
            INSERT INTO holding (release_id, endpoint_id, sent, event, type, revision, since)
                SELECT release_id, endpoint_id, 0, max(event), type, revision, since FROM told WHERE since IS NOT NULL GROUP BY release_id, endpoint_id
                ON CONFLICT (release_id, endpoint_id)
                    DO UPDATE SET event = excluded.event, type = excluded.type, revision = excluded.revision, since = excluded.since;
            DROP TABLE told;
            """)
}
