import Distribution
import Editorial
import Foundation
import GRDB

/// What a hold holds back.
package struct HeldBack: Sendable {
    /// Approved releases, earliest release time first, those without one before.
    package let releases: [Release]
    /// Those whose text is damaged: they do not go out.
    package let damaged: [DamagedRelease]
    package let deliveries: Int
    package let lastEntryAt: Instant?
}

extension Store {
    /// Whether nothing publishes by itself and nothing is delivered until somebody resumes.
    package func onHold() async throws -> Bool { try await read(Self.onHold) }

    /// What would go out, as far as `reader` may know of it (nil: of all), and until when the data reach.
    package func heldBack(reader: Person? = nil) async throws -> HeldBack {
        let readable = Readable(to: reader, under: office)
        return try await read { db in
            let states = States.automatic(of: office)
            let listed = try Row.fetchAll(
                db,
                cached: """
                    WITH \(states.table) \(Release.selection) JOIN among ON among.workflow = release.workflow AND among.state = release.state
                    WHERE \(readable.condition) ORDER BY release.release_at, release.id
                    """,
                arguments: states.arguments + readable.arguments
            ).map { try Listed(row: $0, in: db) }
            return HeldBack(
                releases: listed.compactMap(\.release), damaged: listed.compactMap(\.damage),
                deliveries: try Int.fetchOne(db, cached: "SELECT count(*) FROM delivery WHERE \(Delivery.unfinished)") ?? 0,
                lastEntryAt: try Instant.fetchOne(db, cached: "SELECT at FROM journal ORDER BY sequence DESC LIMIT 1"))
        }
    }

    /// Administrators and the command line. Throws `Forbidden`.
    package func resume(by origin: Origin, at now: Instant) async throws {
        try await act("hold.resume", allowed: \.administers, by: origin, at: now) { db in
            try db.execute(cached: "UPDATE office SET hold = 0")
            signals.note([.schedule, .deliveries])
        }
    }

    /// As the server was started; the journal says so once.
    static func hold(at now: Instant, in db: Database) throws {
        guard try !onHold(in: db) else { return }
        try db.execute(cached: "UPDATE office SET hold = 1")
        try JournalEntry.append("hold.begin", [:], by: .operator, at: now, in: db)
    }

    static func onHold(in db: Database) throws -> Bool { try Bool.fetchOne(db, cached: "SELECT hold FROM office") ?? true }
}

extension Origin {
    /// Whoever runs this process.
    static var `operator`: Origin { Origin(.commandLine(user: NSUserName()), via: .cli) }
}
