import Distribution
import Editorial
import GRDB

/// Which deliveries are asked for; nil asks for all. Endpoint and release by their ids.
package struct DeliveryFilter: Sendable {
    package var endpoint: String?
    package var release: String?
    package var status: Delivery.Status?
    /// Only those of releases that this person may know of; nil for whoever may know of all.
    package var reader: Person?
    package init(endpoint: String? = nil, release: String? = nil, status: Delivery.Status? = nil, reader: Person? = nil) {
        (self.endpoint, self.release, self.status, self.reader) = (endpoint, release, status, reader)
    }
}

extension Store {
    /// Newest first, without attempts. Whoever turns the pages goes on also where the last one's end was pruned meanwhile.
    package func deliveries(_ filter: DeliveryFilter, _ page: PageRequest) async throws -> Listing<Delivery> {
        let after = try page.after.map { cursor in
            guard let row = Delivery.row(in: cursor) else { throw PageRequest.unknownCursor }
            return row
        }
        return try await read { db in
            // Only what is asked for, so that each question finds its index.
            let asked: [(condition: String, argument: (any DatabaseValueConvertible)?)] = [
                ("delivery.id < ?", after ?? Int64.max),
                ("delivery.endpoint_id = (SELECT id FROM endpoint WHERE public_id = ?)", filter.endpoint),
                ("delivery.release_id = (SELECT id FROM release WHERE public_id = ?)", filter.release),
                ("delivery.status = ?", filter.status?.rawValue),
            ].filter { $0.argument != nil }
            let readable = Readable(to: filter.reader, under: office)
            let closed = filter.reader == nil ? "" : " AND NOT EXISTS (SELECT * FROM release WHERE release.id = delivery.release_id AND NOT \(readable.condition))"
            let rows = try Row.fetchAll(
                db,
                sql: "\(Delivery.selection) WHERE \(asked.map(\.condition).joined(separator: " AND "))\(closed) ORDER BY delivery.id DESC LIMIT ?",
                arguments: StatementArguments(asked.map(\.argument)) + (filter.reader == nil ? [] : readable.arguments) + [page.limit + 1])
            return page.listing(of: try rows.map { try Delivery(row: $0) }, cursor: \.id)
        }
    }

    /// With its attempts. Nil, too, where it is of a release that `reader` may not know of.
    package func delivery(_ id: String, for reader: Person? = nil) async throws -> Delivery? {
        try await read { db in
            try row(ofDelivery: id, for: reader, in: db).map { try Delivery.fetch($0, in: db) }
        }
    }

    /// Nil where there is none of that id, or it is of a release that `reader` may not know of.
    private func row(ofDelivery id: String, for reader: Person?, in db: Database) throws -> Int64? {
        guard let row = try Delivery.rowID(of: id, in: db) else { return nil }
        let readable = Readable(to: reader, under: office)
        let isClosed = try Bool.fetchOne(
            db,
            cached: """
                SELECT EXISTS (
                    SELECT * FROM delivery JOIN release ON release.id = delivery.release_id WHERE delivery.id = ? AND NOT \(readable.condition))
                """,
            arguments: [row] + readable.arguments)
        return isClosed == true ? nil : row
    }

    /// How many there are of each status, and were of those that are kept no longer, of one endpoint or of all.
    package func deliveryCounts(of endpoint: String? = nil) async throws -> [Delivery.Status: Int] {
        try await read { db in
            let whose = endpoint == nil ? "" : "WHERE endpoint_id = (SELECT id FROM endpoint WHERE public_id = ?)"
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT status, count(*) FROM delivery \(whose) GROUP BY status
                    UNION ALL SELECT status, sum(number) FROM pruned \(whose) GROUP BY status
                    """,
                arguments: endpoint.map { [$0, $0] } ?? [])
            return Dictionary(rows.compactMap { row in Delivery.Status(rawValue: row[0]).map { ($0, row[1]) } }, uniquingKeysWith: +)
        }
    }
}
