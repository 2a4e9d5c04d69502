/// `/desk/hold`: what would go out once the hold ends.
package struct HoldPage: Page {
    package static let template = Template("desk-hold", PackageResources.desk_hold_mustache)

    package var frame: DeskFrame
    package var onHold: Bool
    /// What is due, with its time.
    package var due: [ReleaseRow]
    /// "214 deliveries".
    package var owed: String
    package var lastEntry: String
    /// Where the button "Resume" posts; nil for those who may not.
    package var resumeAction: String?

    package init(
        frame: DeskFrame, onHold: Bool = false, due: [ReleaseRow] = [], owed: String, lastEntry: String, resumeAction: String? = nil
    ) {
        (self.frame, self.onHold, self.due, self.owed, self.lastEntry) = (frame, onHold, due, owed, lastEntry)
        self.resumeAction = resumeAction
    }
}
