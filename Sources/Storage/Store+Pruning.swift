import Editorial
import GRDB

extension Store {
    /// A way through all that is kept; nil while on hold. The present is when a person last did something, where that is earlier: a clock that runs ahead takes
    /// nothing away before somebody has seen it.
    package func pruning(at now: Instant) async throws -> Pruning? {
        try await read { db in
            guard try !Self.onHold(in: db), let last = try Instant.fetchOne(db, cached: "SELECT at FROM journal WHERE actor NOT IN ('clock', 'courier', 'anonymous') ORDER BY sequence DESC LIMIT 1") else { return nil }
            return Pruning(deliveryRules.keeping, at: min(now, last))
        }
    }

    /// The next step: looked for beside the writer, and one transaction that removes a bounded number of rows, where there are any.
    package func step(_ pruning: Pruning) async throws -> Pruning {
        let find = try await read { db in try pruning.find(in: db) }
        guard find.isEmpty else {
            return try await write { db in
                var pruning = pruning
                try pruning.take(find, in: db)
                return pruning
            }
        }
        return pruning.passing(find)
    }
}
