import Hummingbird
import Storage

/// Finds out whose browser it is. A page for people who are signed in sends anybody else to the sign-in; a form of theirs is kept for after it.
struct DeskDoor: RouterMiddleware {
    let site: Site
    /// Shows the sign-in with what was typed, not saved.
    let signIn: @Sendable (_ typed: Form, Request, WebContext) async throws -> Response

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        var context = context
        if let token = BrowserCookie.session(site).value(in: request) { context.session = try await site.store.session(token: token, at: site.now()) }
        do {
            return try await next(request, context)
        } catch is SignInNeeded {
            guard request.method.isSafe else { return try await signIn(Form(request).without(Form.tokenField), request, context) }
            return .seeOther("/desk/login?next=\(request.target.percentEncoded)")
        }
    }
}

/// The request needs a session and has none.
struct SignInNeeded: Error {}

extension String {
    /// Everything but RFC 3986's unreserved characters escaped.
    var percentEncoded: String {
        utf8.map { byte in
            let isUnreserved = byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber || "-._~".utf8.contains(byte))
            return isUnreserved ? String(Unicode.Scalar(byte)) : (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
