/// Why there is no page.
package struct DeskErrorPage: Page {
    package static let template = Template("desk-error", PackageResources.desk_error_mustache)

    package var frame: DeskFrame
    package var sentence: String
    package var reasons: [String]
    /// What was typed, where it has no form any more.
    package var kept: [KeptText]
    /// The id that the log knows the request by.
    package var request: String?
    package var back: Link

    package init(
        frame: DeskFrame, sentence: String, reasons: [String] = [], kept: [KeptText] = [], request: String? = nil,
        back: Link = Link(href: "/desk", label: "Back to what waits for me")
    ) {
        (self.frame, self.sentence, self.reasons, self.kept, self.request, self.back) = (frame, sentence, reasons, kept, request, back)
    }
}
