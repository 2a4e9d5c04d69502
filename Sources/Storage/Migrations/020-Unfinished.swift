extension Migration {
    /// What is on its way to an endpoint is asked of one release. By release first, the entries of all that one release brings along, and of all that a turn of the
    /// courier claims and records, are neighbours; by endpoint first, each was on a page of its own, which was written twice a delivery.
    static let unfinished = Migration(
        name: "unfinished",
        sql: """
            DROP INDEX delivery_unfinished;
            CREATE INDEX delivery_unfinished ON delivery (release_id, endpoint_id, event_id)
                WHERE status = 'pending' OR status = 'waiting' OR status = 'in_flight';
            """)
}
