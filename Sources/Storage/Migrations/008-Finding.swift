extension Migration {
    /// So that what is asked of a long journal is found and not looked for.
    static let finding = Migration(
        name: "finding",
        sql: """
            CREATE INDEX journal_by_time ON journal (at, sequence);
            CREATE INDEX journal_by_noun ON journal (substr(action, 1, instr(action, '.')), sequence);
            CREATE INDEX journal_refused ON journal (sequence) WHERE substr(action, -8) = '.refused';
            """)
}
