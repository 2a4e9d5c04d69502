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
        guard isOpen(to: person, under: office) else { return .nothing }
        if person.readsDrafts { return .whole }
        guard person.roles.contains(.administrator) else { return .nothing }
        return isWhollyPublic ? .whole : .trace
    }

    /// Whether there is no more to it than what everybody can read.
    private var isWhollyPublic: Bool { live.text.map { $0.revision == revision && $0.description == description } ?? false }
}

extension Person {
    /// Whether they read texts that are not public.
    var readsDrafts: Bool { roles.contains { $0 != .administrator } }
}

extension Site {
    /// How much that person may see of each release that these entries are about; nothing of one that cannot be read.
    func visibilities(of entries: [JournalEntry], to person: Person) async throws -> [String: Visibility] {
        var visibilities: [String: Visibility] = [:]
        for id in Set(entries.compactMap(\.releaseID)) {
            do { visibilities[id] = try await store.release(id)?.visibility(to: person, under: office) } catch is DataUnavailable { visibilities[id] = .nothing }
        }
        return visibilities
    }
}
