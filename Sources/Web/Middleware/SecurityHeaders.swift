import HTTPTypes
import Hummingbird

/// What every answer says to browsers.
struct SecurityHeaders: RouterMiddleware {
    private let always: HTTPFields

    init(isSecure: Bool) { always = Self.fields(isSecure: isSecure) }

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        var response = try await next(request, context)
        for field in always { response.headers[field.name] = field.value }
        // What is said to one person stays with that person.
        if request.isPrivate, !response.headers.contains(.cacheControl) { response.headers[.cacheControl] = "no-store" }
        return response
    }

    static func fields(isSecure: Bool) -> HTTPFields {
        var fields: HTTPFields = [
            .contentSecurityPolicy: [
                "default-src 'none'", "style-src 'self'", "img-src 'self'", "script-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
                "frame-ancestors 'none'", "object-src 'none'",
            ].joined(separator: "; "),
            .xContentTypeOptions: "nosniff",
            .referrerPolicy: "strict-origin-when-cross-origin",
        ]
        if isSecure { fields[.strictTransportSecurity] = "max-age=31536000" }
        return fields
    }
}

extension Request {
    /// Whether the answer is meant for one person alone.
    var isPrivate: Bool { ["/desk", "/api"].contains { uri.path == $0 || uri.path.hasPrefix($0 + "/") } }
}

extension HTTPField.Name {
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
}
