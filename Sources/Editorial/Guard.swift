/// What must hold before a transition is taken. A closed list: each has one room, this one, and its sentences for people.
package enum Guard: String, Sendable, CaseIterable {
    case complete, comment, approved, live, notice
    case secondPairOfEyes = "second-pair-of-eyes"
    case publicNote = "public-note"
    case releaseTime = "release-time"
    case releaseTimeAhead = "release-time-ahead"
    case neverLive = "never-live"
    case noOpenComments = "no-open-comments"

    func objections(in situation: Situation) -> [Objection] {
        let release = situation.release
        return switch self {
        case .complete: release.lacks
        case .comment where situation.step.comment?.isBlank ?? true: [Objection(.comment, "Say why, in a comment.")]
        case .publicNote where situation.step.publicNote?.isBlank ?? true: [Objection(.publicNote, "Write a note that tells the public why.")]
        case .secondPairOfEyes: release.revision.objections(toApprovalBy: situation.actor)
        case .approved: situation.workflow.objections(toPublishing: release)
        case .releaseTime where release.releaseAt.map { $0 > situation.time } ?? false: [Objection(.embargo, "The release time has not come yet.")]
        case .live where release.live.text == nil: [Objection(.nothingLive, "No text of this release is public.")]
        case .releaseTimeAhead where release.releaseAt.map { $0 <= situation.time } ?? true:
            [Objection(.embargo, "Set a release time first: one that is still to come.")]
        case .notice where release.live.notice == nil: [Objection(.notice, "No notice of a withdrawal is public.")]
        case .neverLive where release.live != .nothing || !release.publicRevisions.isEmpty: [Objection(.wasLive, "This release has been public.")]
        case .noOpenComments where release.openComments > 0:
            [Objection(.openComments, release.openComments == 1 ? "A comment is still open." : "\(release.openComments) comments are still open.")]
        case .comment, .publicNote, .releaseTime, .releaseTimeAhead, .live, .notice, .neverLive, .noOpenComments: []
        }
    }
}

extension Release {
    /// What its text lacks before anybody may be asked to approve it, one objection each.
    fileprivate var lacks: [Objection] {
        let content = revision.content
        let hasContact = content.contact.map { ($0.role.isGiven || $0.name.isGiven) && ($0.email.isGiven || $0.phone.isGiven) } ?? false
        let bare = content.attachments.filter { $0.mediaType.hasPrefix("image/") && !$0.alt.isGiven }
        let lacks =
            [
                content.headline.isBlank ? "The headline is missing." : nil,
                content.body.isBlank ? "The text itself is missing." : nil,
                hasContact ? nil : "The press contact needs a name or a role, and an e-mail address or a telephone number.",
            ] + bare.map { "The picture \($0.filename) needs a description for those who cannot see it." } + [lackOfCorrectionNote]
        return lacks.compactMap { $0 }.map { Objection(.incomplete, $0) }
    }

    /// Where the public sees a text or a notice, the next text says what has changed, and not in the words of the last one.
    private var lackOfCorrectionNote: String? {
        guard let last = live.lastText else { return nil }
        guard let note = revision.content.correctionNote, !note.isBlank else { return "The correction note is missing: it tells the public what has changed." }
        let lastNote = last.revision.content.correctionNote ?? ""
        return note.utf8.elementsEqual(lastNote.utf8) ? "The correction note is still the last text's." : nil
    }
}

extension Revision {
    /// Nobody approves what they wrote.
    func objections(toApprovalBy actor: Actor) -> [Objection] {
        guard let login = actor.login, authors.contains(login) else { return [] }
        let part = createdBy == login ? "revision \(number) of this text" : "an earlier revision of this text"
        return [Objection(.secondPairOfEyes, "You wrote \(part): somebody else must approve it.")]
    }
}

extension Workflow {
    fileprivate func objections(toPublishing release: Release) -> [Objection] {
        guard release.presentUrgency == nil, !isApproved(release.revision, by: release.approvals) else { return [] }
        let missing = missingApprovals(of: release.revision, given: release.approvals)
        if missing.isEmpty { return [Objection(.notApproved, "The workflow “\(title)” asks for nobody’s approval: nothing goes out by it.")] }
        let people = missing.sorted { $0.key < $1.key }.map { role, count in
            count == 1 ? role.withArticle : "\(count) people with the role \(role.words)"
        }
        return [Objection(.notApproved, "This text still needs the approval of \(people.joined(separator: " and ")).")]
    }
}

extension String? {
    fileprivate var isGiven: Bool { !(self?.isBlank ?? true) }
}
