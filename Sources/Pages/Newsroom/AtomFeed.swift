/// `/feed.atom` (RFC 4287), with the full texts.
package struct AtomFeed: Page {
    package static let template = Template("feed-atom", PackageResources.feed_atom_mustache)

    package var id: String
    package var title: String
    package let language: String
    package var organisation: String
    package var selfHref: String
    package var homeHref: String
    /// RFC 3339.
    package var updated: String
    /// At most 50.
    package var entries: [AtomEntry]
    let words: NewsroomWords

    package init(
        id: String, title: String, language: String, organisation: String, selfHref: String, homeHref: String, updated: String,
        entries: [AtomEntry] = []
    ) {
        (self.id, self.title, self.language, self.organisation, self.selfHref) = (id, title, language, organisation, selfHref)
        (self.homeHref, self.updated, self.entries) = (homeHref, updated, entries)
        words = NewsroomWords(language)
    }
}

/// One release in the feed.
package struct AtomEntry: Sendable {
    package var id: String
    package var title: String
    package var href: String
    package var published: String
    package var updated: String
    package var section: String
    package var summary: String?
    package var text: ReleaseText

    package init(
        id: String, title: String, href: String, published: String, updated: String, section: String, summary: String? = nil,
        text: ReleaseText
    ) {
        (self.id, self.title, self.href, self.published, self.updated) = (id, title, href, published, updated)
        (self.section, self.summary, self.text) = (section, summary, text)
    }
}
