import Editorial
import GRDB

/// A standing text of the office, in one language.
package struct StandingText: Sendable, Equatable {
    package let language: String
    package let boilerplate: Boilerplate
    package let updatedAt: Instant
    package let updatedBy: String
    package init(language: String, boilerplate: Boilerplate, updatedAt: Instant, updatedBy: String) {
        (self.language, self.boilerplate, self.updatedAt, self.updatedBy) = (language, boilerplate, updatedAt, updatedBy)
    }
}

extension Store {
    /// By name and language.
    package func boilerplates() async throws -> [StandingText] {
        try await read { db in try Row.fetchAll(db, cached: "SELECT * FROM boilerplate ORDER BY name, language").map(StandingText.init(row:)) }
    }

    /// Nil where the office has none of that name in that language.
    package func boilerplate(_ name: String, language: String) async throws -> StandingText? {
        try await read { db in try StandingText.fetch(name, language: language, in: db) }
    }

    /// Makes or replaces one; answers whether it is new. Press secretaries, administrators and the command line. Throws `Forbidden`, `Invalid`.
    @discardableResult
    package func put(_ boilerplate: Boilerplate, language: String, by origin: Origin, at now: Instant) async throws -> Bool {
        try check(boilerplate, language: language)
        let allowed: @Sendable (Actor) -> Bool = { $0.administers || $0.roles.contains(.pressSecretary) }
        return try await act("boilerplate.put", ["name": .string(boilerplate.name), "language": .string(language)], allowed: allowed, by: origin, at: now) { db in
            let isNew = try StandingText.fetch(boilerplate.name, language: language, in: db) == nil
            try db.execute(
                cached: """
                    INSERT INTO boilerplate (name, language, title, text, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (name, language) DO UPDATE SET
                        title = excluded.title, text = excluded.text, updated_at = excluded.updated_at, updated_by = excluded.updated_by
                    """,
                arguments: [boilerplate.name, language, boilerplate.title, boilerplate.text, now, origin.actor.name])
            return isNew
        }
    }

    private func check(_ boilerplate: Boilerplate, language: String) throws {
        var problems: [Invalid.Problem] = []
        if boilerplate.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) == nil || boilerplate.name.utf8.count > 100 {
            problems.append(.init("/name", "A boilerplate's name has the letters a-z, digits and single hyphens, 100 at most."))
        }
        if !office.languages.contains(language) { problems.append(.init("/language", "The office has no language \(language).")) }
        if boilerplate.title.allSatisfy(\.isWhitespace) { problems.append(.init("/title", "A boilerplate has a title.")) }
        if boilerplate.text.utf8.count > 1 << 20 { problems.append(.init("/text", "A text has 1 MiB at most.")) }
        for (pointer, text) in [("/title", boilerplate.title), ("/text", boilerplate.text)] where text.unicodeScalars.contains(where: isForbiddenInXML) {
            problems.append(.init(pointer, "There is a character in it that XML forbids."))
        }
        if !problems.isEmpty { throw Invalid(problems) }
    }
}

/// XML 1.0, production 2.
private func isForbiddenInXML(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: false
    default: true
    }
}

extension StandingText {
    fileprivate static func fetch(_ name: String, language: String, in db: Database) throws -> StandingText? {
        try Row.fetchOne(db, cached: "SELECT * FROM boilerplate WHERE name = ? AND language = ?", arguments: [name, language]).map(StandingText.init(row:))
    }

    fileprivate init(row: Row) {
        self.init(
            language: row["language"], boilerplate: Boilerplate(name: row["name"], title: row["title"], text: row["text"]), updatedAt: row["updated_at"],
            updatedBy: row["updated_by"])
    }
}
