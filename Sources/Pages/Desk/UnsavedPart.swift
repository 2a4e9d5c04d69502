/// What somebody typed and did not save, in one window, said above the form.
package struct UnsavedPart: Sendable {
    package var words: String
    /// To the form that has it; nil where this is that form.
    package var resume: Link?
    package var discard: DiscardPart

    package init(words: String, resume: Link? = nil, discard: DiscardPart) { (self.words, self.resume, self.discard) = (words, resume, discard) }
}

/// The button that throws away what was typed and not saved, after one more question.
package struct DiscardPart: Sendable {
    package var title: String
    package var action: String
    /// What of it is thrown away: the hidden fields `resumes`.
    package var copies: [String]

    package init(title: String, action: String, copies: [String]) { (self.title, self.action, self.copies) = (title, action, copies) }
}
