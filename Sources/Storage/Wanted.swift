import Distribution
import Editorial
import GRDB

/// Which endpoints an event goes to, as a question to the database: those that want it, as `Subscription.wants` says, and where it follows a text those, too,
/// that were ever given the text or are owed it, whatever they filter by now. The holdings know who was, when the deliveries are long pruned. An advance copy goes
/// to those who are trusted with it, and what becomes of it to those who have it.
struct Wanted {
    let arguments: StatementArguments
    /// Whether `endpoint` is one of them.
    let condition: String

    /// `release` is a row, and so is `event`, nil before it is there.
    init(_ type: EventType, of release: Int64, standing description: Description, event: Int64? = nil) {
        arguments = [
            "type": type.rawValue, "section": description.section, "kind": description.kind, "language": description.language, "release": release,
            "event": event ?? Int64.max,
        ]
        condition = Self.condition(type)
    }

    /// Common table expressions: what the event is, field by field.
    static let table = "asked (field, value) AS (VALUES ('event', :type), ('section', :section), ('kind', :kind), ('language', :language))"

    private static func condition(_ type: EventType) -> String {
        switch type {
        // By name nobody asks for it.
        case .advance: "(endpoint.trusted = 1 AND (\(wants("asked.field <> 'event'")) OR \(hasCopy)))"
        case .advanceCancelled: hasCopy
        case .published: "(\(wants()) OR \(hasCopy))"
        case .corrected: "(\(wants()) OR \(hasText) OR \(hasCopy))"
        case .withdrawn, .reinstated: "(\(wants()) OR \(hasText))"
        case .submitted, .approved, .changesRequested, .ping: wants()
        }
    }

    /// Of no field that the endpoint filters by, the event's value is missing.
    private static func wants(_ fields: String = "TRUE") -> String {
        """
        NOT EXISTS (
            SELECT * FROM asked
            WHERE \(fields) AND EXISTS (SELECT * FROM endpoint_filter WHERE endpoint_id = endpoint.id AND field = asked.field)
                AND NOT EXISTS (SELECT * FROM endpoint_filter WHERE endpoint_id = endpoint.id AND field = asked.field AND value = asked.value))
        """
    }

    private static let hasText = """
        endpoint.id IN (
            SELECT endpoint_id FROM holding WHERE release_id = :release
            UNION ALL
            SELECT delivery.endpoint_id FROM delivery JOIN event ON event.id = delivery.event_id
            WHERE delivery.release_id = :release AND event.type IN (\(EventType.quoted(EventType.open)))
                AND delivery.status IN ('pending', 'waiting', 'in_flight', 'suspended'))
        """

    private static let hasCopy = "endpoint.id IN (\(Ahead.holders))"
}
