import Editorial

/// One release at one moment, with what somebody may go back to.
struct Scene {
    var release: Release
    var now: Instant
    /// The text whose approval fell when it was changed.
    var earlier: Revision?

    /// What a scene is told apart by. Two with the same key have the same future, but for the names of people who stand for one another and the words of the texts.
    struct Key: Hashable {
        let place: UInt64
        let people: [UInt32]
    }

    /// Keeps the text that was approved before it changed, until something is public.
    mutating func remember(_ before: Release) {
        if release.live != before.live {
            earlier = nil
        } else if release.revision.number != before.revision.number, before.approvals.contains(where: before.revision.isMeant), before.live.lastText?.revision != before.revision {
            earlier = before.revision
        }
    }

    /// Whether its release time lies ahead. One that was reached holds nothing back any more, as if there were none.
    var isHeldBack: Bool { release.releaseAt.map { $0 > now } ?? false }

    /// Whether its text may be submitted. The prover's texts lack either everything or nothing.
    var isComplete: Bool {
        guard !release.revision.content.body.isEmpty else { return false }
        return release.live.lastText.map { $0.revision.content.correctionNote != release.revision.content.correctionNote } ?? true
    }

    /// Everything about this scene that a rule may look at, the people aside.
    func place(section: Int, workflow: Int, state: Int, isVouchedFor: Bool) -> UInt64 {
        let live = release.live.lastText?.revision
        let isPublic = live == nil ? 0 : release.live.text == nil ? 1 : 2
        let isLive = live?.number == release.revision.number
        let before = earlier.map { $0.digest == release.revision.digest ? 1 : 2 } ?? 0
        let urged = release.urgency == nil ? 0 : release.presentUrgency == nil ? 1 : 2
        let facts: [(Int, of: UInt64)] = [
            (section, 64), (workflow, 64), (state, 64), (isPublic, 3), (before, 3), (urged, 3), (isHeldBack ? 1 : 0, 2), (isLive ? 1 : 0, 2), (isComplete ? 1 : 0, 2),
            (isVouchedFor ? 1 : 0, 2), (release.review == nil ? 0 : 1, 2), (release.publicRevisions.isEmpty ? 0 : 1, 2), (release.openComments > 0 ? 1 : 0, 2),
        ]
        return facts.reduce(0) { $0 * $1.of + UInt64($1.0) }
    }

    /// What that person has had to do with it, as far as it is ever asked of somebody in their roles, and in which of `roles` they approved the text.
    func part(of member: Company.Member, roles: [Role]) -> UInt32 {
        guard member.isAsked else { return 0 }
        let login = member.person.login
        var part: UInt32 = release.revision.authors.contains(login) ? 1 : 0
        let live = release.live.lastText?.revision
        for approval in release.approvals where approval.by == login {
            let role = UInt32(roles.firstIndex(of: approval.role) ?? 0) + 1
            if let live, live.isMeant(by: approval), release.unvouched[live.number] != nil { part |= role << 16 }
            if release.revision.isMeant(by: approval) { part |= role << 8 } else if !(live?.isMeant(by: approval) ?? false) { part |= 2 }
        }
        if let live, release.unvouched[live.number]?.contains(login) ?? false { part |= 16 }
        if release.urgency?.by == login { part |= 4 }
        if let review = release.review, !review.mayBeDone(by: login) { part |= 8 }
        return part
    }
}
