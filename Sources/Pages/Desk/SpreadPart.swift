/// Who has what happened last to a release, or its advance copy.
package struct SpreadPart: Sendable {
    package var title: String
    /// "12 of 14 endpoints have the corrected text."
    package var words: String
    /// Those that do not have it, as many as there is room for.
    package var missing: [Lacking]
    /// "And 30 more."
    package var more: String?

    package struct Lacking: Sendable {
        package var endpoint: String
        /// What it has instead, and what it last answered.
        package var words: String
        package init(endpoint: String, words: String) { (self.endpoint, self.words) = (endpoint, words) }
    }

    package init(title: String = "Who has it", words: String, missing: [Lacking] = [], more: String? = nil) {
        (self.title, self.words, self.missing, self.more) = (title, words, missing, more)
    }
}
