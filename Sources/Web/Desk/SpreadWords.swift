import Distribution
import Editorial
import Pages
import Storage

extension Desk {
    /// Who has the advance copy of that release, and who has what happened last to it; nothing for those who see no deliveries, and where nobody was to be told.
    func spreads(of release: Release, for person: Person) async throws -> [SpreadPart] {
        guard shows(.deliveries, to: person) else { return [] }
        return [try await copySpread(of: release), try await spread(of: release)].compactMap(\.self)
    }

    private func spread(of release: Release) async throws -> SpreadPart? {
        guard let spread = try await store.spread(of: release.id) else { return nil }
        let missing = try await store.holdings(of: release.id, missing: true, PageRequest(limit: Self.room)).items
        return part("Who has it", spread, missing.map { ($0.endpointName, $0.words(on: time, at: now)) })
    }

    private func copySpread(of release: Release) async throws -> SpreadPart? {
        guard let spread = try await store.copySpread(of: release.id) else { return nil }
        let missing = try await store.lackingCopy(of: release.id, limit: Self.room)
        return part("Who has the advance copy", spread, missing.map { ($0.endpointName, $0.lastWords(on: time, at: now)) })
    }

    private func part(_ title: String, _ spread: Spread, _ missing: [(endpoint: String, words: String)]) -> SpreadPart {
        let more = spread.of - spread.have - missing.count
        return SpreadPart(
            title: title, words: spread.words, missing: missing.map { SpreadPart.Lacking(endpoint: $0.endpoint, words: $0.words) },
            more: more > 0 ? "And \(more) more." : nil)
    }

    private static let room = 20
}

extension Spread {
    /// "12 of 14 endpoints have the corrected text."
    var words: String { "\(have) of \(of) endpoint\(of == 1 ? "" : "s") \(have == 1 ? "has" : "have") \(what)." }

    private var what: String {
        switch type {
        case .advance: "the text, under embargo"
        case .corrected: "the corrected text"
        case .withdrawn: "the notice that it was withdrawn"
        case .reinstated: "the reinstated text"
        default: "the text"
        }
    }
}

extension Holding {
    /// What it has instead of what happened last, and what it last answered: what follows its name in a sentence.
    func words(on time: OfficeTime, at now: Instant) -> String {
        let has =
            switch held {
            case let held? where held.type == .withdrawn: "knows since \(time.words(held.since, at: now)) that it was withdrawn"
            case let held?: "has \(held.revision.map { "revision \($0)" } ?? "an earlier text") since \(time.words(held.since, at: now))"
            case nil: "has not said that it has any text"
            }
        return "\(has); \(lastWords(on: time, at: now))"
    }

    /// What it last answered, and what becomes of it.
    func lastWords(on time: OfficeTime, at now: Instant) -> String {
        let answer = lastAttempt.map { last in
            let said = last.statusCode.map { "it answered \($0)" } ?? "it did not answer (\(last.error ?? "no reason known"))"
            return "\(said) at the last attempt, \(time.words(last.at, at: now))"
        }
        return "\(answer ?? "no attempt is on record"). \(prospect)"
    }

    /// What becomes of it.
    private var prospect: String {
        switch status {
        case .pending, .waiting, .inFlight: "It is on its way."
        case .suspended: "It goes out when the endpoint is enabled."
        case .failed: "The delivery has failed: somebody must send it again."
        case .cancelled: "The delivery was cancelled."
        case .delivered, nil: "Nothing is on its way."
        }
    }
}
