import Markdown
@testable import Pages

extension Samples {
    static let bareText = ReleaseText(headline: "Ten ships came in", body: MarkdownDocument("").html())

    static let release = DeskReleasePage(
        frame: frame(headline), state: "Waiting for approval", tone: .waiting, publicWords: "The public sees nothing yet.", publicHref: "/releases/pier",
        facts: [
            Fact(label: "Kind", words: "News"), Fact(label: "Section", words: "Events"), Fact(label: "Language", words: "English"),
            Fact(label: "Address", words: "/releases/the-north-pier-opens-again"), Fact(label: "Written by", words: "Ana, Dora"),
        ],
        text: text, number: "3", digest: digest, version: "7", editHref: "/desk/releases/1/edit",
        notices: ["The boilerplate “About us” has changed since it was copied into this text."],
        changes: [ChangesPart(title: "Changed since what the public sees", note: "The section as well.", comparison: comparison, link: Link(href: "/desk/releases/1/revisions/3/diff?against=2", label: "Compare"))],
        actions: [
            ActionForm(
                action: "/desk/releases/1/transitions/approve", title: "Approve", consequence: "Goes out Tue 24 Nov 09:00 (Lisbon), to 14 endpoints", caution: "This text holds characters that do not show.", revision: "3",
                releaseAt: "2026-11-24T09:00:00.000Z", description: "news events en pier", minor: Check(id: "approve-minor", name: "minor", label: "A minor correction: no new entry in the feeds"),
                weight: .main),
            ActionForm(
                action: "/desk/releases/1/transitions/request-changes", title: "Request changes", consequence: "Back to draft", revision: "3", releaseAt: "", description: "news events en pier",
                comment: Field("comment", label: "Comment for the drafter", id: "request-changes-comment", required: true)),
            ActionForm(
                action: "/desk/releases/1/transitions/withdraw", title: "Withdraw", consequence: "Your note takes the text’s place in public now, to 14 endpoints",
                revision: "3", releaseAt: "", description: "news events en pier", publicNote: Field("public_note", label: "Public note", id: "withdraw-note", required: true),
                hideHeadline: Check(id: "withdraw-hide", name: "hide_headline", label: "Hide the headline, too"), weight: .grave),
        ],
        impossible: [
            ActionForm(
                action: "/desk/releases/1/transitions/discard-correction", title: "Discard correction", revision: "3", releaseAt: "", description: "news events en pier",
                reasons: ["Only a drafter or a press secretary may do this.", "Nothing of this release is live."]),
        ],
        urgentForms: [
            UrgentForm(
                action: "/desk/releases/1/urgent", title: "Move to the urgent road: Flash", consequence: "It stays where it is", workflow: "flash", version: "7",
                comment: Field("comment", label: "Why it cannot wait", id: "urgent-flash-comment", required: true))
        ],
        releaseTime: "Tue 24 Nov 09:00 (Lisbon), in 14 hours. Until then it is under embargo.",
        timeForms: [
            TimeForm(
                action: "/desk/releases/1/release-time", title: "Set release time", consequence: "The approval stands.", version: "7",
                date: Field("release_date", label: "Date", value: "2026-11-24", id: "set-date"),
                time: Field("release_time", label: "Time", value: "09:00", id: "set-time"), readings: readings,
                comment: Field("comment", label: "Why", id: "set-comment")),
            TimeForm(
                action: "/desk/releases/1/release-time/clear", title: "Publish now", consequence: "Goes public now, to 14 endpoints", version: "7",
                comment: Field("comment", label: "Why", id: "clear-comment"), weight: .grave),
            TimeForm(
                action: "/desk/releases/1/release-time/forward", title: "Bring forward", version: "7", reasons: ["Only a press secretary may bring it forward."]),
        ],
        kept: [KeptText(label: "Comment", value: "Which pier?")],
        approvals: [ApprovalRow(who: "Sam Example", role: "press secretary", when: "Mon 23 Nov 18:20", number: "2", digest: digest, seen: "Release time seen: none")],
        revisions: [
            RevisionRow(
                number: "3", href: "/desk/releases/1/revisions/3", who: "Ana", when: "Mon 23 Nov 18:20", digest: digest, isCurrent: true, standing: "public",
                restoreAction: "/desk/releases/1/restore"),
            RevisionRow(number: "2", href: "/desk/releases/1/revisions/2", who: "Dora", when: "Mon 23 Nov 17:02", digest: digest, restoreAction: "/desk/releases/1/restore"),
        ],
        journal: journal, deliveries: deliveries,
        spreads: [SpreadPart(
            words: "12 of 14 endpoints have the corrected text.",
            missing: [SpreadPart.Lacking(endpoint: "Wire service", words: "It has revision 2 since Mon 23 Nov 18:20. It last answered 503.")], more: "And 1 more.")],
        links: [Link(href: "/desk/releases/1/diff", label: "Changes against the public text")],
        confinement: ConfinementPart(
            words: "Only Ana Example, and those who may approve it, know of this release.", mayChange: true, summary: "Change who may read it", action: "/desk/releases/1/confine", button: "Confine it to those ticked",
            people: [Choice(value: "ana", label: "Ana Example", chosen: true), Choice(value: "dora", label: "Dora Example")], openAction: "/desk/releases/1/confine/end"),
        comments: comments, others: ["Dora Example has had this open for editing since 18:02."], presenceAction: "/desk/releases/1/presence", revisionsHref: "/desk/releases/1/revisions?after=2",
        journalHref: "/desk/releases/1/journal?after=2")

