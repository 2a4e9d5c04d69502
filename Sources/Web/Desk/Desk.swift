import Editorial
import Hummingbird
import Pages
import Storage

/// What every part of the desk is handed.
struct Desk: Sendable {
    let site: Site
    let pages: Pages
    let assets: Assets
    let usedForms = UsedForms()
    /// The windows whose text was saved or discarded.
    let endedForms = UsedForms()
    let presence = Presence()
    let refusedCalls = RefusedCalls()

    var store: Store { site.store }
    var office: Office { site.office }
    var time: OfficeTime { OfficeTime(office.timeZone) }
    var now: Instant { site.now() }

    /// The release that the path names. Throws `NotFound` where there is none that the person may know of, `DamagedRelease`.
    func release(_ context: DeskContext) async throws -> Release { try await site.release(context.parameters.require("id"), for: context.person) }

    /// The journal keeps who had a text before them that is not public.
    func noteOpening(of text: OpenedText, _ context: DeskContext) async throws { try await store.noteOpening(of: [text], by: context.origin, at: now) }

    /// The office's boilerplates of one language, by name.
    func standing(in language: String) async throws -> (String) -> Boilerplate? {
        let texts = try await store.boilerplates()
        return { name in texts.find(name, language: language) }
    }

    /// Throws a 403 where that part of the desk is not theirs to see; `changing` where nothing in it is theirs to change. Every page of such a part asks,
    /// also where it is the answer to a form.
    func check(_ area: DeskArea, for context: DeskContext, changing: Bool = false) throws {
        let allowed = shows(area, to: context.person) && (!changing || DeskVisibility.offersChanges(in: area, to: context.person))
        guard allowed else { throw Problem(.forbidden) }
    }

    /// An id for what a form is going to make, so that a form posted twice makes it once.
    func freshID() -> String {
        var generator = SystemRandomNumberGenerator()
        return uuidv7(at: now, random: (generator.next(), generator.next()))
    }

    /// To a page of the desk after a form was taken, with a word about it; `part` is the id of the place on it.
    func back(to path: String, said: Said? = nil, at part: String? = nil) -> Response {
        .seeOther(path + (said.map { "?said=\($0.code)" } ?? "") + (part.map { "#\($0)" } ?? ""))
    }

    func back(to release: Release, said: Said) -> Response { back(to: "/desk/releases/\(release.id)", said: said) }
}

/// The desk's routes of people who are signed in. A form is registered with what shows it again: that alone, which saves nothing, is what follows a sign-in
/// in the middle of it.
struct DeskRouter<Methods: RouterMethods<DeskContext>> {
    typealias Handler = @Sendable (Request, DeskContext) async throws -> Response

    let desk: Desk
    let live: Methods
    let again: RouterGroup<DeskContext>

    func get(_ path: RouterPath, _ handler: @escaping Handler) { live.get(path, use: handler) }

    /// A form that another session showed, in an older tab, is refused; where it `keepsText`, with what was typed into it, to be sent from there. What was typed is
    /// given back as well where there is no form for it any more.
    func post(_ path: RouterPath, keepsText: Bool = false, again show: @escaping Handler, take: @escaping Handler) {
        live.post(path) { request, context in
            do {
                if context.isOwnForm { return try await take(request, context) }
                guard keepsText, !context.form.fields.isEmpty else { throw Problem.foreignForm }
                try await desk.note(.foreignForm, of: request, context)
                var response = try await show(request, context)
                response.status = .forbidden
                return response
            } catch where keepsText {
                throw NotTaken(reason: error, typed: context.form)
            }
        }
        again.post(path, use: show)
    }

    /// A button without fields: after a sign-in its page is shown, to be pressed there.
    func post(_ path: RouterPath, on page: @escaping @Sendable (DeskContext) -> String, take: @escaping Handler) {
        post(path, again: { _, context in
            let parts = page(context).split(separator: "#", maxSplits: 1).map(String.init)
            return .seeOther("\(parts[0])?said=\(Said.notPressed.code)" + (parts.count > 1 ? "#\(parts[1])" : ""))
        }, take: take)
    }
}

/// What was typed into a form, and why not even its page can be shown.
struct NotTaken: Error {
    let reason: any Error
    let typed: Form
}

extension Refusal {
    /// The release is not what it was when its page was shown.
    static let movedOn = Refusal([Objection(.stale, "This release has changed since you saw it. What you typed is kept; look again before you press.")])

    /// 403 where the roles are among the reasons, else 409.
    var status: HTTPResponse.Status { objections.contains { $0.code == .role } ? .forbidden : .conflict }

    /// Whether the button is still there, and only what was to be typed beside it is missing.
    var lacksOnlyWords: Bool { objections.allSatisfy { [.comment, .publicNote].contains($0.code) } }
}

extension Form {
    /// What was typed into that field; browsers send lines with CRLF.
    func text(_ name: String) -> String { (self[name] ?? "").replacing("\r\n", with: "\n") }

    /// The same, nil where nothing was typed.
    func filled(_ name: String) -> String? {
        let text = text(name)
        return text.trimmed.isEmpty ? nil : text
    }

    func number(_ name: String) -> Int? { self[name].flatMap(Int.init) }
}
