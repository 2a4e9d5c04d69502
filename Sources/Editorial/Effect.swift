/// What a transition does besides moving the release. A closed list: each has one room, this one.
package enum Effect: String, Sendable, CaseIterable {
    case approve, publish, discard, withdraw, reinstate, review
    case voidApprovals = "void-approvals"
    case oweReview = "owe-review"

    /// What must hold for the effect, whatever guards the workflow names.
    func objections(in situation: Situation) -> [Objection] {
        let release = situation.release
        switch self {
        case .approve:
            return situation.objectionsToApproval
        case .discard where release.live == .nothing, .withdraw where release.live.text == nil:
            return situation.asksWhatIsLive ? [] : Guard.live.objections(in: situation)
        case .reinstate where release.live.notice == nil:
            return situation.asksWhatIsLive ? [] : Guard.notice.objections(in: situation)
        case .reinstate:
            return situation.objectionsToReinstating
        case .review:
            return situation.objectionsToReview
        case .oweReview:
            return situation.transition.guards.contains(.comment) ? [] : Guard.comment.objections(in: situation)
        case .discard, .withdraw, .publish, .voidApprovals:
            return []
        }
    }

    func events(in situation: Situation) -> [Event] {
        let release = situation.release
        switch self {
        case .approve: return situation.approval.map { [.approved($0)] } ?? []
        case .voidApprovals: return release.voiding
        case .publish: return [.published(release.nextText(at: situation.time))] + situation.reviewAfterPublishing
        // With a publication the review is owed at once.
        case .oweReview: return situation.transition.effects.contains(.publish) ? [] : situation.urgency.map { [.urged($0)] } ?? []
        case .review: return situation.reviewing
        case .discard: return release.discarding
        case .withdraw:
            guard let text = release.live.text else { return [] }
            let notice = Notice(text: text, withdrawnAt: situation.time, note: situation.step.publicNote ?? "", hideHeadline: situation.step.hideHeadline)
            return release.discarding + [.withdrawn(notice)] + situation.reviewAfterWithdrawing
        case .reinstate:
            guard let notice = release.live.notice else { return [] }
            return release.discarding + [.reinstated(notice.text)] + situation.reviewAfterReinstating(notice.text.revision)
        }
    }
}

extension Situation {
    /// Whether a guard objects already where there is nothing to take back.
    fileprivate var asksWhatIsLive: Bool { transition.guards.contains(.live) || transition.guards.contains(.notice) }

    /// By nobody who wrote the text, by nobody twice, and in a role that is still wanted.
    fileprivate var objectionsToApproval: [Objection] {
        let isAsked = transition.guards.contains(.secondPairOfEyes) || !workflow.hasSafeguards
        let own = isAsked ? [] : release.revision.objections(toApprovalBy: actor)
        guard let login = actor.login, !actor.roles.isDisjoint(with: transition.by) else { return own }
        if !workflow.unheard.isEmpty { return own + [objectionToStandingIn] }
        if release.approvals.contains(where: { release.revision.isMeant(by: $0) && $0.by == login }) {
            return own + [Objection(.secondPairOfEyes, "You have approved this text already: somebody else must give the next approval.")]
        }
        guard countingRole == nil else { return own }
        let wanted = Set(workflow.missingApprovals(of: release.revision, given: release.approvals).keys)
        if wanted.isEmpty { return own + (transition.from.contains(release.state) ? [Objection(.state, "This text has every approval that it needs.")] : []) }
        return own + [Objection(.role, "The approval that this text still needs is that of \(wanted.words).")]
    }

    /// A road that stands in for the one to which the office binds a kind or section gives no approval for it that would not be enough.
    private var objectionToStandingIn: Objection {
        let ways = workflow.isUrgent ? "move this release back to its own workflow, or let it out urgently" : "move this release to its own workflow"
        return Objection(.fixed, "The office asks for the approval of \(workflow.unheard.words) here, which the workflow “\(workflow.title)” has no step for: \(ways).")
    }
}

extension Release {
    /// Voids what stands for a text that is not out, where something does.
    var voiding: [Event] { urgency != nil || approvals.contains { !isLive($0) } ? [.approvalsVoided] : [] }

    /// Whether that approval is the one of what the public sees or saw last.
    func isLive(_ approval: Approval) -> Bool { live.lastText?.revision.isMeant(by: approval) ?? false }

    /// Back to what was public last: its text, its description, and no release time.
    fileprivate var discarding: [Event] {
        guard let last = live.lastText else { return [] }
        return (revision.number == last.revision.number ? [] : [.restored(last.revision)]) + voiding
            + (description == last.description ? [] : [.described(last.description, slugFollowsHeadline: false)])
            + (releaseAt == nil ? [] : [.releaseTimeSet(nil)])
    }

    /// The current revision as the public will see it from `now` on.
    fileprivate func nextText(at now: Instant) -> LiveText {
        var text = LiveText(revision: revision, description: description, publishedAt: now, since: now)
        guard let last = live.lastText else { return text }
        let standing = approvals.filter(revision.isMeant)
        let correction = Correction(
            revision: revision.number, at: now, note: revision.content.correctionNote ?? "", minor: !standing.isEmpty && standing.allSatisfy(\.minor))
        (text.publishedAt, text.corrections) = (last.publishedAt, [correction] + last.corrections)
        return text
    }
}
