extension Migration {
    /// What is wrong with an endpoint, and whether people were told.
    static let troubles = Migration(
        name: "troubles",
        sql: """
            -- In words; of the last attempt, where it failed.
            ALTER TABLE endpoint ADD COLUMN fault TEXT;
            ALTER TABLE endpoint ADD COLUMN is_told INTEGER NOT NULL DEFAULT 0 CHECK (is_told IN (0, 1));
            CREATE INDEX endpoint_told ON endpoint (id) WHERE is_told = 1;
            """)
}
