import Distribution
import Editorial
import Pages
import Storage

extension Desk {
    /// Who has what happened last to that release, and who does not; nil for those who see no deliveries, and where nobody was to be told.
    func spread(of release: Release, for person: Person) async throws -> SpreadPart? {
        guard shows(.deliveries, to: person), let spread = try await store.spread(of: release.id) else { return nil }
        let missing = try await store.holdings(of: release.id, missing: true, PageRequest(limit: Self.room)).items
        let more = spread.of - spread.have - missing.count
        return SpreadPart(
            words: spread.words, missing: missing.map { SpreadPart.Lacking(endpoint: $0.endpointName, words: $0.words(on: time, at: now)) },
            more: more > 0 ? "And \(more) more." : nil)
    }

    private static let room = 20
}

extension Spread {
    /// "12 of 14 endpoints have the corrected text."
    var words: String { "\(have) of \(of) endpoint\(of == 1 ? "" : "s") \(have == 1 ? "has" : "have") \(what)." }

    private var what: String {
        switch type {
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
        let answer = lastAttempt.map { last in
            let said = last.statusCode.map { "it answered \($0)" } ?? "it did not answer (\(last.error ?? "no reason known"))"
            return "\(said) at the last attempt, \(time.words(last.at, at: now))"
        }
        return "\(has); \(answer ?? "no attempt is on record"). \(prospect)"
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
