import Editorial
import Storage

/// Somebody's last word on a release's text, as the journal has it: an approval, or one taken back or refused.
struct LastDecision {
    /// "sam requested changes to revision 1".
    let words: String
    let at: Instant
    let revision: Int
    /// The entry's number.
    let sequence: Int

    /// Whether a text has gone out since. With that a release time is over, which is no change that somebody made.
    func isOut(of release: Release) -> Bool { release.live.lastText.map { at <= $0.since } ?? false }
}

extension Store {
    /// The last decision on a release with one of those effects, on a revision whose number `fits`.
    func lastDecision(
        on release: String, _ fits: @escaping @Sendable (Int) -> Bool = { _ in true }, by effects: Set<Effect> = [.approve, .voidApprovals], under office: Office
    ) async throws -> LastDecision? {
        let deciding = office.transitions(with: effects)
        guard let entry = try await newest(of: Set(deciding.map(\.action)), on: release, where: { $0.details["asked_revision"].integer.map(fits) ?? false }),
            let revision = entry.details["asked_revision"].integer, let transition = deciding.first(where: { $0.action == entry.action })
        else { return nil }
        // What waits to be approved is sent back; what was approved already is taken back.
        let waited = office.transitions(with: [.approve]).contains { $0.from.contains(entry.details["from"].string ?? "") }
        let what = transition.effects.contains(.approve) ? "approved" : waited ? "requested changes to" : "took back the approval of"
        return LastDecision(words: "\(entry.actor) \(what) revision \(revision)", at: entry.at, revision: revision, sequence: entry.sequence)
    }
}

extension Office {
    /// Those of all its workflows that have one of these effects.
    func transitions(with effects: Set<Effect>) -> [Workflow.Transition] {
        workflows.values.sorted { $0.name < $1.name }.flatMap(\.transitions).filter { !effects.isDisjoint(with: $0.effects) }
    }
}

extension Workflow.Transition {
    /// The journal's word for it.
    var action: String { "release.\(name)" }
}

extension Release {
    /// Where it stood and when it was to go out before those entries of its journal, newest first, which say what they changed.
    func standing<Moves: Sequence<JournalEntry>>(before moves: Moves) -> (description: Description, releaseAt: Instant?) {
        var (description, releaseAt) = (description, releaseAt)
        for entry in moves {
            let details = entry.details.object ?? [:]
            description.kind = details["previous_kind"]?.string.flatMap(Kind.init) ?? description.kind
            description.section = details["previous_section"]?.string ?? description.section
            description.language = details["previous_language"]?.string ?? description.language
            description.slug = details["previous_slug"]?.string ?? description.slug
            if let previous = details["previous_translation_of"] {
                description.translationOf = previous.string.map { TranslationSource(release: $0, revision: details["previous_translation_revision"]?.integer ?? 0) }
            }
            if let previous = details["previous_release_at"] { releaseAt = previous.string.flatMap(Instant.init(rfc3339:)) }
        }
        return (description, releaseAt)
    }
}

extension Description {
    /// As a form carries it along, so that nobody decides on what they have not seen.
    var carried: String {
        let source = translationOf.map { " \($0.release) \($0.revision)" } ?? ""
        return "\(kind.rawValue) \(section) \(language) \(slug)\(source)"
    }

    /// Nil where it is not as a form of ours carries it.
    init?(carried: String) {
        let parts = carried.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4 || parts.count == 6, let kind = Kind(rawValue: parts[0]) else { return nil }
        self.init(kind: kind, section: parts[1], language: parts[2], slug: parts[3])
        if parts.count == 6 {
            guard let revision = Int(parts[5]) else { return nil }
            translationOf = TranslationSource(release: parts[4], revision: revision)
        }
    }
}
