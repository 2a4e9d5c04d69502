extension Release {
    /// What `events` make of this release, one version further; without events it stays as it is.
    package func applying(_ events: [Event], at now: Instant) -> Release {
        guard !events.isEmpty else { return self }
        var release = self
        for event in events { release.apply(event) }
        release.version += 1
        release.updatedAt = now
        return release
    }

    private mutating func apply(_ event: Event) {
        switch event {
        case .revised(let revision):
            self.revision = revision
            revisionCount = max(revisionCount, revision.number)
        case .restored(let revision): self.revision = revision
        case .described(let description, let follows): (self.description, slugFollowsHeadline) = (description, follows)
        case .moved(let state): self.state = state
        case .approved(let approval): approvals.append(approval)
        case .approvalsVoided:
            approvals = approvals.filter(isLive)
            urgency = nil
        case .urged(let urgency): self.urgency = urgency
        case .reviewOwed(let review):
            self.review = review
            unvouched[review.revision, default: []].insert(review.by)
        case .vouchedFor(let revision): unvouched[revision] = nil
        case .reviewed: review = nil
        case .confined(let logins): confinedTo = logins
        case .releaseTimeSet(let releaseAt, let zone): (self.releaseAt, releaseZone) = (releaseAt, zone)
        case .published(let text), .reinstated(let text): show(text)
        case .archived(let text):
            show(text)
            imported = true
        case .withdrawn(let notice): live = .notice(notice)
        case .workflowChanged(let workflow): self.workflow = workflow
        }
    }

    /// What is public has no release time any more, a fixed address, and only its own approvals.
    private mutating func show(_ text: LiveText) {
        live = .text(text)
        publicRevisions.insert(text.revision.number)
        (releaseAt, releaseZone, urgency, slugFollowsHeadline) = (nil, nil, nil, false)
        approvals = approvals.filter(isLive)
    }
}
