/// The button that moves a release to the urgent road, with the reason that it asks for.
package struct UrgentForm: Sendable {
    package var action: String
    package var title: String
    /// What follows from it, in a sentence.
    package var consequence: String
    /// The hidden fields: the road, and what was shown.
    package var workflow: String
    package var version: String
    package var comment: Field

    package init(action: String, title: String, consequence: String, workflow: String, version: String, comment: Field) {
        (self.action, self.title, self.consequence) = (action, title, consequence)
        (self.workflow, self.version, self.comment) = (workflow, version, comment)
    }
}
