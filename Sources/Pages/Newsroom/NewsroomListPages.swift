/// `/`: all news, newest first.
package struct HomePage: Page {
    package static let template = Template("newsroom-home", PackageResources.newsroom_home_mustache)

    package var frame: NewsroomFrame
    package var items: [NewsItem]
    package var olderHref: String?
    package var newestHref: String?

    package init(frame: NewsroomFrame, items: [NewsItem] = [], olderHref: String? = nil, newestHref: String? = nil) {
        (self.frame, self.items, self.olderHref, self.newestHref) = (frame, items, olderHref, newestHref)
    }
}

/// `/sections/{section}`.
package struct SectionPage: Page {
    package static let template = Template("newsroom-section", PackageResources.newsroom_section_mustache)

    package var frame: NewsroomFrame
    package var heading: String
    package var items: [NewsItem]
    package var feedHref: String
    package var olderHref: String?
    package var newestHref: String?

    package init(
        frame: NewsroomFrame, heading: String, items: [NewsItem] = [], feedHref: String, olderHref: String? = nil,
        newestHref: String? = nil
    ) {
        (self.frame, self.heading, self.items, self.feedHref, self.olderHref) = (frame, heading, items, feedHref, olderHref)
        self.newestHref = newestHref
    }
}

/// One release in a list of the newsroom.
package struct NewsItem: Sendable {
    package var href: String
    package var headline: String
    /// The first sentences, where there is no summary.
    package var summary: String?
    package var kind: String
    package var section: String
    /// When it was first published.
    package var published: Moment
    package var corrected: Bool

    package init(
        href: String, headline: String, summary: String? = nil, kind: String, section: String, published: Moment, corrected: Bool = false
    ) {
        (self.href, self.headline, self.summary, self.kind, self.section) = (href, headline, summary, kind, section)
        (self.published, self.corrected) = (published, corrected)
    }
}

/// An instant in words, and as a machine reads it.
package struct Moment: Sendable {
    package var words: String
    /// RFC 3339.
    package var machine: String

    package init(words: String, machine: String) {
        (self.words, self.machine) = (words, machine)
    }
}
