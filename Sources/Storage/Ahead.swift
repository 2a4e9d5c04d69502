import Distribution
import GRDB

/// Advance copies, as questions to the database.
enum Ahead {
    /// After these an advance copy does not stand any more: it was taken back, or what it was a copy of is public.
    static let ends: [EventType] = [.advanceCancelled, .published, .corrected, .reinstated]

    /// Whether an event may still be sent to an endpoint: if it is an advance copy, then to one that is trusted, the last there is, and while it stands.
    static let stands = """
        (event.type <> '\(EventType.advance.rawValue)' OR (endpoint.trusted = 1 AND NOT EXISTS (
            SELECT * FROM event AS later WHERE later.release_id = event.release_id AND later.id > event.id
                AND later.type IN (\(EventType.quoted([.advance] + ends))))))
        """

    /// Whether a body with its text may be sent of what went on at the desk: not where the release is confined by now, or its text was taken back since.
    static let mayHaveText = """
        (NOT EXISTS (SELECT * FROM release WHERE release.id = event.release_id AND confined = 1)
            AND NOT EXISTS (
                SELECT * FROM event AS later WHERE later.release_id = event.release_id AND later.id > event.id
                    AND later.type IN (\(EventType.quoted([.advanceCancelled, .withdrawn])))))
        """

    /// The last event before `:event`, a row, by which the release's copies of before came to their end; 0 where there is none.
    private static let end = """
        (SELECT coalesce(max(id), 0) FROM event WHERE release_id = :release AND id < :event AND type IN (\(EventType.quoted(ends))))
        """

    /// The events before `:event` that are copies of the release and did not come to their end before it.
    static let copies = "SELECT id FROM event WHERE release_id = :release AND id < :event AND type = '\(EventType.advance.rawValue)' AND id > \(end)"

    /// The rows of the endpoints that were given one of them, or may have been.
    static let holders = """
        SELECT endpoint_id FROM given WHERE release_id = :release AND event < :event AND type = '\(EventType.advance.rawValue)' AND event > \(end)
        UNION ALL
        SELECT endpoint_id FROM delivery WHERE +release_id = :release AND rendered = 1 AND event_id IN (\(copies))
        """

    /// The number of the text of that release, a row, of which a copy stands that somebody was owed; nil where none does.
    static func revision(of release: Int64, in db: Database) throws -> Int? {
        try Int.fetchOne(
            db, cached: "SELECT revision FROM event WHERE id IN (\(copies)) ORDER BY id DESC LIMIT 1", arguments: ["release": release, "event": Int64.max])
    }
}
