import Editorial
import Hummingbird
import Storage

/// What waits, the list of releases, and the page of one.
struct ReleaseRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.get("") { request, context in try await desk.waitingPage(request, context) }
        router.get("releases") { request, context in try await list(request, context) }
        router.get("releases/:id") { request, context in
            do { return try await desk.releasePage(desk.release(context), context, said: request.said) } catch let damaged as DamagedRelease {
                return try await desk.damagedPage(damaged, context)
            }
        }
        // What only a form is sent to may be opened anew from the address bar.
        for form in [
            "transitions/:name", "release-time", "release-time/forward", "release-time/clear", "urgent", "confine", "confine/end", "comments",
            "comments/:number/replies", "comments/:number/resolve", "comments/:number/reopen", "revisions/:number/restore", "unsaved/discard",
        ] {
            router.get("releases/:id/\(form)") { _, context in desk.back(to: "/desk/releases/\(try await desk.release(context).id)") }
        }
    }

    private func list(_ request: Request, _ context: DeskContext) async throws -> Response {
        let query = ReleaseQuery(request)
        let page = PageRequest(limit: 50, after: query.after)
        var filter = query.filter
        // Words and sections tell of a text, so that they find only what the person reads.
        filter.reader = context.person
        filter.publicOnly = query.looksInside && !context.person.readsDrafts
        return try await desk.releasesPage(desk.store.listed(filter, page), query, context)
    }
}

/// The filters of the list, as its address carries them; an unknown kind asks for all.
struct ReleaseQuery: Sendable {
    let state: String
    let section: String
    let kind: String
    let language: String
    let words: String
    let after: String?

    init(_ request: Request) {
        func value(_ name: Substring) -> String { request.uri.queryParameters[name].map(String.init) ?? "" }
        (state, section, kind, language, words) = (value("state"), value("section"), value("kind"), value("language"), value("q"))
        after = value("after").isEmpty ? nil : value("after")
    }

    var filter: ReleaseFilter {
        ReleaseFilter(
            state: state.isEmpty ? nil : state, section: section.isEmpty ? nil : section, kind: Kind(rawValue: kind),
            language: language.isEmpty ? nil : language, words: words.trimmed.isEmpty ? nil : words)
    }

    /// The address of the page that follows.
    func address(after cursor: String) -> String {
        let filters = [("state", state), ("section", section), ("kind", kind), ("language", language), ("q", words), ("after", cursor)]
        return "/desk/releases?" + filters.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
    }
}

extension Request {
    /// The code of a word about what was just done.
    var said: String? { uri.queryParameters["said"].map(String.init) }
    /// The cursor of a list's page.
    var after: String? { uri.queryParameters["after"].map(String.init) }
}
