import Editorial
import Hummingbird
import Pages
import Storage

/// What script asks for while somebody writes: that what is typed is kept, and who else has the release open. Without script, saving and loading do.
struct UnsavedRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.post("releases/:id/unsaved", on: Self.form) { _, context in try await keep(context) }
        router.post("releases/:id/unsaved/discard", on: Self.form) { _, context in
            let id = try context.parameters.require("id")
            desk.end(context)
            try await desk.store.discardUnsaved(of: context.person.login, on: id)
            desk.presence.leave(context.person, id)
            return desk.back(to: try await visible(context) == nil ? "/desk/releases/new" : "/desk/releases/\(id)", said: .discarded)
        }
        router.post("releases/:id/presence", on: Self.form) { _, context in
            try desk.check(.writing, for: context)
            let release = try await desk.release(context)
            desk.presence.note(context.person, on: release.id, at: desk.now)
            return .json(["others": JSON(desk.others(on: release.id, context))])
        }
        router.get("releases/:id/presence") { _, context in .json(["others": JSON(desk.others(on: try await desk.release(context).id, context))]) }
    }

    private func keep(_ context: DeskContext) async throws -> Response {
        try desk.check(.writing, for: context)
        let (now, login) = (desk.now, context.person.login)
        let id = try context.parameters.require("id")
        let version = context.form.number("version")
        let release = try await version == nil ? made(from: id, context) : desk.release(context)
        let text = UnsavedText(release: release?.id ?? id, version: version ?? release.map { _ in 0 }, fields: ReleaseForm(context.form).json, at: now)
        let isKept = try await desk.store.keep(text, of: login) { desk.hasEnded(context) }
        if let release, isKept { desk.presence.note(context.person, on: release.id, at: now) }
        let kept = "\(desk.time.clock(now)) (\(desk.time.city))"
        return .json(["kept": isKept ? .string(kept) : .null, "others": JSON(release.map { desk.others(on: $0.id, context) } ?? [])])
    }

    /// What a new release's form has made in another window, nil while it has not. The form of a release says which version it shows: to whom that is closed now, it is
    /// never one that is yet to be made. Throws `NotFound`, `Conflict` where the form is none of ours.
    private func made(from form: String, _ context: DeskContext) async throws -> Release? {
        let id = try Release.id(madeFrom: form, by: context.person.login)
        return try await desk.store.release(id) == nil ? nil : desk.site.release(id, for: context.person)
    }

    /// The hidden field by which script names the window that a text is written in.
    static let windowField = "window"

    /// Whether script asks for that again and again, with nobody pressing anything.
    static func asksByItself(_ path: String) -> Bool { path.hasSuffix("/unsaved") || path.hasSuffix("/presence") }

    private func visible(_ context: DeskContext) async throws -> Release? {
        do { return try await desk.release(context) } catch is NotFound { return nil }
    }

    private static func form(_ context: DeskContext) -> String { "/desk/releases/\(context.parameters.get("id") ?? "")/edit" }
}

extension Desk {
    /// What is typed in that window is saved or discarded now: what of it is still under way is not kept.
    func end(_ context: DeskContext) { endedForms.take(window(context)) }

    fileprivate func hasEnded(_ context: DeskContext) -> Bool { endedForms.has(window(context)) }

    private func window(_ context: DeskContext) -> String { context.form[UnsavedRoutes.windowField].map { "\(context.person.login) \($0)" } ?? "" }

    /// "Ana Petrosyan has had this open for editing since 23:41.", of everybody else.
    func others(on release: String, _ context: DeskContext) -> [String] {
        presence.others(than: context.person, on: release, at: now).map { "\($0.name) has had this open for editing since \(time.time($0.since)) (\(time.city))." }
    }

    /// What that person typed into a release's form and did not save, nil where it is what is saved.
    func unsaved(on release: Release, _ context: DeskContext) async throws -> (text: UnsavedText, form: ReleaseForm)? {
        guard let text = try await store.unsaved(of: context.person.login, on: release.id, at: now) else { return nil }
        let form = ReleaseForm(text.fields)
        return form == ReleaseForm(release, under: office) ? nil : (text, form)
    }

    /// What that person typed into releases that are there, and into one that is not, each with the way back to it.
    func unsavedRows(_ context: DeskContext) async throws -> [ReleaseRow] {
        let login = context.person.login
        func row(_ form: ReleaseForm, _ text: UnsavedText, href: String) -> ReleaseRow {
            let headline = form["headline"].isEmpty ? "Without a headline" : form["headline"]
            return ReleaseRow(href: href, headline: headline, state: "Not saved", tone: .waiting, when: "Typed until \(time.words(text.at, at: now))")
        }
        var rows: [ReleaseRow] = []
        for text in try await store.unsaved(of: login, at: now) {
            guard case .whole(let release) = try await store.found(text.release, reader: context.person), let (text, form) = try await unsaved(on: release, context),
                release.objections(toEditingBy: .person(context.person), under: office).isEmpty
            else { continue }
            rows.append(row(form, text, href: "/desk/releases/\(release.id)/edit"))
        }
        guard shows(.writing, to: context.person), let text = try await store.unsavedNew(of: login, at: now) else { return rows }
        return rows + [row(ReleaseForm(text.fields), text, href: "/desk/releases/new?resume=\(text.release)")]
    }

    /// Said on a release's page to whoever typed something into it and did not save it.
    func unsavedBanner(on release: Release, _ context: DeskContext) async throws -> Banner? {
        guard let (text, _) = try await unsaved(on: release, context) else { return nil }
        return Banner(
            lead: "Not saved.", words: "You have unsaved text in this release, typed until \(time.words(text.at, at: now)).",
            link: Link(href: "/desk/releases/\(release.id)/edit", label: "Go on with it"))
    }

    /// The form of a release that has unsaved text: that text, and where somebody saved meanwhile, theirs beside it.
    func formPage(of release: Release, resuming text: UnsavedText, _ form: ReleaseForm, _ context: DeskContext) async throws -> Response {
        let hasMoved = text.version != release.version
        let words = "This is what you typed until \(time.words(text.at, at: now)) and did not save." + (hasMoved ? " \(whoSaved(release, context)) this release meanwhile: that text is below." : "")
        let part = UnsavedPart(words: words, discardAction: "/desk/releases/\(release.id)/unsaved/discard")
        return try await formPage(
            .edit(release, version: release.version), form, context, saved: hasMoved ? release : nil, unsaved: part)
    }

    /// The form of a release that is yet to be made. Where the person has begun one and not saved it, they are told of it, or have it before them (`id`).
    func newFormPage(resuming id: String?, _ context: DeskContext) async throws -> Response {
        guard let text = try await store.unsavedNew(of: context.person.login, at: now) else { return try await formPage(.new(id: freshID()), ReleaseForm(newUnder: office), context) }
        let form = ReleaseForm(text.fields)
        let discard = "/desk/releases/\(text.release)/unsaved/discard"
        let headline = form["headline"].isEmpty ? "without a headline" : "“\(form["headline"])”"
        guard text.release == id else {
            let part = UnsavedPart(
                words: "You began a release \(headline) and did not save it, \(time.words(text.at, at: now)).",
                resume: Link(href: "/desk/releases/new?resume=\(text.release)", label: "Go on writing it"), discardAction: discard)
            return try await formPage(.new(id: freshID()), ReleaseForm(newUnder: office), context, unsaved: part)
        }
        let part = UnsavedPart(words: "This is what you typed until \(time.words(text.at, at: now)) and did not save.", discardAction: discard)
        return try await formPage(.new(id: text.release), form, context, unsaved: part)
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
