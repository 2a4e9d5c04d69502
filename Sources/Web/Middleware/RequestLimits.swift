import HTTPTypes
import Hummingbird

/// Refuses what is too large, or of a method that HTTP does not know, before anything reads it.
struct RequestLimits: RouterMiddleware {
    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        guard request.headSize <= Limits.head else { throw Problem(.requestHeaderFieldsTooLarge) }
        guard HTTPRequest.Method.known.contains(request.method) else { throw Problem(.notImplemented) }
        if let length = request.headers[.contentLength].flatMap(Int.init), length > Limits.body { throw Problem(.contentTooLarge) }
        return try await next(request, context)
    }
}

extension Request {
    /// Bytes of the request line and the headers, about as they came.
    var headSize: Int { headers.reduce(target.utf8.count + 16) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 } }
}
