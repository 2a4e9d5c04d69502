extension Migration {
    /// What a receiver asks for besides the signature.
    static let headers = Migration(
        name: "headers",
        sql: """
            -- A JSON object of names and values, secret as an endpoint's secret is; NULL where it has none.
            ALTER TABLE endpoint ADD COLUMN headers TEXT;
            """)
}
