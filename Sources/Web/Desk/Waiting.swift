import Editorial

/// What waits for one person: every release that they can do something about now, sorted by what that is.
struct Waiting: Sendable {
    /// Submitted, and theirs to decide.
    private(set) var toApprove: [Release] = []
    /// Submitted, and not theirs to decide although they hold the role, with the reasons.
    private(set) var notTheirs: [(release: Release, reasons: [String])] = []
    /// What they have written and may go on writing.
    private(set) var drafts: [Release] = []

    init(_ releases: [Release], for person: Person, at now: Instant, under office: Office) {
        let actor = Actor.person(person)
        for release in releases {
            if let approve = release.offers(to: actor, at: now, under: office).first(where: { $0.transition.effects.contains(.approve) }) {
                if approve.objections.isEmpty {
                    toApprove.append(release)
                } else if !approve.objections.contains(where: { $0.code == .role }) {
                    notTheirs.append((release, approve.objections.map(\.detail)))
                }
            }
            let wrote = release.createdBy == person.login || release.revision.authors.contains(person.login)
            if wrote, release.objections(toEditingBy: actor, under: office).isEmpty { drafts.append(release) }
        }
    }
}
