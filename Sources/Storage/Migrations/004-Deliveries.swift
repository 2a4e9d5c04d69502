extension Migration {
    /// Endpoints, and what is owed to them. `delivery` is joined on integer row ids alone: a million rows stay small.
    static let deliveries = Migration(
        name: "deliveries",
        sql: """
            CREATE TABLE endpoint (
                id INTEGER PRIMARY KEY,
                public_id TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                url TEXT NOT NULL,
                allow_private INTEGER NOT NULL CHECK (allow_private IN (0, 1)),
                status TEXT NOT NULL CHECK (status IN ('enabled', 'disabled')),
                disabled_reason TEXT,
                created_at INTEGER NOT NULL,
                -- The courier's: failures in a row since when, how far the breaker has gone, and until when nothing is tried.
                failures INTEGER NOT NULL DEFAULT 0,
                failing_since INTEGER,
                breaker_step INTEGER NOT NULL DEFAULT 0,
                not_before INTEGER,
                CHECK (disabled_reason IS NULL OR status = 'disabled')) STRICT;

            -- What an endpoint wants; of a field without a row, everything.
            CREATE TABLE endpoint_filter (
                endpoint_id INTEGER NOT NULL REFERENCES endpoint ON DELETE CASCADE,
                field TEXT NOT NULL CHECK (field IN ('event', 'section', 'kind', 'language')),
                value TEXT NOT NULL,
                PRIMARY KEY (endpoint_id, field, value)) STRICT, WITHOUT ROWID;

            CREATE TABLE endpoint_secret (
                id INTEGER PRIMARY KEY,
                endpoint_id INTEGER NOT NULL REFERENCES endpoint ON DELETE CASCADE,
                secret TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                -- Where a newer one has replaced it: until when both sign.
                expires_at INTEGER) STRICT;
            CREATE INDEX endpoint_secret_of_endpoint ON endpoint_secret (endpoint_id, id);

            CREATE TABLE payload (
                id INTEGER PRIMARY KEY,
                digest BLOB NOT NULL UNIQUE,
                bytes BLOB NOT NULL) STRICT;

            -- `public_id` is the webhook-id. What it was about is kept for the filters of a replay.
            CREATE TABLE event (
                id INTEGER PRIMARY KEY,
                public_id TEXT NOT NULL UNIQUE,
                type TEXT NOT NULL,
                release_id INTEGER REFERENCES release,
                headline TEXT,
                kind TEXT,
                section TEXT,
                language TEXT,
                payload_id INTEGER NOT NULL REFERENCES payload,
                created_at INTEGER NOT NULL) STRICT;
            CREATE INDEX event_of_release ON event (release_id, id) WHERE release_id IS NOT NULL;
            CREATE INDEX event_by_time ON event (created_at, id);
            CREATE INDEX event_of_payload ON event (payload_id);

            CREATE TABLE delivery (
                id INTEGER PRIMARY KEY,
                event_id INTEGER NOT NULL REFERENCES event,
                endpoint_id INTEGER NOT NULL REFERENCES endpoint ON DELETE CASCADE,
                release_id INTEGER REFERENCES release,
                payload_id INTEGER NOT NULL REFERENCES payload,
                -- OR, not IN: SQLite would make a table of the list, and throw it away again, at each change of a status.
                status TEXT NOT NULL CHECK (
                    status = 'pending' OR status = 'waiting' OR status = 'in_flight' OR status = 'delivered' OR status = 'failed' OR status = 'suspended'
                    OR status = 'cancelled'),
                created_at INTEGER NOT NULL,
                -- When the next attempt is due, in the states that have one.
                due_at INTEGER,
                attempts INTEGER NOT NULL DEFAULT 0,
                give_up_at INTEGER,
                -- The start of the server that has it in flight, its lease, and since when.
                boot TEXT,
                claimed_at INTEGER,
                CHECK ((status = 'pending') = (due_at IS NOT NULL)),
                CHECK ((status = 'in_flight') = (boot IS NOT NULL)),
                CHECK ((status = 'in_flight') = (claimed_at IS NOT NULL))) STRICT;
            CREATE INDEX delivery_due ON delivery (endpoint_id, due_at, id) WHERE status = 'pending';
            CREATE INDEX delivery_unfinished ON delivery (endpoint_id, release_id, event_id)
                WHERE status = 'pending' OR status = 'waiting' OR status = 'in_flight';
            CREATE INDEX delivery_in_flight ON delivery (boot) WHERE status = 'in_flight';
            CREATE INDEX delivery_failed ON delivery (id) WHERE status = 'failed';
            CREATE INDEX delivery_of_endpoint ON delivery (endpoint_id, id);
            CREATE INDEX delivery_of_release ON delivery (release_id, id) WHERE release_id IS NOT NULL;
            CREATE INDEX delivery_of_event ON delivery (event_id);

            -- `http` is the answer's status, `code` libcurl's own; `address` is for operators alone.
            CREATE TABLE attempt (
                delivery_id INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
                number INTEGER NOT NULL CHECK (number > 0),
                started_at INTEGER NOT NULL,
                milliseconds INTEGER NOT NULL,
                http INTEGER,
                code INTEGER,
                error TEXT,
                address TEXT,
                excerpt TEXT,
                PRIMARY KEY (delivery_id, number)) STRICT, WITHOUT ROWID;
            """)
}
