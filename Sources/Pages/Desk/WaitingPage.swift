/// `/desk`: what waits for one person.
package struct WaitingPage: Page {
    package static let template = Template("desk-waiting", PackageResources.desk_waiting_mustache)

    package var frame: DeskFrame
    /// Its time has come, or its text is damaged: with the reasons.
    package let stuck: [ReleaseRow]
    /// Went out, and is not there where the public looks.
    package let unseen: [ReleaseRow]
    /// What they typed and did not save.
    package let unsaved: [ReleaseRow]
    /// What went out without an approval, with who let it out and by when somebody must look.
    package let reviews: [ReleaseRow]
    package let toApprove: [ReleaseRow]
    /// Submitted, and not theirs to decide, with the reasons.
    package var notTheirs: [ReleaseRow]
    package let drafts: [ReleaseRow]
    /// Approved, with the time at which they go out.
    package var scheduled: [ReleaseRow]
    /// Endpoints that have not answered for long.
    package let endpoints: [EndpointRow]
    /// Deliveries that failed or go badly.
    package let trouble: [DeliveryRow]
    /// What was recently refused.
    package var refusals: [JournalRow]
    /// Where a new release is written; nil for those who write none.
    package var newHref: String?
    let nothing: Bool

    package init(
        frame: DeskFrame, stuck: [ReleaseRow] = [], unseen: [ReleaseRow] = [], unsaved: [ReleaseRow] = [], reviews: [ReleaseRow] = [], toApprove: [ReleaseRow] = [], notTheirs: [ReleaseRow] = [], drafts: [ReleaseRow] = [],
        scheduled: [ReleaseRow] = [], endpoints: [EndpointRow] = [], trouble: [DeliveryRow] = [], refusals: [JournalRow] = [], newHref: String? = nil
    ) {
        (self.frame, self.reviews, self.toApprove, self.notTheirs) = (frame, reviews, toApprove, notTheirs)
        (self.drafts, self.scheduled) = (drafts, scheduled)
        self.endpoints = endpoints
        (self.trouble, self.refusals, self.newHref) = (trouble, refusals, newHref)
        (self.stuck, self.unseen, self.unsaved) = (stuck, unseen, unsaved)
        nothing = stuck.isEmpty && unseen.isEmpty && unsaved.isEmpty && reviews.isEmpty && toApprove.isEmpty && drafts.isEmpty && endpoints.isEmpty && trouble.isEmpty
    }
}
