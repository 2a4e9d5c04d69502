import Distribution
import Editorial
import GRDB

/// Which endpoints an event goes to, as a question to the database: those that want it, as `Subscription.wants` says, and where it follows a text those, too,
/// that were ever given the text or are owed it, whatever they filter by now. The holdings know who was, when the deliveries are long pruned.
struct Wanted {
    let arguments: StatementArguments

    /// `release` is a row.
    init(_ type: EventType, of release: Int64, standing description: Description) {
        arguments = [
            "type": type.rawValue, "section": description.section, "kind": description.kind, "language": description.language, "release": release,
            "follows": [.corrected, .withdrawn, .reinstated].contains(type),
        ]
    }

    /// A common table expression: what the event is, field by field.
    static let table = "asked (field, value) AS (VALUES ('event', :type), ('section', :section), ('kind', :kind), ('language', :language))"

    /// Of no field that the endpoint filters by, the event's value is missing.
    private static let filters = """
        NOT EXISTS (
            SELECT * FROM asked
            WHERE EXISTS (SELECT * FROM endpoint_filter WHERE endpoint_id = endpoint.id AND field = asked.field)
                AND NOT EXISTS (SELECT * FROM endpoint_filter WHERE endpoint_id = endpoint.id AND field = asked.field AND value = asked.value))
        """

    static let condition = """
        (\(filters) OR (:follows AND endpoint.id IN (
            SELECT endpoint_id FROM holding WHERE release_id = :release
            UNION ALL
            SELECT delivery.endpoint_id FROM delivery JOIN event ON event.id = delivery.event_id
            WHERE delivery.release_id = :release AND event.type IN (\(EventType.quoted(EventType.open)))
                AND delivery.status IN ('pending', 'waiting', 'in_flight', 'suspended'))))
        """
}
