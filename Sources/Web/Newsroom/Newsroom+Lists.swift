import Editorial
import HTTPTypes
import Hummingbird
import Pages
import Storage

extension Newsroom {
    /// `/`. Of a further language, also without its slash, which redirects.
    func home(_ request: Request) async throws -> Response {
        if request.uri.path == prefix, !prefix.isEmpty { return Response(status: .movedPermanently, headers: [.location: homePath]) }
        let after = try await cursor(of: request)
        return try await answer(request, at: homePath.with(after: after)) {
            let list = try await list(after: after)
            return HomePage(
                frame: frame(path: homePath, noindex: after != nil), items: list.items, olderHref: list.next.map { homePath.with(after: $0) },
                newestHref: after.map { _ in homePath })
        }
    }

    /// `/sections/{section}`.
    func section(_ request: Request, _ slug: String) async throws -> Response {
        guard let section = office.section(slug) else { throw NotFound("section") }
        let path = path(section: slug)
        let after = try await cursor(of: request)
        return try await answer(request, at: path.with(after: after)) {
            let list = try await list(in: slug, after: after)
            let title = section.title[language]
            return SectionPage(
                frame: frame(title: title, path: path, section: slug, noindex: after != nil), heading: title, items: list.items,
                feedHref: path + "/feed.atom", olderHref: list.next.map { path.with(after: $0) }, newestHref: after.map { _ in path })
        }
    }

    /// `/feed.atom`, of all news or of one section.
    func feed(_ request: Request, section slug: String? = nil) async throws -> Response {
        let section = try slug.map { slug in
            guard let section = office.section(slug) else { throw NotFound("section") }
            return section
        }
        let path = section.map { self.path(section: $0.slug) + "/feed.atom" } ?? feedPath
        return try await answer(request, at: path, mediaType: "application/atom+xml; charset=utf-8") {
            let texts = try await site.store.newsroom(language: language, section: slug, PageRequest(limit: 50)).items.compactMap { release in
                release.live.text.map { (release.id, $0) }
            }
            let organisation = office.organisation[language]
            return AtomFeed(
                id: office.baseURL + path, title: section.map { "\(organisation): \($0.title[language])" } ?? organisation, language: language,
                organisation: organisation, selfHref: office.baseURL + path,
                homeHref: office.baseURL + (section.map { self.path(section: $0.slug) } ?? homePath),
                updated: (texts.map { $0.1.updated }.max() ?? site.now()).rfc3339, entries: texts.map(entry))
        }
    }

    private func entry(_ id: String, _ text: LiveText) -> AtomEntry {
        AtomEntry(
            id: "urn:uuid:\(id)", title: text.revision.content.headline, href: office.baseURL + office.path(of: text), published: text.publishedAt.rfc3339,
            updated: text.updated.rfc3339, section: title(text.description.section), summary: text.revision.content.summary,
            text: self.text(of: text.revision.content))
    }

    private func list(in section: String? = nil, after: String?) async throws -> (items: [NewsItem], next: String?) {
        let listing = try await site.store.newsroom(language: language, section: section, PageRequest(limit: 20, after: after))
        return (listing.items.compactMap { $0.live.text.map(item) }, listing.next)
    }

    /// The release after which a page of a list begins. One that is not live is not there, as a place in a list either.
    private func cursor(of request: Request) async throws -> String? {
        guard let id = request.uri.queryParameters["after"].map(String.init) else { return nil }
        guard try await site.store.release(id)?.live.text != nil else { throw NotFound("page") }
        return id
    }
}

extension LiveText {
    /// When its readers were last told of a change: a minor correction is no news.
    fileprivate var updated: Instant { corrections.first { !$0.minor }?.at ?? publishedAt }
}

extension String {
    fileprivate func with(after cursor: String?) -> String { cursor.map { "\(self)?after=\($0)" } ?? self }
}
