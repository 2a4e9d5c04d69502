extension Migration {
    /// Whether the public sees what went out.
    static let sightings = Migration(
        name: "sightings",
        sql: """
            -- Of what happened last to a release, one for each channel that shows it.
            CREATE TABLE sighting (
                release_id INTEGER NOT NULL REFERENCES release ON DELETE CASCADE,
                channel TEXT NOT NULL CHECK (channel = 'page' OR channel = 'feed'),
                status TEXT NOT NULL CHECK (status = 'looking' OR status = 'live' OR status = 'failed'),
                public_at INTEGER NOT NULL,
                looks INTEGER NOT NULL DEFAULT 0,
                due_at INTEGER,
                seen_at INTEGER,
                fault TEXT,
                PRIMARY KEY (release_id, channel),
                CHECK ((status = 'looking') = (due_at IS NOT NULL)),
                CHECK ((status = 'live') = (seen_at IS NOT NULL))) STRICT, WITHOUT ROWID;
            CREATE INDEX sighting_due ON sighting (due_at) WHERE status = 'looking';
            CREATE INDEX sighting_unseen ON sighting (public_at) WHERE status <> 'live';
            """)
}
