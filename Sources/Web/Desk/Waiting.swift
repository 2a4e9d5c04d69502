import Editorial

/// What waits for one person: every release that they can do something about now, sorted by what that is.
struct Waiting: Sendable {
    /// Out without an approval, for those in whose role it could be given, with the reasons why it is not theirs to review.
    private(set) var reviews: [(release: Release, reasons: [String])] = []
    /// Submitted, and theirs to decide.
    private(set) var toApprove: [Release] = []
    /// Submitted, and not theirs to decide although they hold the role, with the reasons.
    private(set) var notTheirs: [(release: Release, reasons: [String])] = []
    /// What they have written and may go on writing.
    private(set) var drafts: [Release] = []

    /// `owed` are the releases of which a review is owed.
    init(_ releases: [Release], owed: [Release] = [], for person: Person, at now: Instant, under office: Office) {
        let actor = Actor.person(person)
        reviews = owed.compactMap { release in
            guard let review = release.review, let workflow = office.workflows[release.workflow], !workflow.approvers.isDisjoint(with: person.roles) else { return nil }
            return (release, review.mayBeDone(by: person.login) ? [] : ["You wrote this text or let it out: somebody else must review it."])
        }
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
