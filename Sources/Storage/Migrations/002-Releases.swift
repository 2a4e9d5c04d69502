extension Migration {
    /// Releases as they stand, their revisions, approvals and addresses, and what was ever public.
    static let releases = Migration(
        name: "releases",
        sql: """
            CREATE TABLE release (
                id INTEGER PRIMARY KEY,
                public_id TEXT NOT NULL UNIQUE,
                workflow TEXT NOT NULL,
                state TEXT NOT NULL,
                version INTEGER NOT NULL CHECK (version > 0),
                kind TEXT NOT NULL CHECK (kind IN ('news', 'statement', 'speech', 'interview', 'advisory', 'backgrounder')),
                section TEXT NOT NULL,
                language TEXT NOT NULL,
                slug TEXT NOT NULL,
                slug_follows INTEGER NOT NULL CHECK (slug_follows IN (0, 1)),
                translation_of INTEGER REFERENCES release,
                translation_revision INTEGER,
                release_at INTEGER,
                imported INTEGER NOT NULL CHECK (imported IN (0, 1)),
                created_by TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                revision_count INTEGER NOT NULL CHECK (revision_count >= revision),
                -- Headline and slug in lower case, to search in.
                words TEXT NOT NULL,
                -- The version at which the clock found nothing to do, so that it does not look again before the release changes.
                idle_version INTEGER,

                live TEXT NOT NULL CHECK (live IN ('nothing', 'text', 'notice')),
                publication_id INTEGER REFERENCES publication DEFERRABLE INITIALLY DEFERRED,
                live_section TEXT,
                live_language TEXT,
                live_slug TEXT,
                published_at INTEGER,
                withdrawn_at INTEGER,
                withdrawal_note TEXT,
                hide_headline INTEGER CHECK (hide_headline IN (0, 1)),
                CHECK ((translation_of IS NULL) = (translation_revision IS NULL)),
                CHECK ((live = 'nothing') = (publication_id IS NULL)),
                CHECK ((live = 'nothing') = (published_at IS NULL)),
                CHECK ((live = 'nothing') = (live_slug IS NULL)),
                CHECK ((live = 'notice') = (withdrawn_at IS NOT NULL)),
                CHECK ((live = 'notice') = (withdrawal_note IS NOT NULL)),
                CHECK ((live = 'notice') = (hide_headline IS NOT NULL)),
                FOREIGN KEY (id, revision) REFERENCES revision (release_id, number) DEFERRABLE INITIALLY DEFERRED) STRICT;
            CREATE INDEX release_by_state ON release (workflow, state, release_at);
            CREATE INDEX release_by_translation ON release (translation_of) WHERE translation_of IS NOT NULL;
            CREATE INDEX release_live ON release (live_language, published_at, id) WHERE live = 'text';
            CREATE INDEX release_live_in_section ON release (live_language, live_section, published_at, id) WHERE live = 'text';

            CREATE TABLE revision (
                release_id INTEGER NOT NULL REFERENCES release,
                number INTEGER NOT NULL CHECK (number > 0),
                digest TEXT NOT NULL,
                content TEXT NOT NULL,
                parent INTEGER,
                created_by TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                PRIMARY KEY (release_id, number)) STRICT;
            CREATE TRIGGER revision_stays BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;

            CREATE TABLE author (
                release_id INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                login TEXT NOT NULL,
                PRIMARY KEY (release_id, revision, login),
                FOREIGN KEY (release_id, revision) REFERENCES revision (release_id, number)) STRICT, WITHOUT ROWID;

            CREATE TABLE approval (
                id INTEGER PRIMARY KEY,
                release_id INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                digest TEXT NOT NULL,
                release_at INTEGER,
                login TEXT NOT NULL,
                role TEXT NOT NULL,
                at INTEGER NOT NULL,
                minor INTEGER NOT NULL CHECK (minor IN (0, 1)),
                FOREIGN KEY (release_id, revision) REFERENCES revision (release_id, number)) STRICT;
            CREATE INDEX approval_of_release ON approval (release_id, id);

            -- A text as it became public. Where it replaced another, the note that the public was given.
            CREATE TABLE publication (
                id INTEGER PRIMARY KEY,
                release_id INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                kind TEXT NOT NULL,
                section TEXT NOT NULL,
                language TEXT NOT NULL,
                slug TEXT NOT NULL,
                translation_of INTEGER REFERENCES release,
                translation_revision INTEGER,
                since INTEGER NOT NULL,
                correction_note TEXT,
                minor INTEGER NOT NULL CHECK (minor IN (0, 1)),
                FOREIGN KEY (release_id, revision) REFERENCES revision (release_id, number)) STRICT;
            CREATE INDEX publication_of_release ON publication (release_id, id);

            -- Who has which address. One that was ever public is never given away.
            CREATE TABLE address (
                language TEXT NOT NULL,
                slug TEXT NOT NULL,
                release_id INTEGER NOT NULL REFERENCES release DEFERRABLE INITIALLY DEFERRED,
                public INTEGER NOT NULL CHECK (public IN (0, 1)),
                PRIMARY KEY (language, slug)) STRICT, WITHOUT ROWID;
            CREATE INDEX address_of_release ON address (release_id);
            """)
}
