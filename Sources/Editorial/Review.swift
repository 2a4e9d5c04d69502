/// A press secretary's word that a text cannot wait for somebody else's: it goes out with a reason in an approval's place, and leaves a review owed.
package struct Urgency: Sendable, Hashable {
    package let revision: Int
    package let digest: String
    package let reason: String
    package let by: String
    package let at: Instant

    package init(revision: Int, digest: String, reason: String, by: String, at: Instant) {
        (self.revision, self.digest, self.reason, self.by, self.at) = (revision, digest, reason, by, at)
    }
}

/// What is owed after a text went out without an approval: that somebody else looks at it.
package struct Review: Sendable, Hashable {
    /// The revision that went out.
    package let revision: Int
    /// Who wrote that text, back to what somebody else had put their word to, or let it out: none of them may do it.
    package let parties: Set<String>
    /// Who let that revision out.
    package let by: String
    package let reason: String
    /// Since when the public has had a text that nobody else has looked at.
    package let since: Instant
    package let due: Instant

    package init(revision: Int, parties: Set<String>, by: String, reason: String, since: Instant, due: Instant) {
        (self.revision, self.parties, self.by, self.reason, self.since, self.due) = (revision, parties, by, reason, since, due)
    }

    /// Whether that person is somebody else: they neither wrote a text that it is about nor let one out.
    package func mayBeDone(by login: String) -> Bool { !parties.contains(login) }
}

extension Release {
    /// The urgent word for the present text, nil where there is none.
    package var presentUrgency: Urgency? { urgency.flatMap { $0.revision == revision.number && $0.digest == revision.digest ? $0 : nil } }
}

extension Release {
    /// Whether somebody who did not write it has put their word to that revision, which is or was public: before it went out, or after.
    package func isVouchedFor(_ revision: Int) -> Bool { publicRevisions.contains(revision) && unvouched[revision] == nil }

    /// The last revision from which authorship begins anew, 0 where there is none.
    package var lastVouchedFor: Int { publicRevisions.filter(isVouchedFor).max() ?? 0 }
}

extension Situation {
    /// The urgent word that this step gives, nil where it gives none.
    var urgency: Urgency? {
        guard transition.effects.contains(.oweReview), let login = actor.login else { return nil }
        return Urgency(revision: release.revision.number, digest: release.revision.digest, reason: step.comment ?? "", by: login, at: time)
    }

    /// What a publication of the present text means for a review: owed where nobody else approved it, done where somebody who may review has.
    var reviewAfterPublishing: [Event] {
        let text = release.revision
        if workflow.isApproved(text, by: release.approvals) {
            let approvers = release.approvals.filter(text.isMeant).map(\.by)
            let reviews = release.review.map { review in approvers.contains(where: review.mayBeDone) } ?? false
            return (release.unvouched[text.number] == nil ? [] : [.vouchedFor(revision: text.number)]) + (reviews ? [.reviewed] : [])
        }
        return (urgency ?? release.presentUrgency).map { [.reviewOwed(owed(for: text, reason: $0.reason, by: $0.by))] } ?? []
    }

    /// A text that went out without anybody else's word does so again, unless whoever brings it back is somebody else.
    func reviewAfterReinstating(_ text: Revision) -> [Event] {
        guard let login = actor.login, !release.isVouchedFor(text.number) else { return [] }
        if mightHaveApproved, !parties(to: text).contains(login) { return [.vouchedFor(revision: text.number)] + (release.review == nil ? [] : [.reviewed]) }
        return [.reviewOwed(owed(for: text, reason: step.comment ?? "", by: login))]
    }

    /// Nothing comes back that would leave a review owed where none can be done.
    var objectionsToReinstating: [Objection] {
        guard let notice = release.live.notice, !workflow.reviews, reviewAfterReinstating(notice.text.revision).contains(where: \.owesReview) else { return [] }
        return [Objection(.secondPairOfEyes, "Nobody else has looked at this text, and the workflow “\(workflow.title)” has no step for a review: somebody who may approve, and neither wrote it nor let it out, must bring it back.")]
    }

    /// Taking back what should not have gone out is a review as well, by somebody who may do it.
    var reviewAfterWithdrawing: [Event] { objectionsToReview.isEmpty && mightHaveApproved ? [.reviewed] : [] }

    /// Whoever reviews a text that is public puts their word to it.
    var reviewing: [Event] {
        guard let login = actor.login, let text = release.live.text?.revision else { return [.reviewed] }
        let wanted = workflow.missingApprovals(of: text, given: release.approvals).keys
        let approval = actor.roles.intersection(wanted).min().map { role in
            Approval(revision: text.number, digest: text.digest, releaseAt: nil, by: login, role: role, at: time)
        }
        return (approval.map { [.approved($0)] } ?? []) + [.vouchedFor(revision: text.number), .reviewed]
    }

    /// By somebody who might have approved it, and who neither wrote the text nor let it out.
    var objectionsToReview: [Objection] {
        guard let review = release.review else { return [Objection(.nothingToReview, "No review of this release is owed.")] }
        if workflow.hasSafeguards, !mightHaveApproved {
            return [Objection(.role, "Only \(workflow.approvers.words) may review what went out without an approval.")]
        }
        guard let login = actor.login, !review.mayBeDone(by: login) else { return [] }
        let part = login == review.by ? "You let this text out yourself" : "You wrote this text, or let one before it out"
        return [Objection(.secondPairOfEyes, "\(part): somebody else must review it.")]
    }

    /// Whether their word for a text counts.
    private var mightHaveApproved: Bool { !actor.roles.isDisjoint(with: workflow.approvers) }

    private func parties(to text: Revision) -> Set<String> { text.authors.union(release.unvouched[text.number] ?? []) }

    /// A review that is owed already is not owed later because of this one.
    private func owed(for text: Revision, reason: String, by login: String) -> Review {
        Review(
            revision: text.number, parties: parties(to: text).union([login]), by: login, reason: reason, since: release.review?.since ?? time,
            due: release.review?.due ?? time.later(seconds: Double(workflow.reviewWithin)))
    }
}
