import Editorial

/// One step that was taken: a release before and after it.
struct Passage {
    let before: Release
    let after: Release
    let events: [Event]
    let actor: Actor
    let now: Instant
    /// The one that the release was on, with everything that the rules promise.
    let workflow: Workflow

    /// The texts that this step made public.
    private var shown: [(text: LiveText, isReturn: Bool)] {
        events.compactMap { event in
            switch event {
            case .published(let text): (text, false)
            case .reinstated(let text): (text, true)
            default: nil
            }
        }
    }

    var publishes: Bool { !shown.isEmpty }
    /// Whether it made a text public that was not before.
    var publishesNews: Bool { shown.contains { !$0.isReturn } }
    /// Whether it made a text public as it ought to be, with nothing left to do.
    var publishesProperly: Bool { after.live.text != nil && after.review == nil && (reviews || publishes && !isBroken(.approved)) }
    var reviews: Bool { before.review != nil && after.review == nil }
    var changesText: Bool { before.revision.digest != after.revision.digest }

    /// The properties of single steps that this one breaks.
    var broken: [Property] { [.approved, .embargo, .voided, .reviewed, .correctable].filter(isBroken) }

    private func isBroken(_ property: Property) -> Bool {
        switch property {
        case .approved: shown.contains { !isVouchedFor($0.text.revision) && after.review?.revision != $0.text.revision.number && !($0.isReturn && after.isVouchedFor($0.text.revision.number)) }
        case .embargo: publishes && before.releaseAt.map { $0 > now } ?? false
        case .voided: changesText && (after.urgency != nil || after.approvals.contains { !(after.live.lastText?.revision.isMeant(by: $0) ?? false) })
        case .reviewed: reviews && !reviewers.contains { before.review?.mayBeDone(by: $0) ?? false }
        case .correctable: actor == .clock && changesText
        default: false
        }
    }

    /// Whether everybody whose approval is asked for has given it to that very text, and none of them wrote it.
    private func isVouchedFor(_ text: Revision) -> Bool {
        !workflow.approvals.isEmpty && workflow.missingApprovals(of: text, given: before.approvals + after.approvals).isEmpty
    }

    /// Whose look at the text counts: who did this, and who approved what it made public.
    private var reviewers: [String] { (actor.roles.isDisjoint(with: workflow.approvers) ? [] : [actor.login].compactMap { $0 }) + before.approvals.filter(before.revision.isMeant).map(\.by) }
}
