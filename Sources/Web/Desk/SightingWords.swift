import Distribution
import Editorial
import Pages

/// Whether the public sees what went out, in words.
extension Sighting {
    /// That it was seen, and how soon, in a sentence; nil where it was not yet.
    var seenWords: String? {
        seenAt.map { seen in
            let later = seen.seconds(since: publicAt)
            return "Seen \(channel.place) \(later < 1 ? "at once" : "after \(JournalWords.duration(milliseconds: Int(later * 1000)))")."
        }
    }

    /// That it is not seen although it should be, in a sentence; nil where there is no trouble.
    func troubleWords(on time: OfficeTime, at now: Instant) -> String? {
        guard status != .live, isLate(at: now) else { return nil }
        let next = nextLook.map { "The server looks again \(time.words(max($0, now), at: now))." } ?? "The server has stopped looking; look for yourself."
        return "The public does not see this \(channel.place)\(fault.map { ": \($0)" } ?? ""). \(next)"
    }
}

extension Channel {
    fileprivate var place: String {
        switch self {
        case .page: "on its page"
        case .feed: "in the feed"
        }
    }
}

extension Desk {
    /// What went out and is not seen, as far as that person may know of it.
    func unseenRows(for person: Person) async throws -> [ReleaseRow] {
        var rows: [ReleaseRow] = []
        for id in try await store.unseen(at: now) {
            guard let release = try await store.release(id), release.visibility(to: person, under: office) != .nothing else { continue }
            rows.append(row(release, for: person, reasons: try await store.sightings(of: id).compactMap { $0.troubleWords(on: time, at: now) }))
        }
        return rows
    }
}
