import Editorial
import Hummingbird
import Pages
import Storage

/// What was typed in one window and not saved.
struct UnsavedForm: Sendable {
    let text: UnsavedText
    let form: ReleaseForm
    /// Whether it is what is found without naming its window.
    let isNewest: Bool
}

extension Desk {
    /// What that person typed into a release's form and did not save, window by window, the last first; without what is as it is saved.
    func unsaved(on release: Release, _ context: DeskContext) async throws -> [UnsavedForm] {
        let saved = ReleaseForm(release, under: office)
        return Self.forms(try await store.unsaved(of: context.person.login, on: release.id, at: now)).filter { !$0.form.isSaved(as: saved) }.withNewest
    }

    private func unsavedNew(_ context: DeskContext) async throws -> [UnsavedForm] {
        Self.forms(try await store.unsavedNew(of: context.person.login, at: now)).withNewest
    }

    private static func forms(_ texts: [UnsavedText]) -> [UnsavedForm] { texts.map { UnsavedForm(text: $0, form: ReleaseForm($0.fields), isNewest: false) } }

    /// What that person typed into releases that are there, and into those that are not, each with the way back to it.
    func unsavedRows(_ context: DeskContext) async throws -> [ReleaseRow] {
        func row(_ unsaved: UnsavedForm, href: String, reasons: [String] = []) -> ReleaseRow {
            ReleaseRow(
                href: href, headline: unsaved.headline ?? "Without a headline", state: "Not saved", tone: .waiting,
                when: "Typed until \(time.words(unsaved.text.at, at: now))", reasons: reasons)
        }
        var (rows, seen): ([ReleaseRow], Set<String>) = ([], [])
        for text in try await store.unsaved(of: context.person.login, at: now) where seen.insert(text.release).inserted {
            guard case .whole(let release) = try await store.found(text.release, reader: context.person) else { continue }
            let reasons = release.objections(toEditingBy: .person(context.person), under: office).map(\.detail)
            rows += try await unsaved(on: release, context).map { row($0, href: reasons.isEmpty ? $0.href : "/desk/releases/\(release.id)/typed", reasons: reasons) }
        }
        guard shows(.writing, to: context.person) else { return rows }
        return rows + (try await unsavedNew(context).map { row($0, href: $0.href) })
    }

    /// Said on a release's page to whoever typed something into it and did not save it: nobody is to think that it goes out.
    func unsavedBanner(_ unsaved: [UnsavedForm], on release: Release, mayEdit: Bool) -> Banner? {
        guard let last = unsaved.first else { return nil }
        return Banner(
            lead: "Not saved.", words: "You have unsaved text in this release, typed until \(time.words(last.text.at, at: now)).\(mayEdit ? "" : " It is no part of the text below.")",
            link: mayEdit
                ? Link(href: last.href, label: "Go on with it") : Link(href: "/desk/releases/\(release.id)/typed", label: "Look at it"))
    }

    /// Said beside the buttons by which a text goes its way.
    func unsavedCaution(_ unsaved: [UnsavedForm]) -> String? {
        unsaved.first.map { "What you typed until \(time.words($0.text.at, at: now)) and did not save is no part of this text." }
    }

    /// The form of a release: as it is saved, or with what that person typed into it and did not save, in that window or last; where somebody saved meanwhile,
    /// with theirs beside it.
    func editFormPage(of release: Release, typedIn window: String?, _ context: DeskContext) async throws -> Response {
        let unsaved = try await unsaved(on: release, context)
        guard let chosen = unsaved.first(where: { $0.text.window == window }) ?? unsaved.first else {
            return try await formPage(.edit(release, version: release.version), ReleaseForm(release, under: office), context)
        }
        let hasMoved = chosen.text.version != release.version
        let moved = hasMoved ? " \(whoSaved(release, context)) this release meanwhile: that text is below." : ""
        let own = UnsavedPart(words: "This is what you typed until \(time.words(chosen.text.at, at: now)) and did not save.\(moved)", discard: discard(chosen, "what I had not saved"))
        let others = unsaved.filter { $0.text.window != chosen.text.window }.map { elsewhere($0, label: "Open it", words: "You typed another text here") }
        return try await formPage(
            .edit(release, version: release.version), chosen.form, context, saved: hasMoved ? release : nil, unsaved: [own] + others, resumed: [chosen.text.copy])
    }

