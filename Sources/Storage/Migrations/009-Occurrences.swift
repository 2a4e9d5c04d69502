extension Migration {
    /// Which of the places where a quoted passage stands is meant.
    static let occurrences = Migration(
        name: "occurrences",
        sql: """
            -- From 1; what was said before it could be told is about the first.
            ALTER TABLE comment ADD COLUMN occurrence INTEGER NOT NULL DEFAULT 1 CHECK (occurrence > 0);
            """)
}
