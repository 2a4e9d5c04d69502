import Editorial
import Hummingbird
import Storage

/// The office's journal.
struct JournalRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.get("journal") { request, context in
            let query = JournalQuery(request)
            return try await desk.journalPage(desk.store.journal(query.filter, PageRequest(limit: 50, after: query.after)), query, context)
        }
    }
}

/// The filters of the journal, as its address carries them.
struct JournalQuery: Sendable {
    let actor: String
    let action: String
    let release: String?
    let after: String?

    init(_ request: Request) {
        actor = request.uri.queryParameters.get("actor") ?? ""
        action = request.uri.queryParameters.get("action") ?? ""
        release = request.uri.queryParameters.get("release").flatMap { $0.isEmpty ? nil : $0 }
        after = request.after
    }

    var filter: JournalFilter { JournalFilter(release: release, actor: actor.isEmpty ? nil : actor, action: action.isEmpty ? nil : action) }

    var isFiltered: Bool { release != nil || !actor.isEmpty || !action.isEmpty }

    /// The address of the page that follows.
    func address(after cursor: String) -> String {
        let filters = [("actor", actor), ("action", action), ("release", release ?? ""), ("after", cursor)]
        return "/desk/journal?" + filters.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
    }
}
