/// What follows from a command: applied to the release in this order.
package enum Event: Sendable, Equatable {
    /// A further revision is the current one.
    case revised(Revision)
    /// An earlier revision is the current one again.
    case restored(Revision)
    case described(Description, slugFollowsHeadline: Bool)
    case moved(to: String)
    case approved(Approval)
    /// All approvals but the live text's, and the urgent word.
    case approvalsVoided
    case releaseTimeSet(Instant?, zone: String? = nil)
    /// The current revision is what the public sees.
    case published(LiveText)
    case withdrawn(Notice)
    /// The text that was withdrawn is live again.
    case reinstated(LiveText)
    case workflowChanged(to: String)
    /// An urgent word stands in an approval's place.
    case urged(Urgency)
    case reviewOwed(Review)
    case reviewed
    /// Somebody who did not write it has put their word to that public revision.
    case vouchedFor(revision: Int)
    case confined(to: Set<String>?)
    /// Live as history.
    case archived(LiveText)
}

extension Event {
    /// Whether somebody must look at what is public because of it.
    var owesReview: Bool { if case .reviewOwed = self { true } else { false } }
}
