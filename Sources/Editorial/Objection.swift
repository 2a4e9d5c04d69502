/// One reason why a command is refused now.
package struct Objection: Sendable, Hashable {
    package enum Code: String, Sendable, CaseIterable {
        case role, state, stale, incomplete, comment, embargo, notice = "no-notice"
        case secondPairOfEyes = "second-pair-of-eyes"
        case publicNote = "public-note"
        case notApproved = "not-approved"
        case openComments = "open-comments"
        /// No review is owed.
        case nothingToReview = "no-review"
        case nothingLive = "nothing-live"
        case wasLive = "was-live"
        /// What has been public is fixed: an address, a language.
        case fixed
    }

    package let code: Code
    /// One sentence for people.
    package let detail: String
    package init(_ code: Code, _ detail: String) { (self.code, self.detail) = (code, detail) }
}

/// Why a command is refused: every reason, never just the first.
package struct Refusal: Error, Sendable, Equatable {
    package let objections: [Objection]
    package init(_ objections: [Objection]) { self.objections = objections }
}

/// Input that cannot be taken, with every place in it that is wrong.
package struct Invalid: Error, Sendable, Equatable {
    package struct Problem: Sendable, Hashable {
        /// A JSON pointer (RFC 6901) to the place, such as `/content/headline`.
        package let pointer: String
        package let detail: String
        package init(_ pointer: String, _ detail: String) { (self.pointer, self.detail) = (pointer, detail) }
    }
    package let problems: [Problem]
    package init(_ problems: [Problem]) { self.problems = problems }
    package init(_ pointer: String, _ detail: String) { problems = [Problem(pointer, detail)] }
}
