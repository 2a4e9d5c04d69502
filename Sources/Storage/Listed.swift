import Editorial
import GRDB

/// A release as a list has it: one whose text is damaged takes its place there and breaks no list.
package enum Listed: Sendable, Equatable {
    case whole(Release)
    case damaged(DamagedRelease)

    /// Nil where it cannot be read.
    package var release: Release? { if case .whole(let release) = self { release } else { nil } }

    init(row: Row, in db: Database) throws {
        do { self = .whole(try Release(row: row, in: db)) } catch is Damaged {
            self = .damaged(DamagedRelease(id: row["public_id"], workflow: row["workflow"], state: row["state"]))
        }
    }
}

/// A release of which a stored text cannot be read.
package struct DamagedRelease: Sendable, Equatable {
    /// A UUIDv7.
    package let id: String
    package let workflow: String
    package let state: String
}

extension Store {
    /// The release of that id where its text cannot be read and `reader` may know of it; nil where it is sound, or not there for them.
    package func damaged(_ id: String, reader: Person) async throws -> DamagedRelease? {
        let readable = Readable(to: reader, under: office)
        return try await read { db in
            let row = try Row.fetchOne(
                db, cached: "\(Release.selection) WHERE release.public_id = ? AND \(readable.condition)", arguments: [id] + readable.arguments)
            guard let row, case .damaged(let release) = try Listed(row: row, in: db) else { return nil }
            return release
        }
    }
}
