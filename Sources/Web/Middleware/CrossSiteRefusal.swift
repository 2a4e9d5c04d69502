import HTTPTypes
import Hummingbird

/// Refuses what another site makes a browser send. A program's call of the API carries its own token, which no browser adds by itself; elsewhere the header
/// may be one that a proxy in front made the browser remember.
struct CrossSiteRefusal: RouterMiddleware {
    let baseURL: String

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        guard request.method.isSafe || isCall(request) || isOwn(request) else { throw Problem.foreignSite }
        return try await next(request, context)
    }

    private func isCall(_ request: Request) -> Bool { request.uri.path.hasPrefix("/api/") && request.headers.contains(.authorization) }

    /// `same-site` is foreign too: a neighbour's subdomain is not ours.
    private func isOwn(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite] { return ["same-origin", "none"].contains(site) }
        guard let origin = request.headers[.origin] else { return true }
        return origin == baseURL || origin.split(separator: "//", maxSplits: 1).last.map(String.init) == request.head.authority
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
