import Editorial
import GRDB

/// A release whose time has come and which could not go out. Its text may be what cannot be read, so it is not here.
package struct Stuck: Sendable, Equatable {
    /// A UUIDv7.
    package let id: String
    package let workflow: String
    package let releaseAt: Instant
    /// The login of whoever made it.
    package let createdBy: String
}

extension Store {
    /// The releases that could not go out at `now`, those that wait longest first. Each is tried again when it changes.
    package func stuck(at now: Instant) async throws -> [Stuck] {
        try await read { db in
            let states = States.automatic(of: office)
            return try Row.fetchAll(
                db,
                cached: """
                    WITH \(states.table)
                    SELECT release.public_id, release.workflow, release.release_at, release.created_by
                    FROM among CROSS JOIN release ON release.workflow = among.workflow AND release.state = among.state
                    WHERE release.release_at <= ? AND release.idle_version = release.version
                    ORDER BY release.release_at, release.id
                    """,
                arguments: states.arguments + [now]
            ).map { Stuck(id: $0["public_id"], workflow: $0["workflow"], releaseAt: $0["release_at"], createdBy: $0["created_by"]) }
        }
    }
}
