extension Release {
    /// Why that person may not set the release time to `releaseAt` now; empty where they may. After an approval a comment is one of the reasons.
    package func objections(toReleaseTime releaseAt: Instant?, by actor: Actor, comment: String?, at now: Instant, under office: Office) -> [Objection] {
        guard let workflow = rules(under: office) else { return [withoutWorkflow] }
        let rests = live != .nothing && workflow.restingStates.contains(state)
        let allowed =
            if !isDecided { workflow.editors } else if bringsForward(releaseAt) { workflow.approvers } else { workflow.withdrawers }
        return [
            rests ? Objection(.state, live.text == nil ? "This release is withdrawn: it has no release time." : "This release is public already.") : nil,
            actor.roles.isDisjoint(with: allowed) ? Objection(.role, "Only \(allowed.words) may set this release time now.") : nil,
            isDecided && comment?.isBlank ?? true ? Objection(.comment, "Say why, in a comment: the text is approved already.") : nil,
        ].compactMap { $0 }
    }

    /// Whether somebody has put their word to the present text, which is not out yet.
    package var isDecided: Bool { presentUrgency != nil || approvals.contains { revision.isMeant(by: $0) && !isLive($0) } }

    /// Whether it would be public sooner than it is now to be.
    package func bringsForward(_ releaseAt: Instant?) -> Bool {
        guard let present = self.releaseAt else { return false }
        return releaseAt.map { $0 < present } ?? true
    }
}
