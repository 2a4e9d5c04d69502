import Editorial
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// Signing in and out. A form whose session has ended goes through here: the sign-in keeps what was typed, and shows it again afterwards, not yet saved.
struct SignInRoutes: Sendable {
    let desk: Desk
    /// Shows the forms that people had before them; it saves nothing.
    let again: any HTTPResponder<DeskContext>

    func add(to router: some RouterMethods<WebContext>) {
        router.get("login") { request, context -> Response in
            let next = Self.local(request.uri.queryParameters.get("next"))
            if context.session != nil { return .seeOther(next ?? "/desk") }
            return try await desk.signInPage(request, SignInForm(next: next))
        }
        router.post("login") { request, context in try await signIn(request, context) }
    }

    func addSignOut(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.post("logout", on: { _ in "/desk" }) { _, context in
            try await desk.store.endSession(context.session.id, of: context.person.login, by: context.origin, at: desk.now)
            var response = Response.seeOther("/desk/login")
            response.add(cookie: BrowserCookie.session(desk.site).removing)
            return response
        }
    }

    private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await Form(request)
        try GuestToken.check(form, of: request, at: desk.site)
        let typed = SignInForm(form)
        let known = BrowserCookie.known(desk.site)
        let outcome = try await desk.store.signIn(
            login: typed.login, password: form["password"] ?? "", knownBrowser: known.value(in: request), address: context.address,
            userAgent: request.headers[.userAgent], at: desk.now)
        switch outcome {
        case .refused:
            return try await desk.signInPage(request, typed, status: .unauthorized, alert: "This login and password do not go together.")
        case .throttled(let seconds):
            let alert = "Too many attempts. Try again in \(seconds < 120 ? "\(seconds) seconds" : "\((seconds + 59) / 60) minutes")."
            var response = try await desk.signInPage(request, typed, status: .tooManyRequests, alert: alert)
            response.headers[.retryAfter] = "\(seconds)"
            return response
        case .signedIn(let token, let session):
            if let before = context.session { try await desk.store.endSession(before.id, of: before.person.login, by: before.origin(context), at: desk.now) }
            // Signed in they are, whatever there is to show.
            var response = (try? await answer(typed, as: session, request, context)) ?? .seeOther("/desk")
            response.add(cookie: BrowserCookie.session(desk.site).setting(token))
            response.add(cookie: known.setting(try await desk.store.browserMark(for: session.person.login), seconds: 365 * 86_400))
            return response
        }
    }

    /// Where they were going; with what was typed, where something was.
    private func answer(_ form: SignInForm, as session: Session, _ request: Request, _ context: WebContext) async throws -> Response {
        guard let next = form.next else { return .seeOther("/desk") }
        guard form.keeps else { return .seeOther(next) }
        var signedIn = context
        signedIn.session = session
        var deskContext = try DeskContext(context: signedIn)
        deskContext.form = Form(form.kept)
        let head = HTTPRequest(method: .post, scheme: request.head.scheme, authority: request.head.authority, path: next)
        return try await again.respond(to: Request(head: head, body: .init(buffer: ByteBuffer())), context: deskContext)
    }

    /// Only a path of the desk: nobody is sent elsewhere by a link to our sign-in.
    static func local(_ next: String?) -> String? {
        guard let next, next == "/desk" || next.hasPrefix("/desk/") || next.hasPrefix("/desk?"), !next.hasPrefix("/desk/log") else { return nil }
        return next.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0 != "\\" } ? next : nil
    }
}

/// What a sign-in carries besides the password.
struct SignInForm: Sendable {
    var login = ""
    /// Where to afterwards, a path of the desk.
    var next: String?
    /// Whether a form was sent, whose session had ended.
    var keeps = false
    /// What had been typed into it.
    var kept: [(name: String, value: String)] = []

    /// What was typed travels under names of its own, beside the sign-in's fields.
    static let prefix = "kept."
    /// Never kept, and never shown again.
    private static let secrets: Set = ["password", "new_password"]

    init(next: String?) { self.next = next }

    /// For a form that came without a session.
    init(keeping typed: Form, of request: Request) {
        next = SignInRoutes.local(request.target)
        keeps = true
        kept = typed.fields.filter { !Self.secrets.contains($0.name) }
    }

    init(_ form: Form) {
        login = form["login"] ?? ""
        next = SignInRoutes.local(form["next"])
        keeps = form["keeps"] != nil
        kept = form.fields.filter { $0.name.hasPrefix(Self.prefix) }.map { (String($0.name.dropFirst(Self.prefix.count)), $0.value) }
    }
}

extension Desk {
    /// The sign-in in place of an answer to a form that came without a session.
    func signIn(keeping typed: Form, _ request: Request) async throws -> Response {
        try await signInPage(request, SignInForm(keeping: typed, of: request), status: .unauthorized)
    }
}

extension Session {
    fileprivate func origin(_ context: WebContext) -> Origin { Origin(.person(person), via: .desk, address: context.address, ticket: id) }
}
