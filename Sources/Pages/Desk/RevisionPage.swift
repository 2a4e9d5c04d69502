/// One revision, read.
package struct RevisionPage: Page {
    package static let template = Template("desk-revision", PackageResources.desk_revision_mustache)

    package var frame: DeskFrame
    package var back: Link
    package var number: String
    package var who: String
    package var when: String
    package var digest: String
    package var standing: String?
    package var text: ReleaseText
    /// Where its restore button posts; nil where it has none.
    package var restoreAction: String?
    package var version: String

    package init(
        frame: DeskFrame, back: Link, number: String, who: String, when: String, digest: String, standing: String? = nil,
        text: ReleaseText, restoreAction: String? = nil, version: String = ""
    ) {
        (self.frame, self.back, self.number, self.who, self.when) = (frame, back, number, who, when)
        (self.digest, self.standing, self.text, self.restoreAction, self.version) = (digest, standing, text, restoreAction, version)
    }
}
