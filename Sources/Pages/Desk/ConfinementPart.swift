/// Who may know of a release, and the forms that say so.
package struct ConfinementPart: Sendable {
    /// Who reads it now, in a sentence.
    package var words: String
    /// Whether the forms are there.
    package var mayChange: Bool
    /// "Confine to named people".
    package var summary: String
    /// Where the form posts `version` and the logins that are ticked, `login`.
    package var action: String
    package var button: String
    /// Those who would not read it otherwise.
    package var people: [Choice]
    /// Where "Open it to everybody at the desk" posts `version`; nil where it is open.
    package var openAction: String?

    package init(words: String, mayChange: Bool, summary: String, action: String, button: String, people: [Choice], openAction: String? = nil) {
        (self.words, self.mayChange, self.summary, self.action) = (words, mayChange, summary, action)
        (self.button, self.people, self.openAction) = (button, people, openAction)
    }
}
