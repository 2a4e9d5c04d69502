import Editorial
import Foundation
import Hummingbird
import Storage

/// The office's journal.
struct JournalRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.get("journal") { request, context in
            let query = JournalQuery(request)
            return try await desk.journalPage(desk.store.journal(query.filter(for: context.person, under: desk.office), PageRequest(limit: 50, after: query.after)), query, context)
        }
    }
}

/// The filters of the journal, as its address carries them; what is no date asks for all days.
struct JournalQuery: Sendable {
    let actor: String
    let action: String
    let release: String
    /// The first and the last day, YYYY-MM-DD on the office's clock.
    let from: String
    let to: String
    let refusedOnly: Bool
    let after: String?

    init(_ request: Request) {
        func value(_ name: Substring) -> String { request.uri.queryParameters[name].map(String.init)?.trimmed ?? "" }
        (actor, action, release, from, to) = (value("actor"), value("action"), value("release"), value("from"), value("to"))
        refusedOnly = !value("refused").isEmpty
        after = request.after
    }

    func filter(for reader: Person, under office: Office) -> JournalFilter {
        JournalFilter(
            release: release.isEmpty ? nil : release, actor: actor.isEmpty ? nil : actor, action: action.isEmpty ? nil : action,
            from: Self.midnight(before: from, in: office.timeZone), before: Self.midnight(before: to, daysLater: 1, in: office.timeZone),
            refusedOnly: refusedOnly, reader: reader)
    }

    var isFiltered: Bool { refusedOnly || ![actor, action, release, from, to].allSatisfy(\.isEmpty) }

    /// The address of the page that follows.
    func address(after cursor: String) -> String {
        let filters = [
            ("actor", actor), ("action", action), ("release", release), ("from", from), ("to", to), ("refused", refusedOnly ? "yes" : ""), ("after", cursor),
        ]
        return "/desk/journal?" + filters.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
    }

    /// When that day, or one later, begins on the office's clock; nil where it is no day.
    private static func midnight(before day: String, daysLater: Int = 0, in zone: String) -> Instant? {
        guard let match = day.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)/) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        let parts = DateComponents(year: Int(match.1), month: Int(match.2), day: (Int(match.3) ?? 1) + daysLater)
        return calendar.date(from: parts).map { Instant(milliseconds: Int64((calendar.startOfDay(for: $0).timeIntervalSince1970 * 1000).rounded())) }
    }
}
