/// `/desk/releases/{id}/revisions` and `/desk/releases/{id}/journal`: what a release's own page has no room for.
package struct HistoryPage: Page {
    package static let template = Template("desk-history", PackageResources.desk_history_mustache)

    package var frame: DeskFrame
    package var back: Link
    package var notices: [String]
    package var revisions: [RevisionRow]
    package var journal: [JournalRow]
    /// The release's, for the buttons that restore.
    package var version: String
    package var olderHref: String?

    package init(
        frame: DeskFrame, back: Link, notices: [String] = [], revisions: [RevisionRow] = [], journal: [JournalRow] = [], version: String = "",
        olderHref: String? = nil
    ) {
        (self.frame, self.back, self.notices, self.revisions, self.journal) = (frame, back, notices, revisions, journal)
        (self.version, self.olderHref) = (version, olderHref)
    }
}