    /// The form of a release that is yet to be made. Where the person has begun some and not saved them, they are told of them, or have the one of that form
    /// (`id`) and window before them.
    func newFormPage(resuming id: String?, typedIn window: String?, _ context: DeskContext) async throws -> Response {
        let unsaved = try await unsavedNew(context)
        let ofForm = unsaved.filter { $0.text.release == id }
        let chosen = ofForm.first { $0.text.window == window } ?? ofForm.first
        let others = unsaved.filter { $0.text != chosen?.text }.map { other in
            elsewhere(other, label: "Go on writing it", words: "You began a release \(other.headline.map { "“\($0)”" } ?? "without a headline")")
        }
        guard let chosen else { return try await formPage(.new(id: freshID()), ReleaseForm(newUnder: office), context, unsaved: others) }
        let own = UnsavedPart(words: "This is what you typed until \(time.words(chosen.text.at, at: now)) and did not save.", discard: discard(chosen, "what I had not saved"))
        return try await formPage(.new(id: chosen.text.release), chosen.form, context, unsaved: [own] + others, resumed: [chosen.text.copy])
    }

    /// What that person typed into a release that they may not change now, to be copied.
    func unsavedPage(of release: Release, _ context: DeskContext) async throws -> Response {
        let objections = release.objections(toEditingBy: .person(context.person), under: office)
        let unsaved = try await unsaved(on: release, context)
        let path = "/desk/releases/\(release.id)"
        guard !objections.isEmpty, !unsaved.isEmpty else { return .seeOther(unsaved.first?.href ?? path) }
        let saved = ReleaseForm(release, under: office)
        let page = UnsavedPage(
            frame: try await frame("Not saved: \(release.revision.content.headline)", .releases, context),
            back: Link(href: path, label: release.revision.content.headline), reasons: objections.map(\.detail),
            texts: unsaved.map { unsaved in
                let when = time.words(unsaved.text.at, at: now)
                return UnsavedTyping(title: "Typed until \(when)", kept: unsaved.form.kept(beside: saved), discard: discard(unsaved, "what I typed until \(when)"))
            })
        return try answer(page)
    }

    private func elsewhere(_ unsaved: UnsavedForm, label: String, words: String) -> UnsavedPart {
        let when = time.words(unsaved.text.at, at: now)
        return UnsavedPart(
            words: "\(words) and did not save it, \(when).", resume: Link(href: unsaved.href, label: label), discard: discard(unsaved, "the text of \(when)"))
    }

    private func discard(_ unsaved: UnsavedForm, _ what: String) -> DiscardPart {
        DiscardPart(title: "Discard \(what)", action: "/desk/releases/\(unsaved.text.release)/unsaved/discard", copies: [unsaved.text.copy.description])
    }
}

extension [UnsavedForm] {
    /// The first of each release, or form, is found without naming its window.
    fileprivate var withNewest: [UnsavedForm] {
        var seen: Set<String> = []
        return map { UnsavedForm(text: $0.text, form: $0.form, isNewest: seen.insert($0.text.release).inserted) }
    }
}

extension UnsavedForm {
    /// Nil where none is typed yet.
    fileprivate var headline: String? { form["headline"].isEmpty ? nil : form["headline"] }

    /// The form that shows it again.
    fileprivate var href: String {
        let path = text.version == nil ? "/desk/releases/new?resume=\(text.release)" : "/desk/releases/\(text.release)/edit"
        return isNewest ? path : "\(path)\(text.version == nil ? "&" : "?")window=\(text.window)"
    }
}

extension ReleaseForm {
    /// As it is kept while it is not saved.
    var json: JSON {
        var members = Dictionary(uniqueKeysWithValues: Self.fields.map { ($0, JSON.string(self[$0])) })
        members["boilerplate"] = JSON(boilerplate)
        return .object(members)
    }

    init(_ json: JSON) { self.init(typed: { json[$0].string }, boilerplate: json["boilerplate"].array?.compactMap(\.string) ?? []) }
}
