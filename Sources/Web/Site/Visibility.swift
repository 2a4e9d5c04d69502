import Editorial
import Storage

/// How much of a release somebody with an account may see. What the public sees, only `Release.live` says.
enum Visibility: Sendable {
    case nothing
    /// That it is there: id and state.
    case trace
    case whole
}

extension Release {
    /// What is confined is not there for others. Administrators look after people and machines: of what is not public they see no text.
    func visibility(to person: Person, under office: Office) -> Visibility {
        isOpen(to: person, under: office) ? person.visibility(wholly: isWhollyPublic) : .nothing
    }

    /// Whether there is no more to it than what everybody can read.
    private var isWhollyPublic: Bool { live.text.map { $0.revision == revision && $0.description == description } ?? false }
}

extension Person {
    /// Whether they read texts that are not public.
    var readsDrafts: Bool { roles.contains { $0 != .administrator } }

    /// How much they may see of a release that they may know of.
    fileprivate func visibility(wholly isWhollyPublic: Bool) -> Visibility {
        if readsDrafts { return .whole }
        guard roles.contains(.administrator) else { return .nothing }
        return isWhollyPublic ? .whole : .trace
    }
}

extension Site {
    /// The release of that id. Throws `NotFound` where there is none that this person may know of, `DamagedRelease` where there is one that cannot be read.
    func release(_ id: String, for person: Person) async throws -> Release {
        switch try await store.found(id, reader: person) {
        case .whole(let release) where release.visibility(to: person, under: office) != .nothing: return release
        case .damaged(let release): throw release
        default: throw NotFound("release")
        }
    }

    /// How much that person may see of each release that these entries are about, and its headline where they may read it.
    func subjects(of entries: [JournalEntry], to person: Person) async throws -> [String: Subject] {
        let ids = Set(entries.compactMap(\.releaseID))
        let heads = try await store.heads(of: ids, reader: person)
        return Dictionary(
            uniqueKeysWithValues: ids.map { id in
                let visibility = heads[id].map { person.visibility(wholly: $0.isWhollyPublic) } ?? .nothing
                return (id, Subject(visibility: visibility, headline: visibility == .whole ? heads[id]?.headline : nil))
            })
    }
}

/// What somebody may see of the release that an entry is about.
struct Subject: Sendable {
    let visibility: Visibility
    let headline: String?
}
