import Editorial

/// Somebody's last word on a release's text, as the journal has it: an approval, or one taken back or refused.
struct LastDecision {
    let by: String
    /// "sam requested changes to revision 1".
    let words: String
    let at: Instant
    let revision: Int
    /// Where it stands in the journal.
    let sequence: Int

    /// `journal` is of one release, newest first.
    init?(in journal: [JournalEntry], under office: Office, by effects: Set<Effect> = [.approve, .voidApprovals]) {
        for entry in journal where entry.action.hasPrefix("release.") {
            let name = String(entry.action.dropFirst("release.".count))
            let transitions = office.workflows.values.compactMap { $0.transition(name) }
            guard let transition = transitions.first(where: { !effects.isDisjoint(with: $0.effects) }) else { continue }
            guard let revision = entry.details["asked_revision"].integer else { continue }
            // What waits to be approved is sent back; what was approved already is taken back.
            let waited = office.workflows.values.contains { workflow in
                workflow.transitions.contains { $0.effects.contains(.approve) && $0.from.contains(entry.details["from"].string ?? "") }
            }
            let what = transition.effects.contains(.approve) ? "approved" : waited ? "requested changes to" : "took back the approval of"
            (by, at, self.revision, sequence, words) = (entry.actor, entry.at, revision, entry.sequence, "\(entry.actor) \(what) revision \(revision)")
            return
        }
        return nil
    }

    /// Whether a text has gone out since. With that a release time is over, which is no change that somebody made.
    func isOut(of release: Release) -> Bool { release.live.lastText.map { at <= $0.since } ?? false }
}

extension Release {
    /// What was seen of it then, besides the text: found by taking back what the journal says was changed since. `journal` is of this release, newest first.
    func standing(after sequence: Int, in journal: [JournalEntry]) -> (description: Description, releaseAt: Instant?) {
        var (description, releaseAt) = (description, releaseAt)
        for entry in journal.prefix(while: { $0.sequence > sequence }) {
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
