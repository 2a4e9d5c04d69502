/// What somebody typed and did not save, said above the form.
package struct UnsavedPart: Sendable {
    package var words: String
    /// To the form that has it; nil where this is that form.
    package var resume: Link?
    /// Where its discard button posts.
    package var discardAction: String

    package init(words: String, resume: Link? = nil, discardAction: String) {
        (self.words, self.resume, self.discardAction) = (words, resume, discardAction)
    }
}
