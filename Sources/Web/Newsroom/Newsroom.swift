import Editorial
import HTTPTypes
import Hummingbird
import Pages

/// The public pages in one language.
struct Newsroom: Sendable {
    let site: Site
    let language: String
    let pages: Pages
    let assets: Assets
    let ready: ReadyPages
    let words: PublicWords

    init(_ site: Site, language: String, pages: Pages, assets: Assets, ready: ReadyPages) {
        (self.site, self.language, self.pages, self.assets, self.ready) = (site, language, pages, assets, ready)
        words = PublicWords(language: language, zone: site.office.timeZone)
    }

    var office: Office { site.office }
    /// What every path of this language begins with.
    var prefix: String { language == office.defaultLanguage ? "" : "/\(language)" }
    var homePath: String { prefix + "/" }
    var feedPath: String { prefix + "/feed.atom" }

    func path(section: String) -> String { "\(prefix)/sections/\(section)" }
    func path(version number: Int, of text: LiveText) -> String { "\(office.path(of: text))/versions/\(number)" }
    func link(section: String, current: Bool = false) -> Link { Link(href: path(section: section), label: title(section), current: current) }
    func title(_ section: String) -> String { office.section(section)?.title[language] ?? section }
    var all: Link { Link(href: homePath, label: words.allNews) }

    /// What stands around a page. `path` is the page's own, nil where it is no place of its own.
    func frame(title: String = "", path: String?, section: String? = nil, description: String? = nil, noindex: Bool = false) -> NewsroomFrame {
        let languages = office.languages.count < 2 ? [] : office.languages.map { other in
            LanguageLink(
                href: other == office.defaultLanguage ? "/" : "/\(other)/", label: PublicWords.name(of: other), tag: other, current: other == language)
        }
        return NewsroomFrame(
            organisation: office.organisation[language], language: language, homeHref: homePath, title: title,
            sections: office.sections.map { link(section: $0.slug, current: $0.slug == section && title == self.title($0.slug)) }, languages: languages,
            feedHref: feedPath, canonical: path.map { office.baseURL + $0 }, description: description, noindex: noindex, assets: assets)
    }

    /// The page at `path` as ready bytes, made by `page` where they are not at hand.
    func answer<P: Page>(
        _ request: Request, at path: String, mediaType: String = "text/html; charset=utf-8", page: () async throws -> P
    ) async throws -> Response {
        try await ready.page(at: path) {
            ReadyPage(try pages.render(try await page()), mediaType: mediaType, always: SecurityHeaders.fields(isSecure: site.isSecure))
        }.response(to: request)
    }
}

extension Office {
    /// Where the public reads it.
    func path(of text: LiveText) -> String { path(language: text.description.language, slug: text.description.slug) }
}
