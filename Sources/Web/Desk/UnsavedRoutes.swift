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
            try await desk.store.discardUnsaved(desk.copies(context), of: context.person.login, on: id)
            desk.presence.leave(context.person, id)
            return desk.back(to: try await visible(context) == nil ? "/desk/releases/new" : "/desk/releases/\(id)", said: .discarded)
        }
        router.get("releases/:id/typed") { _, context in try await desk.unsavedPage(of: desk.release(context), context) }
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
        let text = UnsavedText(
            release: release?.id ?? id, window: context.form.window, version: version ?? release.map { _ in 0 }, fields: ReleaseForm(context.form).json, at: now)
        let isKept = try await desk.store.keep(text, of: login, insteadOf: desk.carried(context)) { desk.hasEnded(context) }
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
    /// The hidden fields that say which kept texts a form goes on with.
    static let resumesField = "resumes"

    /// Whether script asks for that again and again, with nobody pressing anything.
    static func asksByItself(_ path: String) -> Bool { path.hasSuffix("/unsaved") || path.hasSuffix("/presence") }

    private func visible(_ context: DeskContext) async throws -> Release? {
        do { return try await desk.release(context) } catch is NotFound { return nil }
    }

    private static func form(_ context: DeskContext) -> String { "/desk/releases/\(context.parameters.get("id") ?? "")/edit" }
}

extension Desk {
    /// What is typed in that window is saved or discarded now: what of it is still under way is not kept.
    func end(_ context: DeskContext) { endedForms.take(ended(context)) }

    fileprivate func hasEnded(_ context: DeskContext) -> Bool { endedForms.has(ended(context)) }

    private func ended(_ context: DeskContext) -> String {
        let window = context.form.window
        return window.isEmpty ? "" : "\(context.person.login) \(window)"
    }

    /// "Ana Petrosyan has had this open for editing since 23:41.", of everybody else.
    func others(on release: String, _ context: DeskContext) -> [String] {
        presence.others(than: context.person, on: release, at: now).map { "\($0.name) has had this open for editing since \(time.time($0.since)) (\(time.city))." }
    }

    /// The kept texts with which the form that was sent goes on, its own so far among them: a form that shows it again goes on with them, too.
    func carried(_ context: DeskContext) -> [UnsavedText.Copy] { context.form.resumed + (context.form.window.isEmpty ? [] : [.init(window: context.form.window, until: now)]) }

    /// The kept texts that are saved or thrown away with the form that was sent: whatever of its own window, too.
    func copies(_ context: DeskContext) -> [UnsavedText.Copy] {
        context.form.resumed + (context.form.window.isEmpty ? [] : [.init(window: context.form.window, until: Instant(milliseconds: .max))])
    }
}

extension Form {
    /// A form is shown again for every mistake in it, and goes on with what it went on with before.
    private static let mostResumed = 20

    /// As script names it, empty where it did not.
    var window: String {
        let name = self[UnsavedRoutes.windowField] ?? ""
        return name.wholeMatch(of: /[0-9A-Za-z-]{1,64}/) == nil ? "" : name
    }

    fileprivate var resumed: [UnsavedText.Copy] { all(UnsavedRoutes.resumesField).suffix(Self.mostResumed).compactMap(UnsavedText.Copy.init) }
}
