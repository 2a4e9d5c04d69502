import Editorial
import Foundation
import Hummingbird
import Pages
import Storage

/// What has happened to accounts, shown to every press secretary until they have seen it: who comes to approve is not an administrator's business alone.
struct AccountNewsRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.post("news/seen", on: { _ in "/desk" }) { request, context in
            try await desk.store.seeAccountNews(through: context.form.number("through") ?? 0, by: context.origin, at: desk.now)
            return desk.back(to: request.deskPageBefore ?? "/desk")
        }
    }
}

extension Desk {
    /// Nil where there is none for that person.
    func accountNews(for person: Person) async throws -> AccountNews? {
        let news = try await store.accountNews(for: person)
        guard let last = news.entries.last else { return nil }
        let more = news.more > 0 ? ["\(news.more) more, which you see after these"] : []
        return AccountNews(items: news.entries.map(words(of:)) + more, action: "/desk/news/seen", through: "\(last.sequence)")
    }

    private func words(of entry: JournalEntry) -> String {
        let login = entry.details["login"].string ?? "unknown"
        let roles = (entry.details["roles"].array ?? []).compactMap(\.string).map { Role($0).words }.joined(separator: ", ")
        let what =
            switch entry.action {
            case "user.add": "added the account \(login) (\(roles))"
            case "user.set-roles": "made \(login) \(roles)"
            case "user.enable": "enabled the account \(login) again"
            case "user.disable": "disabled the account \(login)"
            default: "set up the office, as its first administrator"
            }
        let who = JournalWords.who(entry.actor)
        return "\(who)\(who.contains(",") ? "," : "") \(what), \(time.words(entry.at, at: now))"
    }
}

extension Request {
    /// The page of the desk on which the form stood; nil where the browser does not say.
    fileprivate var deskPageBefore: String? {
        guard let path = headers[.referer].flatMap({ URLComponents(string: $0)?.path }), path == "/desk" || path.hasPrefix("/desk/") else { return nil }
        return path
    }
}
