import Editorial
import GRDB

/// UTC milliseconds everywhere.
extension Instant: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { milliseconds.databaseValue }
    package static func fromDatabaseValue(_ value: DatabaseValue) -> Instant? { Int64.fromDatabaseValue(value).map(Instant.init(milliseconds:)) }
}

extension Kind: DatabaseValueConvertible {}

extension Role: DatabaseValueConvertible {}

/// What the database holds is not what was written there.
struct Damaged: Error { let what: String }

extension JSON {
    /// What this room wrote earlier; anything else is damage.
    init(stored text: String) throws {
        do { self = try JSON.parse(text.utf8) } catch { throw Damaged(what: "a stored JSON text") }
    }

    /// As it is stored.
    var stored: String { String(decoding: canonical, as: UTF8.self) }
}
