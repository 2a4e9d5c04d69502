import Distribution
import Editorial
import GRDB

/// What is done to all that an endpoint is owed, be it a million rows: in steps, each a short transaction. What is left to do stands in the database, so that it is
/// finished whatever happens meanwhile.
struct Chore {
    enum Kind: String { case disable, enable, cancel, delete }

    /// How many rows a step takes at most.
    static let step = 250
    /// The same for deliveries that are removed, each with its attempts.
    private static let fewer = 100
    /// So many times as many releases a step looks through at most for what the endpoint holds of them.
    private static let windows = 10

    /// A row.
    let id: Int64
    private let kind: Kind
    private let endpoint: Int64
    private var after: Int64
    private let last: Int64
    private let at: Instant

    /// Notes what is to be done to what the endpoint is owed by now. `hand` names the opening in which somebody takes the steps and waits; nil leaves them to others.
    static func note(_ kind: Kind, of endpoint: Int64, at now: Instant, by hand: String? = nil, in db: Database) throws -> Int64 {
        try db.execute(
            cached: """
                INSERT INTO chore (endpoint_id, kind, after, last, at, hand)
                SELECT ?1, ?2, 0, coalesce(max(id), 0), ?3, ?4 FROM delivery WHERE endpoint_id = ?1
                """,
            arguments: [endpoint, kind.rawValue, now, hand])
        return db.lastInsertedRowID
    }

    /// Notes it in the place of what was begun before, and takes the first step at once. Answers the chore, nil where that was all.
    @discardableResult
    static func begin(_ kind: Kind, of endpoint: Int64, at now: Instant, by hand: String? = nil, in db: Database) throws -> Int64? {
        try db.execute(cached: "DELETE FROM chore WHERE endpoint_id = ? AND kind IN ('disable', 'enable')", arguments: [endpoint])
        let id = try note(kind, of: endpoint, at: now, by: hand, in: db)
        _ = try take(id, in: db)
        return try fetch(id, in: db) == nil ? nil : id
    }

    static func isDeleting(_ endpoint: Int64, in db: Database) throws -> Bool {
        try Bool.fetchOne(db, cached: "SELECT EXISTS (SELECT * FROM chore WHERE endpoint_id = ? AND kind = 'delete')", arguments: [endpoint]) ?? false
    }

    /// Takes the next step. Answers how many rows it changed, nil where there is nothing left to do.
    static func take(_ id: Int64, in db: Database) throws -> Int? {
        guard var chore = try fetch(id, in: db) else { return nil }
        return chore.kind == .delete ? try chore.delete(in: db) : try chore.walk(in: db)
    }

    /// Whether it may make something due.
    static func bringsForward(_ id: Int64, in db: Database) throws -> Bool {
        try Bool.fetchOne(db, cached: "SELECT kind IN ('enable', 'cancel') FROM chore WHERE id = ?", arguments: [id]) ?? false
    }

    /// The first that nobody has in hand who opened the store as `opening`.
    static func next(beside opening: String, in db: Database) throws -> Int64? {
        try Int64.fetchOne(db, cached: "SELECT id FROM chore WHERE hand IS NOT ? ORDER BY id LIMIT 1", arguments: [opening])
    }

    private static func fetch(_ id: Int64, in db: Database) throws -> Chore? {
        guard let row = try Row.fetchOne(db, cached: "SELECT * FROM chore WHERE id = ?", arguments: [id]) else { return nil }
        guard let kind = Kind(rawValue: row["kind"]) else { throw Damaged(what: "what is left to do") }
        return Chore(id: id, kind: kind, endpoint: row["endpoint_id"], after: row["after"], last: row["last"], at: row["at"])
    }

    private mutating func walk(in db: Database) throws -> Int? {
        let rows = try Row.fetchAll(
            db, cached: "SELECT id, status, release_id FROM delivery WHERE endpoint_id = ? AND id > ? AND id <= ? ORDER BY id LIMIT ?",
            arguments: [endpoint, after, last, Self.step])
        var changed = 0
        for row in rows {
            guard let status = Delivery.Status(rawValue: row[1]) else { throw Damaged(what: "a delivery") }
            if try change(row[0], status, of: row[2], in: db) { changed += 1 }
        }
        guard rows.count == Self.step, let reached = rows.last?[0] as Int64? else {
            try db.execute(cached: "DELETE FROM chore WHERE id = ?", arguments: [id])
            return rows.isEmpty ? nil : changed
        }
        try db.execute(cached: "UPDATE chore SET after = ? WHERE id = ?", arguments: [reached, id])
        return changed
    }

    private func change(_ row: Int64, _ status: Delivery.Status, of release: Int64?, in db: Database) throws -> Bool {
        switch (kind, status) {
        case (.disable, .pending), (.disable, .waiting):
            try db.execute(cached: "UPDATE delivery SET status = 'suspended', due_at = NULL WHERE id = ?", arguments: [row])
        case (.enable, .pending):
            try db.execute(cached: "UPDATE delivery SET attempts = 0, due_at = min(due_at, ?) WHERE id = ?", arguments: [at, row])
        case (.enable, .suspended):
            let due = release == nil ? at : nil
            try db.execute(
                cached: "UPDATE delivery SET status = ?, due_at = ?, attempts = 0 WHERE id = ?", arguments: [due == nil ? "waiting" : "pending", due, row])
            if let release { _ = try Delivery.bringForward(of: release, to: endpoint, at: at, in: db) }
        case (.cancel, .pending), (.cancel, .waiting), (.cancel, .suspended):
            guard try !Store.followsUp(row, in: db) else { return false }
            try db.execute(cached: "UPDATE delivery SET status = 'cancelled', due_at = NULL WHERE id = ?", arguments: [row])
            if let release { _ = try Delivery.bringForward(of: release, to: endpoint, at: at, in: db) }
        default: return false
        }
        return true
    }

    /// What refers to the endpoint goes first; at the end it goes itself, and this chore with it.
    private mutating func delete(in db: Database) throws -> Int? {
        for (table, key, limit) in [("delivery", "id", Self.fewer), ("given", "release_id, endpoint_id, event", Self.step)] {
            try db.execute(
                cached: "DELETE FROM \(table) WHERE (\(key)) IN (SELECT \(key) FROM \(table) WHERE endpoint_id = ? LIMIT ?)", arguments: [endpoint, limit])
            if db.changesCount == limit { return limit }
        }
        if let count = try deleteHoldings(in: db) { return count }
        try db.execute(cached: "DELETE FROM endpoint WHERE id = ?", arguments: [endpoint])
        return nil
    }

    /// Release by release, for by endpoint no index finds them. Nil where no release is left; an endpoint that is owed nothing is given nothing meanwhile.
    private mutating func deleteHoldings(in db: Database) throws -> Int? {
        var count = 0
        for _ in 0..<Self.windows where count < Self.step {
            let releases = try Int64.fetchAll(db, cached: "SELECT id FROM release WHERE id > ? ORDER BY id LIMIT ?", arguments: [after, Self.step])
            guard let reached = releases.last else { return nil }
            try db.execute(
                cached: "DELETE FROM holding WHERE endpoint_id = ? AND release_id IN (SELECT id FROM release WHERE id > ? AND id <= ?)",
                arguments: [endpoint, after, reached])
            count += db.changesCount
            after = reached
        }
        try db.execute(cached: "UPDATE chore SET after = ? WHERE id = ?", arguments: [after, id])
        return count
    }
}
