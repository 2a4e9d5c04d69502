import Editorial
import Synchronization

/// Who has which release open for writing. In memory alone: it is true for a moment, and no part of what happened.
final class Presence: Sendable {
    /// Somebody who is writing.
    struct Writer: Sendable, Equatable {
        let login: String
        let name: String
        let since: Instant
        var seen: Instant
    }

    /// Without a sign of life for that long, somebody is taken to have left.
    static let patience = 120.0
    private let writers = Mutex<[String: [Writer]]>([:])

    /// The person has that release open.
    func note(_ person: Person, on release: String, at now: Instant) {
        writers.withLock { writers in
            for (id, present) in writers { writers[id] = present.filter { $0.isPresent(at: now) }.nilIfEmpty }
            var present = writers[release] ?? []
            if let index = present.firstIndex(where: { $0.login == person.login }) {
                present[index].seen = now
            } else {
                present.append(Writer(login: person.login, name: person.name, since: now, seen: now))
            }
            writers[release] = present
        }
    }

    /// The person has saved it, or thrown away what they typed.
    func leave(_ person: Person, _ release: String) {
        writers.withLock { $0[release] = $0[release]?.filter { $0.login != person.login }.nilIfEmpty }
    }

    /// Who but that person has it open, the longest first.
    func others(than person: Person, on release: String, at now: Instant) -> [Writer] {
        writers.withLock { ($0[release] ?? []).filter { $0.login != person.login && $0.isPresent(at: now) } }
    }
}

extension Presence.Writer {
    fileprivate func isPresent(at now: Instant) -> Bool { now < seen.later(seconds: Presence.patience) }
}

extension [Presence.Writer] {
    fileprivate var nilIfEmpty: Self? { isEmpty ? nil : self }
}
