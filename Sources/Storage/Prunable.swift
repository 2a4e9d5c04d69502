import Distribution

/// What may be pruned, as questions to the database. In this order, for each is kept as long as something of the one before it is there.
enum Prunable: CaseIterable {
    case attempts, deliveries, events, payloads

    var table: String {
        switch self {
        case .attempts, .deliveries: "delivery"
        case .events: "event"
        case .payloads: "payload"
        }
    }

    /// Whether a row is old enough. A payload is as old as what has it.
    var age: String { self == .payloads ? ":before IS NOT NULL" : "\(table).created_at < :before" }

    /// Whether a row may be gone soon. An event stays with the last of its release that is no younger: a replay is asked for from a moment on.
    var candidate: String {
        switch self {
        case .attempts:
            """
            (\(Delivery.ended) AND NOT \(Self.isLacking) AND EXISTS (SELECT * FROM attempt WHERE delivery_id = delivery.id)
                AND NOT EXISTS (SELECT * FROM attempt WHERE delivery_id = delivery.id AND started_at >= :before))
            """
        case .deliveries:
            """
            (\(Delivery.ended) AND NOT \(Self.isLacking) AND NOT EXISTS (SELECT * FROM attempt WHERE delivery_id = delivery.id)
                AND \(isOut) AND \(isNotTheLast))
            """
        case .events:
            """
            (NOT EXISTS (SELECT * FROM delivery WHERE event_id = event.id) AND \(isOut) AND \(isNotTheLast)
                AND NOT EXISTS (SELECT * FROM event AS last WHERE last.id = \(latest) AND last.created_at <= event.created_at))
            """
        case .payloads:
            """
            (NOT EXISTS (SELECT * FROM event WHERE payload_id = payload.id) AND NOT EXISTS (SELECT * FROM event WHERE text_payload_id = payload.id)
                AND NOT EXISTS (SELECT * FROM rendering WHERE payload_id = payload.id)
                AND NOT EXISTS (SELECT * FROM delivery WHERE payload_id = payload.id) AND \(isNotTheLast))
            """
        }
    }

    /// Whether it may be gone now. Of a release the oldest event goes first, so that what was withdrawn is known to be as long as it might be sent again.
    var condition: String {
        self == .events
            ? "(\(candidate) AND NOT EXISTS (SELECT * FROM event AS earlier WHERE earlier.release_id = event.release_id AND earlier.id < event.id))" : candidate
    }

    /// A row that is gone must not leave its number to another.
    private var isNotTheLast: String { "\(table).id <> (SELECT max(id) FROM \(table))" }

    /// Whether it is of no release, or of one that has been public: of what is still being made everything stays.
    private var isOut: String { "NOT EXISTS (SELECT * FROM release WHERE release.id = \(table).release_id AND live = 'nothing')" }

    /// What happened last to its release, of what everybody may know.
    private var latest: String { Self.latest(of: "\(table).release_id") }

    private static func latest(of release: String) -> String {
        """
        (SELECT latest.id FROM event AS latest WHERE latest.release_id = \(release) AND latest.type IN (\(EventType.quoted(EventType.open)))
            ORDER BY latest.id DESC LIMIT 1)
        """
    }

    /// Whether a delivery says why its endpoint does not have what happened last.
    private static let isLacking = """
        (delivery.status <> 'delivered' AND (delivery.status <> 'cancelled' OR delivery.attempts > 0) AND delivery.event_id IS \(latest(of: "delivery.release_id"))
            AND NOT EXISTS (
                SELECT * FROM holding WHERE holding.release_id = delivery.release_id AND holding.endpoint_id = delivery.endpoint_id
                    AND holding.event >= delivery.event_id))
        """
}
