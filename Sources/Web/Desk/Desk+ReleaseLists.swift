import Distribution
import Editorial
import Hummingbird
import Pages
import Storage

extension Desk {
    /// What waits for one person.
    func waitingPage(_ request: Request, _ context: DeskContext) async throws -> Response {
        let person = context.person
        let underWay = try await underWay(for: person)
        let waiting = Waiting(underWay.compactMap(\.release).sorted { $0.updatedAt > $1.updatedAt }, owed: try await store.reviewsOwed().filter { $0.isOpen(to: person, under: office) }, for: person, at: now, under: office)
        let cannotGoOut = try await cannotGoOut(underWay, for: person)
        let resends = DeskVisibility.offersChanges(in: .deliveries, to: person)
        var drafts: [ReleaseRow] = []
        for draft in waiting.drafts {
            drafts.append(row(draft, for: person, reasons: try await requests(on: draft)))
        }
        let page = WaitingPage(
            frame: try await frame("Waiting for me", .waiting, context, said: request.said),
            stuck: cannotGoOut.map { row($0, for: person, stuck: Set(cannotGoOut.map(\.id))) },
            unseen: resends ? try await unseenRows(for: person) : [], unsaved: try await unsavedRows(context),
            reviews: waiting.reviews.map { row($0.release, for: person, reasons: $0.reasons) }, toApprove: waiting.toApprove.map { row($0, for: person) },
            notTheirs: waiting.notTheirs.map { row($0.release, for: person, reasons: $0.reasons) }, drafts: drafts,
            scheduled: rows(of: try await store.heldBack(reader: person), for: person, without: Set(cannotGoOut.map(\.id))),
            endpoints: resends ? try await troubleRows(for: person) : [], trouble: resends ? try await trouble(for: person).map { row($0, for: person) } : [],
            newHref: shows(.writing, to: person) ? "/desk/releases/new" : nil)
        return try answer(page)
    }

    /// The releases in states in which something is still to be done.
    private func underWay(for person: Person) async throws -> [Listed] {
        let states = Set(office.workflows.values.flatMap { workflow in
            workflow.states.filter { state in
                !state.editableBy.isEmpty || workflow.transitions.contains { $0.from.contains(state.name) && $0.effects.contains(.approve) }
            }.map(\.name)
        })
        var releases: [Listed] = []
        for state in states.sorted() { releases += try await store.listed(ReleaseFilter(state: state, reader: person), PageRequest(limit: 200)).items }
        return releases
    }

    /// What has not gone out although its time has come, and what is damaged and will not; `underWay` is what may be damaged besides.
    private func cannotGoOut(_ underWay: [Listed], for person: Person) async throws -> [Listed] {
        var all: [Listed] = []
        for id in try await store.stuck(at: now, reader: person).map(\.id) { all += [try await store.found(id, reader: person)].compactMap { $0 } }
        let damaged = try await store.heldBack(reader: person).damaged.map(Listed.damaged) + underWay.filter { $0.damage != nil }
        return all + damaged.filter { broken in !all.contains { $0.id == broken.id } }
    }

    private func rows(of held: HeldBack, for person: Person, without excluded: Set<String> = []) -> [ReleaseRow] {
        (held.releases.map(Listed.whole) + held.damaged.map(Listed.damaged)).filter { !excluded.contains($0.id) }.map { row($0, for: person) }
    }

    private func trouble(for person: Person) async throws -> [Delivery] {
        let failed = try await store.deliveries(DeliveryFilter(status: .failed, reader: person), PageRequest(limit: 20)).items
        return failed + (try await store.deliveries(DeliveryFilter(status: .suspended, reader: person), PageRequest(limit: 20)).items)
    }

    func releasesPage(_ listing: Listing<Listed>, _ query: ReleaseQuery, _ context: DeskContext) async throws -> Response {
        let person = context.person
        var states: [(String, String)] = []
        for state in office.workflows.values.sorted(by: { $0.name < $1.name }).flatMap(\.states) where !states.contains(where: { $0.0 == state.name }) {
            states.append((state.name, state.title))
        }
        let rows = listing.items.filter { $0.release?.visibility(to: person, under: office) != .nothing }
        let stuck = try await stuck(for: person)
        let page = ReleaseListPage(
            frame: try await frame("Releases", .releases, context), rows: rows.map { row($0, for: person, stuck: stuck) },
            states: .all("All states", states, chosen: query.state),
            sections: .all("All sections", office.sections.map { ($0.slug, $0.title[office.defaultLanguage]) }, chosen: query.section),
            kinds: .all("All kinds", Kind.allCases.map { ($0.rawValue, $0.title) }, chosen: query.kind),
            languages: .all("All languages", office.languages.map { ($0, ReleaseWords.language($0)) }, chosen: query.language), query: query.words,
            filtered: query.isFiltered, newHref: shows(.writing, to: person) ? "/desk/releases/new" : nil, olderHref: listing.next.map(query.address))
        return try answer(page)
    }

    func row(_ release: Release, for person: Person, reasons: [String] = [], stuck: Set<String> = []) -> ReleaseRow {
        ReleaseWords(release: release, office: office, now: now, isStuck: stuck.contains(release.id)).row(for: person, reasons: reasons)
    }

    func holdPage(_ context: DeskContext, said: String?) async throws -> Response {
        try check(.hold, for: context)
        let held = try await store.heldBack(reader: context.person)
        let onHold = try await store.onHold()
        let page = HoldPage(
            frame: try await frame("Hold", .hold, context, said: said), onHold: onHold, due: rows(of: held, for: context.person),
            owed: held.deliveries == 1 ? "1 delivery" : "\(held.deliveries) deliveries",
            lastEntry: held.lastEntryAt.map { time.words($0, at: now) } ?? "There is none.",
            resumeAction: onHold && DeskVisibility.offersChanges(in: .hold, to: context.person) ? "/desk/hold/resume" : nil)
        return try answer(page)
    }
}

extension [Choice] {
    /// The one that asks for all, then each.
    static func all(_ label: String, _ choices: [(value: String, label: String)], chosen: String) -> [Choice] {
        [Choice(value: "", label: label, chosen: chosen.isEmpty)] + choices.map { Choice(value: $0.value, label: $0.label, chosen: $0.value == chosen) }
    }
}

extension ReleaseQuery {
    var isFiltered: Bool { ![state, section, kind, language, words].allSatisfy(\.isEmpty) }
    /// Whether it asks for what only a reader of the text knows.
    var looksInside: Bool { ![section, kind, language, words].allSatisfy(\.isEmpty) }
}
