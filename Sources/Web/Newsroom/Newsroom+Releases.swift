import Editorial
import HTTPTypes
import Hummingbird
import Pages
import Storage

extension Newsroom {
    /// `/releases/{slug}`: the live text, or a 410 where it was taken back.
    func release(_ request: Request, _ slug: String) async throws -> Response {
        let path = office.path(language: language, slug: slug)
        if let page = ready[path] { return page.response(to: request) }
        if let notice = try await live(slug).live.notice { return try gone(notice) }
        return try await answer(request, at: path) {
            // Asked again, so that what is kept was read after the shelf took note of it.
            let release = try await live(slug)
            guard let text = release.live.text else { throw NotFound("release") }
            return try await page(release, text)
        }
    }

    /// `/releases/{slug}/versions/{n}`: a text that was live once.
    func version(_ request: Request, _ slug: String, _ number: String) async throws -> Response {
        let release = try await live(slug)
        guard let present = release.live.text else { return try release.live.notice.map(gone) ?? { throw NotFound("release") }() }
        let path = office.path(of: present)
        guard let number = Int(number), let former = try await site.store.formerly(number, of: release.id) else { throw NotFound("version") }
        if number == present.revision.number { return Response(status: .found, headers: [.location: path, .cacheControl: "no-store"]) }
        var canonical = frame(title: former.revision.content.headline, path: path, noindex: true)
        canonical.description = former.revision.content.teaser
        let until = present.corrections.map(\.at).filter { $0 > former.since }.min()
        let page = SupersededPage(
            frame: canonical, kind: words.kind(former.description.kind), from: words.moment(former.since), until: until.map(words.moment),
            present: Link(href: path, label: present.revision.content.headline), text: text(of: former.revision.content))
        return .html(try pages.render(page), headers: [.cacheControl: "no-cache"])
    }

    /// What the public sees under that slug. Throws `NotFound` alike for what is not live and what never was.
    private func live(_ slug: String) async throws -> Release {
        guard let release = try await site.store.live(slug: slug, language: language) else { throw NotFound("release") }
        return release
    }

    private func page(_ release: Release, _ text: LiveText) async throws -> NewsroomReleasePage {
        let content = text.revision.content
        let path = office.path(of: text)
        let rows = rows(release, text)
        return NewsroomReleasePage(
            frame: frame(title: content.headline, path: path, section: text.description.section, description: content.teaser ?? content.headline),
            url: office.baseURL + path, kind: words.kind(text.description.kind), published: words.moment(text.publishedAt),
            corrected: text.corrections.first.map { words.moment($0.at) }, text: self.text(of: content),
            corrections: rows.filter { !$0.minor }.map(\.row), minorCorrections: rows.filter(\.minor).map(\.row),
            translations: try await translations(text), section: link(section: text.description.section), all: all)
    }

    /// Newest first, each with the text that it replaced.
    private func rows(_ release: Release, _ text: LiveText) -> [(row: CorrectionRow, minor: Bool)] {
        let first = release.publicRevisions.subtracting(text.corrections.map(\.revision)).min()
        let replaced = text.corrections.dropFirst().map { Optional($0.revision) } + [first]
        return zip(text.corrections, replaced).map { correction, former in
            let href = former.flatMap { $0 == text.revision.number ? nil : path(version: $0, of: text) }
            return (CorrectionRow(when: words.moment(correction.at), note: correction.note, formerHref: href), correction.minor)
        }
    }

    /// The text that it was translated from, where the public sees that.
    private func translations(_ text: LiveText) async throws -> [LanguageLink] {
        guard let id = text.description.translationOf?.release, let source = try await site.store.release(id)?.live.text else { return [] }
        let language = source.description.language
        return [LanguageLink(href: office.path(of: source), label: PublicWords.name(of: language), tag: language)]
    }

    /// Browsers would keep a 410 for ever.
    private func gone(_ notice: Notice) throws -> Response {
        let headline = notice.hideHeadline ? nil : notice.text.revision.content.headline
        let page = WithdrawnPage(
            frame: frame(title: headline ?? "", path: nil, noindex: true), headline: headline, withdrawn: words.moment(notice.withdrawnAt), note: notice.note,
            section: link(section: notice.text.description.section), all: all)
        return .html(try pages.render(page), status: .gone, headers: [.cacheControl: "no-store"])
    }
}
