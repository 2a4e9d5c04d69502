/// Somebody before a release, about to take a transition of its workflow: all that a guard or an effect may look at.
struct Situation {
    let transition: Workflow.Transition
    let step: Step
    let release: Release
    let actor: Actor
    let time: Instant
    let workflow: Workflow

    /// Every reason why the transition is refused now.
    var objections: [Objection] {
        ([stateObjection, roleObjection] + staleObjections).compactMap { $0 } + guards.flatMap { $0.objections(in: self) }
            + transition.effects.flatMap { $0.objections(in: self) }
    }

    /// What goes out is approved and due, whether or not the workflow's file says so.
    private var guards: [Guard] {
        guard workflow.hasSafeguards, transition.effects.contains(.publish) else { return transition.guards }
        let promised: [Guard] = transition.effects.contains(.oweReview) ? [.releaseTime] : [.approved, .releaseTime]
        return transition.guards + promised.filter { !transition.guards.contains($0) }
    }

    /// What follows where nothing is objected.
    var events: [Event] {
        let submitted = release.slugFollowsHeadline && transition.guards.contains(.complete)
        return transition.effects.flatMap { $0.events(in: self) }
            + (submitted ? [.described(release.description, slugFollowsHeadline: false)] : [])
            + (waitsForMoreApprovals ? [] : [.moved(to: transition.to)])
    }

    private var stateObjection: Objection? {
        transition.from.contains(release.state)
            ? nil : Objection(.state, "“\(transition.title)” is not possible while this release is “\(release.stateTitle(under: workflow))”.")
    }

    private var roleObjection: Objection? {
        if actor == .clock { return transition.automatic ? nil : Objection(.role, "This does not happen by itself: a person must do it.") }
        return actor.roles.isDisjoint(with: transition.by) ? Objection(.role, "Only \(transition.by.words) may do this.") : nil
    }

    private var staleObjections: [Objection?] {
        let current = release.revision.number
        let text = step.revision == current ? nil : Objection(.stale, "The text has changed since you saw it: it is revision \(current) now, not \(step.revision).")
        var isTimeStale = false
        if case .seen(let shown) = step.releaseAt { isTimeStale = shown != release.releaseAt }
        let changed = step.description.map { release.description.differences(from: $0) } ?? []
        return [
            text, isTimeStale ? Objection(.stale, "The release time has changed since you saw it.") : nil,
            changed.isEmpty ? nil : Objection(.stale, "What has changed since you saw it: \(changed.joined(separator: ", "))."),
        ]
    }

    /// With an approval that is not the last one wanted, the release stays where it is.
    private var waitsForMoreApprovals: Bool {
        guard let approval else { return false }
        return !workflow.missingApprovals(of: release.revision, given: release.approvals + [approval]).isEmpty
    }

    /// The approval that this transition gives, nil where it gives none.
    var approval: Approval? {
        guard transition.effects.contains(.approve), let login = actor.login, let role = countingRole else { return nil }
        return Approval(
            revision: release.revision.number, digest: release.revision.digest, releaseAt: release.releaseAt, by: login, role: role, at: time, minor: step.minor)
    }

    /// The role in which the actor's approval counts: one that is still wanted.
    var countingRole: Role? {
        let wanted = workflow.missingApprovals(of: release.revision, given: release.approvals).keys
        return actor.roles.intersection(transition.by).intersection(wanted).min()
    }
}

extension Description {
    /// The names of what differs, in words.
    package func differences(from other: Description) -> [String] {
        [
            kind == other.kind ? nil : "the kind", section == other.section ? nil : "the section", language == other.language ? nil : "the language",
            slug == other.slug ? nil : "the address", translationOf == other.translationOf ? nil : "what it translates",
        ].compactMap { $0 }
    }
}
