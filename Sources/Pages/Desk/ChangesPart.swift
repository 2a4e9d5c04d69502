/// What has changed of a release since some earlier text. Its template is `changes`.
package struct ChangesPart: Sendable {
    /// "Changed since revision 2, …".
    package var title: String
    /// What there is to say besides, or instead.
    package var note: String?
    package var comparison: ComparisonPart?
    /// Where the two can be read at length; nil where there are no two.
    package var link: Link?

    package init(title: String, note: String? = nil, comparison: ComparisonPart? = nil, link: Link? = nil) {
        (self.title, self.note, self.comparison, self.link) = (title, note, comparison, link)
    }
}

/// `/desk/releases/{id}/revisions/{n}/diff`: one revision beside another.
package struct ComparisonPage: Page {
    package static let template = Template("desk-comparison", PackageResources.desk_comparison_mustache)

    package var frame: DeskFrame
    package var back: Link
    package var title: String
    /// Who wrote either, and when.
    package var facts: [Fact]
    package var comparison: ComparisonPart?
    /// What there is to say where there is nothing to compare.
    package var note: String?
    /// Where the form that chooses two revisions leads.
    package var action: String
    package var revision: Field
    package var against: Field

    package init(
        frame: DeskFrame, back: Link, title: String, facts: [Fact] = [], comparison: ComparisonPart? = nil, note: String? = nil, action: String,
        revision: Field, against: Field
    ) {
        (self.frame, self.back, self.title, self.facts, self.comparison) = (frame, back, title, facts, comparison)
        (self.note, self.action, self.revision, self.against) = (note, action, revision, against)
    }
}
