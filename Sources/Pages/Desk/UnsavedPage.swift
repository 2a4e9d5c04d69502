/// `/desk/releases/…/typed`: what somebody typed into a release that they may not change now, to be copied.
package struct UnsavedPage: Page {
    package static let template = Template("desk-unsaved", PackageResources.desk_unsaved_mustache)

    package let frame: DeskFrame
    package let back: Link
    /// That it cannot be saved, and why.
    package let reasons: [String]
    package let texts: [UnsavedTyping]

    package init(frame: DeskFrame, back: Link, reasons: [String], texts: [UnsavedTyping]) {
        (self.frame, self.back, self.reasons, self.texts) = (frame, back, reasons, texts)
    }
}

/// What was typed in one window.
package struct UnsavedTyping: Sendable {
    package let title: String
    /// What is not as it is saved.
    package let kept: [KeptText]
    package let discard: DiscardPart

    package init(title: String, kept: [KeptText], discard: DiscardPart) { (self.title, self.kept, self.discard) = (title, kept, discard) }
}
