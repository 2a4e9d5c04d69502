import Editorial
import GRDB

/// A state in which releases stand.
package struct Place: Sendable, Equatable {
    package let workflow: String
    package let state: String
    /// How many stand there.
    package let releases: Int
    package init(workflow: String, state: String, releases: Int) { (self.workflow, self.state, self.releases) = (workflow, state, releases) }

    /// Whether these workflows lack it, so that nothing would ever leave it.
    package func isStranded(under workflows: [String: Workflow]) -> Bool { workflows[workflow]?.state(state) == nil }
}

extension Store {
    /// Where releases stand, by workflow and state.
    package func places() async throws -> [Place] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT workflow, state, count(*) AS releases FROM release GROUP BY workflow, state ORDER BY workflow, state")
                .map { Place(workflow: $0["workflow"], state: $0["state"], releases: $0["releases"]) }
        }
    }

    /// The addresses and ids of releases that stand there, at most `limit` of them.
    package func releases(in place: Place, limit: Int) async throws -> [String] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT slug, public_id FROM release WHERE workflow = ? AND state = ? ORDER BY id LIMIT ?", arguments: [place.workflow, place.state, limit]
            ).map { "\($0["slug"] as String) (\($0["public_id"] as String))" }
        }
    }
}