    static let comments = CommentsPart(
        open: [
            CommentRow(
                number: "1", about: "Text", quote: "The north pier", isGone: true, body: "Which pier?", who: "Sam Example", when: "Mon 23 Nov 18:20",
                replies: [ReplyRow(body: "The one by the lighthouse.", who: "Ana Example", when: "Mon 23 Nov 18:22")],
                replyAction: "/desk/releases/1/comments/1/replies", reply: Field("body", label: "Reply", id: "reply-1", required: true),
                settleAction: "/desk/releases/1/comments/1/resolve", settleTitle: "Resolve", notice: "The comment is open again.")
        ],
        more: "3 earlier ones are open: they follow as these are resolved.",
        done: [
            CommentRow(
                number: "2", about: nil, quote: nil, body: "Who reads this first?", who: "Dora Example", when: "Mon 23 Nov 17:00",
                settled: "Resolved by Ana Example, Mon 23 Nov 17:10", reply: Field("body", label: "Reply", id: "reply-2"), settleTitle: "Reopen")
        ],
        doneWords: "1 resolved", showsDone: true, action: "/desk/releases/1/comments",
        field: Field("field", label: "About", error: "There is no such field.", id: "comment-field", choices: [Choice(value: "body", label: "Text", chosen: true)]),
        passage: Field("quote", label: "Passage", error: "This passage is not in the present text.", hint: "As it stands in the text.", id: "comment-quote"),
        occurrence: Field("occurrence", label: "Which one", error: "This passage stands there only once.", hint: "1 is the first.", id: "comment-occurrence"),
        body: Field("body", label: "Comment", id: "comment-body", required: true))

    static let comparison = ComparisonPart(
        fields: [ComparedField(label: "Text", pieces: [ComparedPiece(same: "One\n\nTwo\n\nThree\n\nFour\n\nFive\n\n", isFirst: false, isLast: false), ComparedPiece(deleted: "Six"), ComparedPiece(inserted: "Seven")])],
        unchanged: "Not changed: headline.")

    static let compared = ComparisonPage(
        frame: frame("Revision 3 beside revision 2"), back: back, title: "Revision 3 beside revision 2", facts: [Fact(label: "Revision 2", words: "Dora")],
        comparison: comparison, note: "Nothing differs.", action: "/desk/releases/1/diff", revision: Field("revision", label: "Revision", choices: [Choice(value: "3", label: "Revision 3", chosen: true)]),
        against: Field("against", label: "Beside", choices: [Choice(value: "2", label: "Revision 2", chosen: true)]))
    static let bareCompared = ComparisonPage(
        frame: frame("Revision 1"), back: back, title: "Revision 1", action: "/desk/releases/1/diff", revision: Field("revision", label: "Revision"), against: Field("against", label: "Beside"))

    static let readings = [
        Choice(value: "2026-10-25T00:30:00.000Z", label: "01:30 (UTC+1, before the clocks are put back)", chosen: true),
        Choice(value: "2026-10-25T01:30:00.000Z", label: "01:30 (UTC+0, after the clocks are put back)"),
    ]

    static let discard = DiscardPart(title: "Discard what I had not saved", action: "/desk/releases/1/unsaved/discard", copies: ["1795608000000 1"])

    static let unsaved = UnsavedPage(
        frame: fullFrame("Not saved"), back: back, reasons: ["It waits for approval: take it back first."],
        texts: [UnsavedTyping(title: "Typed until 18:04", kept: [KeptText(label: "Text", value: body)], discard: discard)])

    static let form = ReleaseFormPage(
        frame: fullFrame("Edit"), action: "/desk/releases/1/edit", back: back, formID: "0193", version: "7",
        warnings: ["Somebody else wrote this text. Once you have changed it, you cannot approve it."],
        saved: [SavedText(label: "Headline", words: "The north pier is open", differs: true), SavedText(label: "Text", words: body)], 
        changes: comparison, isCorrection: true,
        kinds: [Choice(value: "news", label: "News", chosen: true)], sections: [Choice(value: "events", label: "Events", chosen: true)],
        languages: [Choice(value: "en", label: "English", chosen: true)], boilerplates: [Choice(value: "about", label: "About us", chosen: true)],
        boilerplateError: "There is no such boilerplate.", zone: "Lisbon", readings: readings,
        unsaved: [
            UnsavedPart(words: "This is what you typed until 18:04 and did not save.", discard: discard),
            UnsavedPart(words: "You typed another text until 17:50, in another window.", resume: Link(href: "/desk/releases/1/edit?window=1", label: "Open it"), discard: discard),
        ],
        resumes: ["1795608000000 1"],
        unsavedAction: "/desk/releases/1/unsaved", presenceAction: "/desk/releases/1/presence", others: ["Dora Example has had this open for editing since 18:02."],
        value: { ["headline": headline, "body": body, "dateline_place": "Porto", "release_date": "2026-11-24", "release_time": "09:00"][$0] ?? "" },
        error: { $0 == "contact_email" || $0 == "headline" || $0 == "summary" || $0 == "kind" ? "This is not right." : nil })
}
