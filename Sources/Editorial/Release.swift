/// One item of the press office, as it stands.
package struct Release: Sendable, Equatable {
    /// A UUIDv7 (RFC 9562).
    package let id: String
    package var workflow: String
    package var state: String
    /// Rises by one with each change that was taken; a save names the one that its sender saw.
    package var version: Int
    package var description: Description
    /// Whether the slug still follows the headline: until first submitted, unless it was given.
    package var slugFollowsHeadline: Bool
    package var releaseAt: Instant?
    /// The IANA zone in which the release time was said, nil where it was said as an instant.
    package var releaseZone: String?
    /// Brought in from the past, without an approval.
    package var imported: Bool
    package let createdBy: String
    package let createdAt: Instant
    package var updatedAt: Instant
    /// The current text.
    package var revision: Revision
    /// How many revisions there are: the next one is numbered one higher.
    package var revisionCount: Int
    /// The approvals that stand, the live text's included.
    package var approvals: [Approval]
    package var live: Live
    /// The numbers of the revisions that the public ever saw.
    package var publicRevisions: Set<Int>
    /// Of these, the ones that nobody else has put their word to, with the logins of those who let them out.
    package var unvouched: [Int: Set<String>]
    /// The urgent word for a text that is not out. It falls with the approvals.
    package var urgency: Urgency?
    /// Owed since a text went out without an approval.
    package var review: Review?
    /// How many comments wait to be resolved.
    package var openComments: Int
    /// The logins of those whom it is confined to, beside those who may approve it; nil where everybody at the desk may read it.
    package var confinedTo: Set<String>?

    package init(
        id: String, workflow: String, state: String, version: Int = 1, description: Description, slugFollowsHeadline: Bool = true, releaseAt: Instant? = nil,
        releaseZone: String? = nil, imported: Bool = false, createdBy: String, createdAt: Instant, updatedAt: Instant, revision: Revision, revisionCount: Int = 1,
        approvals: [Approval] = [], live: Live = .nothing, publicRevisions: Set<Int> = [], unvouched: [Int: Set<String>] = [:], urgency: Urgency? = nil,
        review: Review? = nil, openComments: Int = 0, confinedTo: Set<String>? = nil
    ) {
        (self.id, self.workflow, self.state, self.version, self.description) = (id, workflow, state, version, description)
        (self.slugFollowsHeadline, self.releaseAt, self.releaseZone, self.imported) = (slugFollowsHeadline, releaseAt, releaseZone, imported)
        (self.createdBy, self.createdAt, self.updatedAt) = (createdBy, createdAt, updatedAt)
        (self.revision, self.revisionCount, self.approvals, self.live) = (revision, revisionCount, approvals, live)
        (self.publicRevisions, self.urgency, self.review, self.openComments) = (publicRevisions, urgency, review, openComments)
        (self.unvouched, self.confinedTo) = (unvouched, confinedTo)
    }
}

/// Where a release stands in the newsroom: what is not part of its text.
package struct Description: Sendable, Hashable {
    package var kind: Kind
    package var section: String
    package var language: String
    package var slug: String
    package var translationOf: TranslationSource?

    package init(kind: Kind, section: String, language: String, slug: String, translationOf: TranslationSource? = nil) {
        (self.kind, self.section, self.language, self.slug, self.translationOf) = (kind, section, language, slug, translationOf)
    }
}

/// The revision that a translation was made from.
package struct TranslationSource: Sendable, Hashable {
    package var release: String
    package var revision: Int
    package init(release: String, revision: Int) { (self.release, self.revision) = (release, revision) }
}

/// An immutable snapshot of a release's content.
package struct Revision: Sendable, Hashable {
    /// From 1, without gaps, within its release.
    package let number: Int
    /// `sha256:` + hex SHA-256 of the content's canonical JSON (RFC 8785).
    package let digest: String
    package let createdBy: String
    package let createdAt: Instant
    package let content: Content
    /// The number of the revision that it was written from, nil for the first.
    package let parent: Int?
    /// Who wrote the revisions that it descends from, back to the last public one, itself included.
    package let authors: Set<String>

    package init(number: Int, digest: String, createdBy: String, createdAt: Instant, content: Content, parent: Int?, authors: Set<String>) {
        (self.number, self.digest, self.createdBy, self.createdAt) = (number, digest, createdBy, createdAt)
        (self.content, self.parent, self.authors) = (content, parent, authors)
    }
}

/// One person's word for one text.
package struct Approval: Sendable, Hashable {
    package let revision: Int
    package let digest: String
    /// The release time that the approver saw.
    package let releaseAt: Instant?
    package let by: String
    package let role: Role
    package let at: Instant
    /// Whether a correction was called minor.
    package let minor: Bool

    package init(revision: Int, digest: String, releaseAt: Instant?, by: String, role: Role, at: Instant, minor: Bool = false) {
        (self.revision, self.digest, self.releaseAt, self.by) = (revision, digest, releaseAt, by)
        (self.role, self.at, self.minor) = (role, at, minor)
    }
}

/// What the public sees of a release.
package enum Live: Sendable, Hashable {
    case nothing
    case text(LiveText)
    case notice(Notice)

    /// The text that is live now, nil for a notice too.
    package var text: LiveText? { if case .text(let text) = self { text } else { nil } }
    /// The notice of a withdrawal.
    package var notice: Notice? { if case .notice(let notice) = self { notice } else { nil } }
    /// The text that is live or was the last to be.
    package var lastText: LiveText? { text ?? notice?.text }
}

/// A text that is, or was last, live.
package struct LiveText: Sendable, Hashable {
    package var revision: Revision
    /// Kind, section, language and slug as the public sees them; a change takes effect with the next publication.
    package var description: Description
    /// When the release first became public.
    package var publishedAt: Instant
    /// When this text became public.
    package var since: Instant
    /// Newest first.
    package var corrections: [Correction]

    package init(revision: Revision, description: Description, publishedAt: Instant, since: Instant, corrections: [Correction] = []) {
        (self.revision, self.description, self.publishedAt, self.since, self.corrections) = (revision, description, publishedAt, since, corrections)
    }
}

/// One replacement of a live text, as the public is told of it.
package struct Correction: Sendable, Hashable {
    package let revision: Int
    package let at: Instant
    package let note: String
    package let minor: Bool
    package init(revision: Int, at: Instant, note: String, minor: Bool) { (self.revision, self.at, self.note, self.minor) = (revision, at, note, minor) }
}

/// What stands in a withdrawn text's place.
package struct Notice: Sendable, Hashable {
    package var text: LiveText
    package var withdrawnAt: Instant
    package var note: String
    package var hideHeadline: Bool
    package init(text: LiveText, withdrawnAt: Instant, note: String, hideHeadline: Bool) {
        (self.text, self.withdrawnAt, self.note, self.hideHeadline) = (text, withdrawnAt, note, hideHeadline)
    }
}
