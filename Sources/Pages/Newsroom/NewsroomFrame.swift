/// What stands around every page of the newsroom.
package struct NewsroomFrame: Sendable {
    package var organisation: String
    /// A BCP 47 tag; the pages' own words follow it.
    package let language: String
    package var homeHref: String
    /// The page's, without the organisation's name; empty at home.
    package var title: String
    package var sections: [Link]
    /// The home of each language; none where there is only one.
    package var languages: [LanguageLink]
    package var feedHref: String
    /// Absolute; nil on pages that are no place of their own.
    package var canonical: String?
    package var description: String?
    /// Keeps search engines away.
    package var noindex: Bool
    /// Other languages of this very page.
    package var alternates: [LanguageLink]
    package var assets: Assets
    let words: NewsroomWords

    package init(
        organisation: String, language: String, homeHref: String, title: String = "", sections: [Link] = [],
        languages: [LanguageLink] = [], feedHref: String, canonical: String? = nil, description: String? = nil, noindex: Bool = false,
        alternates: [LanguageLink] = [], assets: Assets = Assets()
    ) {
        (self.organisation, self.language, self.homeHref, self.title, self.sections) = (organisation, language, homeHref, title, sections)
        (self.languages, self.feedHref, self.canonical, self.description, self.noindex) = (languages, feedHref, canonical, description, noindex)
        (self.alternates, self.assets) = (alternates, assets)
        words = NewsroomWords(language)
    }
}

/// The same in another language.
package struct LanguageLink: Sendable {
    package var href: String
    /// In that language.
    package var label: String
    package var tag: String
    package var current: Bool

    package init(href: String, label: String, tag: String, current: Bool = false) {
        (self.href, self.label, self.tag, self.current) = (href, label, tag, current)
    }
}
