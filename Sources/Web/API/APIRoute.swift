import Editorial
import HTTPTypes
import Hummingbird

/// One call of the API, as data: nothing under `/api/v1` is reached in any other way.
struct APIRoute: Sendable {
    let method: HTTPRequest.Method
    /// Under `/api/v1`.
    let path: String
    let audience: Audience
    /// The names that its query may hold.
    let query: Set<String>
    let answer: @Sendable (APICall) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, for audience: Audience, query: Set<String> = [],
        _ answer: @escaping @Sendable (APICall) async throws -> Response
    ) {
        (self.method, self.path, self.audience, self.query, self.answer) = (method, path, audience, query, answer)
    }

    static let all = releases + comments + transitions + boilerplates + endpoints + deliveries + office

    func add(to router: some RouterMethods<WebContext>, at site: Site) {
        router.on(RouterPath(path), method: method) { request, context in
            let call = try await APICall(request, context, at: site)
            do {
                guard audience.admits(call.person) else { throw Problem(.forbidden) }
                try call.checkQuery(knows: query)
                return try await answer(call)
            } catch let closed as Problem where closed.status == .forbidden {
                // What the store refuses it journals itself.
                let details: [String: JSON] = ["path": .string(String(request.uri.path.prefix(200))), "reason": .string(closed.detail)]
                let release = noun == "release" ? try await site.store.found(call.parameter("id"))?.id : nil
                try await site.store.note("\(noun).read.refused", details: details, release: release, by: call.origin, at: call.now)
                throw closed
            }
        }
    }

    /// What it is about, in the journal's words: `user` for `users`.
    private var noun: Substring {
        let first = path.prefix { $0 != "/" }
        return first.hasSuffix("s") ? first.dropLast() : first
    }
}
