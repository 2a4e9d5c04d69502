extension Migration {
    /// By whom alone a receiver behind a private PKI is vouched for.
    static let authorities = Migration(
        name: "authorities",
        sql: """
            -- CA certificates in PEM; NULL where those that this machine trusts are to be trusted.
            ALTER TABLE endpoint ADD COLUMN ca TEXT;
            """)
}
