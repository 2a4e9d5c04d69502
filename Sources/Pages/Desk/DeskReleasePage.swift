/// `/desk/releases/{id}`: one release, read and acted on.
package struct DeskReleasePage: Page {
    package static let template = Template("desk-release", PackageResources.desk_release_mustache)

    package var frame: DeskFrame
    /// The workflow's title of its state.
    package var state: String
    package var tone: Tone
    /// What the public sees now, in a sentence.
    package var publicWords: String
    package var publicHref: String?
    /// Kind, section, language, address, who made it.
    package var facts: [Fact]
    package var text: ReleaseText
    /// Whether there is a text to show: else only what is said of it, and its journal.
    package var isShown: Bool
    package var number: String
    package var digest: String
    package var version: String
    package var editHref: String?
    /// What the editor should know: that a boilerplate has changed since.
    package var notices: [String]
    /// What has changed since it was last decided on, and since what is public.
    package var changes: [ChangesPart]
    package var actions: [ActionForm]
    /// What cannot be done now, with the reasons.
    package var impossible: [ActionForm]
    /// The urgent roads that it may be moved to.
    package var urgentForms: [UrgentForm]
    /// The release time in words; nil where there is none to speak of.
    package var releaseTime: String?
    package var timeForms: [TimeForm]
    /// What was typed into a form that is no longer there.
    package var kept: [KeptText]
    package var approvals: [ApprovalRow]
    package var revisions: [RevisionRow]
    package var journal: [JournalRow]
    package var deliveries: [DeliveryRow]
    package var spreads: [SpreadPart]
    package var links: [Link]
    package var confinement: ConfinementPart?
    package var comments: CommentsPart?
    /// Who has it open for writing, a sentence each, and where script asks again.
    package var others: [String]
    package var presenceAction: String?
    /// Where the rest is, that this page has no room for.
    package var revisionsHref: String?
    package var journalHref: String?

    package init(
        frame: DeskFrame, state: String, tone: Tone, publicWords: String, publicHref: String? = nil, facts: [Fact] = [], text: ReleaseText, isShown: Bool = true,
        number: String, digest: String, version: String, editHref: String? = nil, notices: [String] = [], changes: [ChangesPart] = [], actions: [ActionForm] = [],
        impossible: [ActionForm] = [], urgentForms: [UrgentForm] = [], releaseTime: String? = nil, timeForms: [TimeForm] = [], kept: [KeptText] = [], approvals: [ApprovalRow] = [],
        revisions: [RevisionRow] = [], journal: [JournalRow] = [], deliveries: [DeliveryRow] = [], spreads: [SpreadPart] = [], links: [Link] = [],
        confinement: ConfinementPart? = nil, comments: CommentsPart? = nil, others: [String] = [], presenceAction: String? = nil,
        revisionsHref: String? = nil, journalHref: String? = nil
    ) {
        (self.frame, self.state, self.tone, self.publicWords, self.publicHref) = (frame, state, tone, publicWords, publicHref)
        (self.facts, self.text, self.number, self.digest, self.version) = (facts, text, number, digest, version)
        (self.editHref, self.notices, self.actions, self.releaseTime, self.timeForms) = (editHref, notices, actions, releaseTime, timeForms)
        (self.kept, self.approvals, self.revisions, self.journal, self.deliveries) = (kept, approvals, revisions, journal, deliveries)
        (self.urgentForms, self.links, self.confinement) = (urgentForms, links, confinement)
        self.spreads = spreads
        (self.isShown, self.changes, self.impossible) = (isShown, changes, impossible)
        (self.comments, self.others, self.presenceAction) = (comments, others, presenceAction)
        (self.revisionsHref, self.journalHref) = (revisionsHref, journalHref)
    }
}

/// One approval that stands.
package struct ApprovalRow: Sendable {
    package var who: String
    package var role: String
    package var when: String
    package var number: String
    package var digest: String
    /// The release time that they saw, in words.
    package var seen: String

    package init(who: String, role: String, when: String, number: String, digest: String, seen: String) {
        (self.who, self.role, self.when, self.number, self.digest) = (who, role, when, number, digest)
        self.seen = seen
    }
}

/// One revision of the text.
package struct RevisionRow: Sendable {
    package var number: String
    package var href: String
    package var who: String
    package var when: String
    package var digest: String
    package var isCurrent: Bool
    /// "public", "was public", nil where it never was.
    package var standing: String?
    /// Where its restore button posts `revision` and `version`; nil where it has none.
    package var restoreAction: String?

    package init(
        number: String, href: String, who: String, when: String, digest: String, isCurrent: Bool = false, standing: String? = nil,
        restoreAction: String? = nil
    ) {
        (self.number, self.href, self.who, self.when, self.digest) = (number, href, who, when, digest)
        (self.isCurrent, self.standing, self.restoreAction) = (isCurrent, standing, restoreAction)
    }
}
