extension Migration {
    /// Which delivery is tried while an endpoint's breaker is open. How far it has closed again is known in memory alone, and the time to give up a delivery that
    /// waits follows from when it fell due.
    static let breakers = Migration(
        name: "breakers",
        sql: """
            ALTER TABLE endpoint DROP COLUMN breaker_step;
            -- A row of `delivery`; it may have ended meanwhile, so it refers to nothing.
            ALTER TABLE endpoint ADD COLUMN head INTEGER;
            ALTER TABLE delivery DROP COLUMN give_up_at;
            """)
}
