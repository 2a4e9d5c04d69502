import Editorial
import GRDB

/// A release as a list has it: one whose text is damaged takes its place there and breaks no list.
package enum Listed: Sendable, Equatable {
    case whole(Release)
    case damaged(DamagedRelease)

    /// Nil where it cannot be read.
    package var release: Release? { if case .whole(let release) = self { release } else { nil } }
    /// Nil where it can be read.
    package var damage: DamagedRelease? { if case .damaged(let release) = self { release } else { nil } }
    /// A UUIDv7.
    package var id: String {
        switch self {
        case .whole(let release): release.id
        case .damaged(let release): release.id
        }
    }

    init(row: Row, in db: Database) throws {
        do { self = .whole(try Release(row: row, in: db)) } catch is Damaged {
            self = .damaged(DamagedRelease(id: row["public_id"], workflow: row["workflow"], state: row["state"]))
        }
    }
}

/// A release of which a stored text cannot be read. Thrown where somebody asks for that text.
package struct DamagedRelease: Error, Sendable, Equatable {
    /// A UUIDv7.
    package let id: String
    package let workflow: String
    package let state: String
    package init(id: String, workflow: String, state: String) { (self.id, self.workflow, self.state) = (id, workflow, state) }

    /// Why nothing can be done with it, and what is to be done about that.
    package static let words = "Its stored text is damaged: an administrator must restore it from a backup."
    /// What is to be done, alone.
    package static let remedy = "An administrator must restore it from a backup."
}

extension Listing<Listed> {
    /// The same page without what is damaged.
    var readable: Listing<Release> { Listing<Release>(items: items.compactMap(\.release), next: next) }
}

extension Store {
    /// The release of that id; nil where there is none, or `reader` may not know of it (nil: may know of all).
    package func found(_ id: String, reader: Person? = nil) async throws -> Listed? {
        let readable = Readable(to: reader, under: office)
        return try await read { db in
            try Row.fetchOne(db, cached: "\(Release.selection) WHERE release.public_id = ? AND \(readable.condition)", arguments: [id] + readable.arguments)
                .map { try Listed(row: $0, in: db) }
        }
    }
}
