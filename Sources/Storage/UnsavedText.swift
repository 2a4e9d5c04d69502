import Editorial
import GRDB

/// What somebody has typed into a release's form and not saved: outside the history, and nobody's but theirs.
package struct UnsavedText: Sendable, Equatable {
    /// The id of the release, or of the form of one that is yet to be made.
    package let release: String
    /// The window that it was typed in, as its form names it; empty where it names none.
    package let window: String
    /// The version that was before them, nil in a new release's form; 0 where that form has made the release meanwhile.
    package let version: Int?
    /// The form's fields, as the desk wrote them.
    package let fields: JSON
    package let at: Instant
    package init(release: String, window: String = "", version: Int?, fields: JSON, at: Instant) {
        (self.release, self.window, self.version, self.fields, self.at) = (release, window, version, fields, at)
    }

    /// This text as it is now, and none that is typed in its window later.
    package var copy: Copy { Copy(window: window, until: at) }

    /// What was typed in one window up to some time: a form that goes on with it says so, and takes its place.
    package struct Copy: Sendable, Hashable, CustomStringConvertible {
        package let window: String
        package let until: Instant
        package init(window: String, until: Instant) { (self.window, self.until) = (window, until) }

        /// As a form carries it, `1795608000000 window`; nil where it is none.
        package init?(_ carried: String) {
            guard let space = carried.firstIndex(of: " "), let milliseconds = Int64(carried[..<space]) else { return nil }
            self.init(window: String(carried[carried.index(after: space)...]), until: Instant(milliseconds: milliseconds))
        }

        package var description: String { "\(until.milliseconds) \(window)" }
    }
}

extension UnsavedText {
    /// The id of the release that its form has made meanwhile, nil while it has made none, or where it is of a release. What is no form of ours makes none.
    func made(by login: String, in db: Database) throws -> String? {
        guard version == nil, let id = try? Release.id(madeFrom: release, by: login) else { return nil }
        return try Release.rowID(of: id, in: db) == nil ? nil : id
    }

    /// Those are saved, in the same transaction, or not wanted any more. What was typed in their windows since stays.
    static func discard(_ copies: [Copy], of login: String, on release: String, in db: Database) throws {
        for copy in copies {
            try db.execute(
                cached: "DELETE FROM unsaved WHERE user_id = (SELECT id FROM user WHERE login = ?) AND release_id = ? AND typed_in = ? AND at <= ?",
                arguments: [login, release, copy.window, copy.until])
        }
    }

    /// What was typed into a form in other windows belongs to the release that it has made; of one window's two, the later one stays.
    static func move(from form: String, to release: String, of login: String, in db: Database) throws {
        let user = "user_id = (SELECT id FROM user WHERE login = ?1)"
        for (earlier, later) in [(form, release), (release, form)] {
            try db.execute(
                cached: """
                    DELETE FROM unsaved WHERE \(user) AND release_id = ?2 AND EXISTS (
                        SELECT * FROM unsaved AS other
                        WHERE other.user_id = unsaved.user_id AND other.release_id = ?3 AND other.typed_in = unsaved.typed_in AND other.at >= unsaved.at)
                    """,
                arguments: [login, earlier, later])
        }
        try db.execute(cached: "UPDATE unsaved SET release_id = ?3, version = 0 WHERE \(user) AND release_id = ?2", arguments: [login, form, release])
    }

    /// The last that was typed first.
    static func fetchAll(_ condition: String, _ arguments: StatementArguments, of login: String, since eldest: Instant, in db: Database) throws -> [UnsavedText] {
        let rows = try Row.fetchAll(
            db,
            cached: """
                SELECT unsaved.* FROM unsaved JOIN user ON user.id = unsaved.user_id
                WHERE user.login = ? AND unsaved.at >= ? AND \(condition) ORDER BY unsaved.at DESC, unsaved.typed_in
                """,
            arguments: [login, eldest] + arguments)
        // What cannot be read is lost already: it must not take the rest of a desk with it.
        return rows.compactMap { row in
            (try? JSON(stored: row["fields"])).map {
                UnsavedText(release: row["release_id"], window: row["typed_in"], version: row["version"], fields: $0, at: row["at"])
            }
        }
    }
}
