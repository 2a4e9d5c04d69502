/// What somebody wants to do with a release.
package enum Command: Sendable, Equatable {
    case transition(Step)
    case edit(Edit)
    /// Makes an earlier revision the current one again, with its authors.
    case restore(Revision, Edit)
    /// To another workflow of the office, by name.
    case changeWorkflow(String, comment: String?)
    /// `zone` is the IANA zone in which it was said.
    case setReleaseTime(Instant?, zone: String? = nil, comment: String?)
    /// To those logins, beside those who may approve it; nil opens it to everybody at the desk.
    case confine(to: Set<String>?)
    /// Takes back what stands of a release that is approved and not yet out, because an account was closed.
    case takeBackApprovals(comment: String)
    /// From the past, as history: live from that instant on, without approval or webhooks.
    case archive(publishedAt: Instant)
}

/// A transition as somebody asks for it.
package struct Step: Sendable, Equatable {
    package var transition: String
    /// The number of the revision that was shown.
    package var revision: Int
    package var releaseAt: Seen
    /// Where the release stood as it was shown, nil where that was not said.
    package var description: Description?
    package var comment: String?
    package var publicNote: String?
    package var hideHeadline: Bool
    package var minor: Bool

    package init(
        _ transition: String, revision: Int, releaseAt: Seen = .unseen, description: Description? = nil, comment: String? = nil, publicNote: String? = nil,
        hideHeadline: Bool = false, minor: Bool = false
    ) {
        (self.transition, self.revision, self.releaseAt, self.description, self.comment) = (transition, revision, releaseAt, description, comment)
        (self.publicNote, self.hideHeadline, self.minor) = (publicNote, hideHeadline, minor)
    }

    /// The release time that was shown when the button was pressed.
    package enum Seen: Sendable, Equatable { case unseen, seen(Instant?) }
}

/// What a save changes; what is nil stays as it is.
package struct Edit: Sendable, Equatable {
    package var content: Content?
    package var kind: Kind?
    package var section: String?
    package var language: String?
    package var slug: String?
    /// `.some(nil)` takes the source away.
    package var translationOf: TranslationSource??

    package init(
        content: Content? = nil, kind: Kind? = nil, section: String? = nil, language: String? = nil, slug: String? = nil,
        translationOf: TranslationSource?? = nil
    ) {
        (self.content, self.kind, self.section, self.language) = (content, kind, section, language)
        (self.slug, self.translationOf) = (slug, translationOf)
    }
}

/// A release that does not exist yet.
package struct NewRelease: Sendable, Equatable {
    package var kind: Kind
    package var section: String
    package var language: String
    package var content: Content
    package var workflow: String?
    package var slug: String?
    package var releaseAt: Instant?
    /// The IANA zone in which the release time was said.
    package var releaseZone: String?
    package var translationOf: TranslationSource?

    package init(
        kind: Kind, section: String, language: String, content: Content, workflow: String? = nil, slug: String? = nil, releaseAt: Instant? = nil,
        releaseZone: String? = nil, translationOf: TranslationSource? = nil
    ) {
        (self.kind, self.section, self.language, self.content) = (kind, section, language, content)
        (self.workflow, self.slug, self.releaseAt, self.releaseZone) = (workflow, slug, releaseAt, releaseZone)
        self.translationOf = translationOf
    }
}
