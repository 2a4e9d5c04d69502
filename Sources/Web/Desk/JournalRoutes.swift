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
            let problems = query.problems(under: desk.office)
            guard problems.isEmpty else { return try await desk.journalPage(Listing(items: [], next: nil), query, context, problems: problems) }
            return try await desk.journalPage(desk.store.journal(query.filter(for: context.person, under: desk.office), PageRequest(limit: 50, after: query.after)), query, context)
        }
    }
}

/// The filters of the journal, as its address carries them.
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
        (actor, action, from, to) = (value("actor"), value("action"), value("from"), value("to"))
        // The address of its page has its id in it.
        let release = value("release")
        self.release = release.firstMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/).map { String($0.output) } ?? release
        refusedOnly = !value("refused").isEmpty
        after = request.after
    }

    /// What of it cannot be asked: days that are none, or the wrong way round.
    func problems(under office: Office) -> FieldProblems {
        func day(_ name: String, _ value: String, _ title: String) -> Invalid.Problem? {
            value.isEmpty || Self.midnight(before: value, in: office.timeZone) != nil ? nil : .init("/\(name)", "\(title) is no date: “\(value)”.")
        }
        var problems = [day("from", from, "From"), day("to", to, "To")].compactMap { $0 }
        if problems.isEmpty, !from.isEmpty, !to.isEmpty, from > to { problems.append(.init("/from", "From lies after To.")) }
        return problems.isEmpty ? FieldProblems() : FieldProblems(Invalid(problems))
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
        guard let match = day.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)/), Instant(rfc3339: "\(day)T00:00:00Z") != nil else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        let parts = DateComponents(year: Int(match.1), month: Int(match.2), day: (Int(match.3) ?? 1) + daysLater)
        return calendar.date(from: parts).map { Instant(milliseconds: Int64((calendar.startOfDay(for: $0).timeIntervalSince1970 * 1000).rounded())) }
    }
}
