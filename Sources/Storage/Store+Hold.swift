import Distribution
import Editorial
import Foundation
import GRDB

/// What a hold holds back.
package struct HeldBack: Sendable {
    /// Approved releases, earliest release time first, those without one before; without those whose text is damaged, which do not go out.
    package let releases: [Release]
    package let deliveries: Int
    package let lastEntryAt: Instant?
    package init(releases: [Release], deliveries: Int, lastEntryAt: Instant?) { (self.releases, self.deliveries, self.lastEntryAt) = (releases, deliveries, lastEntryAt) }
}

extension Store {
    /// Whether nothing publishes by itself and nothing is delivered until somebody resumes.
    package func onHold() async throws -> Bool { try await read(Self.onHold) }

    /// What would go out, and until when the data reach.
    package func heldBack() async throws -> HeldBack {
        try await read { db in
            let states = States.automatic(of: office)
            let releases = try Row.fetchAll(
                db,
                cached: """
                    WITH \(states.table) \(Release.selection) JOIN among ON among.workflow = release.workflow AND among.state = release.state
                    ORDER BY release.release_at, release.id
                    """,
                arguments: states.arguments
            ).compactMap { try Listed(row: $0, in: db).release }
            return HeldBack(
                releases: releases,
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
