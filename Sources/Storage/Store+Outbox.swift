import Crypto
import Distribution
import Editorial
import Foundation
import GRDB
import Markdown

extension Store {
    /// Puts an event into the outbox: renders its bodies once, and owes it to each endpoint that wants it, in the transaction that decided it. Of advance copies
    /// there is none where nobody is trusted with them, or was.
    func announce(_ announcement: Announcement, of release: Release, by actor: Actor, at now: Instant, in db: Database) throws {
        guard let row = try Release.rowID(of: release.id, in: db) else { throw NotFound("release") }
        let type = announcement.type
        let isForTheTrusted = try Bool.fetchOne(db, cached: "SELECT EXISTS (SELECT * FROM endpoint WHERE trusted = 1)") == true
        if type == .advance, !isForTheTrusted, try Ahead.revision(of: row, in: db) == nil { return }
        let hasTwoBodies = isForTheTrusted && EventType.desk.contains(type) && release.confinedTo == nil
        let stored = try Self.store(payload(announcement, of: release, by: actor, at: now).bytes, in: db)
        let withText = try hasTwoBodies ? Self.store(payload(announcement, withText: true, of: release, by: actor, at: now).bytes, in: db) : nil
        let description = announcement.description
        try db.execute(
            cached: """
                INSERT INTO event (public_id, type, release_id, headline, kind, section, language, revision, payload_id, text_payload_id, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Secrets.id(at: now), type.rawValue, row, announcement.headline, description.kind, description.section, description.language,
                announcement.revision, stored, withText, now,
            ])
        let owed = Owed(type: type, event: db.lastInsertedRowID, release: row, payload: stored)
        try owed.endCopies(at: now, in: db)
        try owed.fanOut(Wanted(type, of: row, standing: description, event: owed.event), at: now, in: db)
        if type == .withdrawn { try owed.cancelWhatIsBehind(at: now, in: db) } else { try owed.pullForward(at: now, in: db) }
        try lookFor(type, of: row, at: now, in: db)
        signals.note(.deliveries)
    }

    private func payload(_ announcement: Announcement, withText: Bool = false, of release: Release, by actor: Actor, at now: Instant) -> StandardPayload {
        let render = { (content: Content) -> StandardPayload.Rendered in
            let document = MarkdownDocument(content.body)
            return (document.html().source, document.plainText())
        }
        return switch (announcement.type, announcement.copy) {
        case (.advance, let copy?): .advance(copy, of: release, at: now, under: office, render: render)
        case (.advanceCancelled, let copy?): .advanceCancelled(copy, of: release, at: now, under: office)
        default:
            StandardPayload(
                announcement.type, of: release, previous: announcement.previous, minor: announcement.minor, by: actor.login, withText: withText, at: now,
                under: office, render: render)
        }
    }

    /// The row of that body, which is stored once.
    static func store(_ bytes: [UInt8], in db: Database) throws -> Int64 {
        let data = Data(bytes)
        let digest = Data(SHA256.hash(data: data))
        try db.execute(cached: "INSERT INTO payload (digest, bytes) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING", arguments: [digest, data])
        guard let row = try Int64.fetchOne(db, cached: "SELECT id FROM payload WHERE digest = ?", arguments: [digest]) else { throw Damaged(what: "a payload") }
        return row
    }
}

/// An event on its way to its endpoints.
private struct Owed {
    let type: EventType
    let event: Int64
    let release: Int64
    let payload: Int64

    /// An advance copy that has not arrived never does: there is a newer one, or none any more, or the text is public.
    func endCopies(at now: Instant, in db: Database) throws {
        guard type == .advance || Ahead.ends.contains(type) else { return }
        let endpoints = try Int64.fetchAll(
            db,
            cached: """
                UPDATE delivery SET status = 'cancelled', due_at = NULL
                WHERE +release_id = :release AND event_id IN (\(Ahead.copies)) AND status IN ('pending', 'waiting', 'suspended') RETURNING endpoint_id
                """,
            arguments: ["release": release, "event": event])
        for endpoint in endpoints { _ = try Delivery.bringForward(of: release, to: endpoint, at: now, in: db) }
    }

    /// One statement for ten or ten thousand endpoints. An earlier event of that release goes first, also where its endpoint was enabled just now and it is
    /// still suspended; a withdrawal waits only for what is being sent now.
    func fanOut(_ wanted: Wanted, at now: Instant, in db: Database) throws {
        let ahead = type == .withdrawn ? "'in_flight'" : "'pending', 'waiting', 'in_flight'"
        let suspended = type == .withdrawn ? "" : "OR EXISTS (SELECT * FROM delivery WHERE endpoint_id = endpoint.id AND release_id = :release AND status = 'suspended')"
        try db.execute(
            cached: """
                WITH \(Wanted.table), recipient (id, status) AS (
                    SELECT id, CASE
                        WHEN status = 'disabled' THEN 'suspended'
                        WHEN EXISTS (
                            SELECT * FROM delivery
                            WHERE endpoint_id = endpoint.id AND release_id = :release AND \(Delivery.unfinished) AND status IN (\(ahead))
                        ) \(suspended) THEN 'waiting'
                        ELSE 'pending' END
                    FROM endpoint
                    WHERE \(wanted.condition))
                INSERT INTO delivery (event_id, endpoint_id, release_id, payload_id, status, created_at, due_at)
                SELECT :event, id, :release, :payload, status, :now, CASE WHEN status = 'pending' THEN :now END FROM recipient
                """,
            arguments: wanted.arguments + ["payload": payload, "now": now])
    }

    /// What has not arrived of a text that was taken back never goes out; but that an advance copy is not to be used still does, and goes first.
    func cancelWhatIsBehind(at now: Instant, in db: Database) throws {
        let ends = "SELECT id FROM event WHERE release_id = :release AND type = '\(EventType.advanceCancelled.rawValue)'"
        let arguments: StatementArguments = ["release": release, "event": event]
        try db.execute(
            cached: """
                UPDATE delivery SET status = 'cancelled', due_at = NULL
                WHERE release_id = :release AND event_id <> :event AND event_id NOT IN (\(ends)) AND status IN ('pending', 'waiting', 'suspended')
                """,
            arguments: arguments)
        let behind = try Int64.fetchAll(
            db, cached: "SELECT endpoint_id FROM delivery WHERE +release_id = :release AND event_id <> :event AND event_id IN (\(ends)) AND status IN ('pending', 'waiting')",
            arguments: arguments)
        for endpoint in Set(behind) {
            try db.execute(
                cached: "UPDATE delivery SET status = 'waiting', due_at = NULL WHERE endpoint_id = ? AND event_id = ? AND status = 'pending'", arguments: [endpoint, event])
            _ = try Delivery.bringForward(of: release, to: endpoint, at: now, in: db)
        }
    }

    /// What this event waits for is tried now, so that news never sits out a long step; but not where nothing gets through at all.
    func pullForward(at now: Instant, in db: Database) throws {
        try db.execute(
            cached: """
                UPDATE delivery SET due_at = :now
                WHERE release_id = :release AND event_id <> :event AND status = 'pending' AND due_at > :now
                    AND EXISTS (SELECT * FROM endpoint WHERE id = endpoint_id AND failures < :limit AND (not_before IS NULL OR not_before <= :now))
                """,
            arguments: ["now": now, "release": release, "event": event, "limit": Breaker.limit])
    }
}
