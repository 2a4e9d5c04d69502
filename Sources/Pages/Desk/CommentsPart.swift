/// What colleagues say to each other about a release, on its page.
package struct CommentsPart: Sendable {
    package var open: [CommentRow]
    /// How many earlier ones are open, nil where all of them stand here.
    package var more: String?
    package var done: [CommentRow]
    /// "2 resolved".
    package var doneWords: String
    /// Whether these are unfolded.
    package var showsDone: Bool
    /// Where a new comment is posted, nil for whoever may not make one.
    package var action: String?
    package var field: Field
    package var passage: Field
    package var occurrence: Field
    package var body: Field

    package init(
        open: [CommentRow], more: String? = nil, done: [CommentRow], doneWords: String, showsDone: Bool = false, action: String?, field: Field, passage: Field,
        occurrence: Field, body: Field
    ) {
        (self.open, self.more, self.done, self.doneWords, self.showsDone, self.action) = (open, more, done, doneWords, showsDone, action)
        (self.field, self.passage, self.occurrence, self.body) = (field, passage, occurrence, body)
    }
}

/// One comment with its answers.
package struct CommentRow: Sendable {
    package var number: String
    /// "Text", "Headline"; nil where it is about the whole.
    package var about: String?
    package var quote: String?
    /// Whether the quoted passage stands in the text no more.
    package var isGone: Bool
    package var body: String
    package var who: String
    package var when: String
    package var replies: [ReplyRow]
    /// "Resolved by Sam, Mon 23 Nov 18:20", nil where it is open.
    package var settled: String?
    /// Where an answer is posted, nil for whoever may not give one.
    package var replyAction: String?
    package var reply: Field
    /// Where its one button posts; nil for whoever may not settle it.
    package var settleAction: String?
    /// "Resolve" or "Reopen".
    package var settleTitle: String
    /// A word about what was just done with it.
    package var notice: String?

    package init(
        number: String, about: String?, quote: String?, isGone: Bool = false, body: String, who: String, when: String, replies: [ReplyRow] = [],
        settled: String? = nil, replyAction: String? = nil, reply: Field, settleAction: String? = nil, settleTitle: String, notice: String? = nil
    ) {
        (self.number, self.about, self.quote, self.isGone, self.body) = (number, about, quote, isGone, body)
        (self.who, self.when, self.replies, self.settled, self.replyAction) = (who, when, replies, settled, replyAction)
        (self.reply, self.settleAction, self.settleTitle, self.notice) = (reply, settleAction, settleTitle, notice)
    }
}

/// One answer to a comment.
package struct ReplyRow: Sendable {
    package var body: String
    package var who: String
    package var when: String

    package init(body: String, who: String, when: String) { (self.body, self.who, self.when) = (body, who, when) }
}
