/// `/desk/journal`.
package struct JournalPage: Page {
    package static let template = Template("desk-journal", PackageResources.desk_journal_mustache)

    package var frame: DeskFrame
    package var rows: [JournalRow]
    /// The filters, as typed: fields `actor`, `action`, `release`, `from`, `to`, `refused`.
    package var actor: String
    package var actions: [Choice]
    package var release: String
    package var from: Field
    package var to: Field
    package var refused: Bool
    package var filtered: Bool
    package var olderHref: String?

    package init(
        frame: DeskFrame, rows: [JournalRow] = [], actor: String = "", actions: [Choice] = [], release: String = "", from: Field,
        to: Field, refused: Bool = false, filtered: Bool = false, olderHref: String? = nil
    ) {
        (self.frame, self.rows, self.actor, self.actions, self.release) = (frame, rows, actor, actions, release)
        (self.from, self.to, self.refused, self.filtered, self.olderHref) = (from, to, refused, filtered, olderHref)
    }
}

/// One entry of the journal.
package struct JournalRow: Sendable {
    package var when: String
    package var who: String
    package var what: String
    /// Whether it was refused.
    package var refused: Bool
    package var subject: Link?
    package var details: [Fact]
    /// What only machines tell apart, folded away.
    package var technical: [Fact]

    package init(when: String, who: String, what: String, refused: Bool = false, subject: Link? = nil, details: [Fact] = [], technical: [Fact] = []) {
        (self.when, self.who, self.what, self.refused, self.subject) = (when, who, what, refused, subject)
        (self.details, self.technical) = (details, technical)
    }
}
