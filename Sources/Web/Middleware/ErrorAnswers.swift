import Editorial
import HTTPTypes
import Hummingbird
import Storage

/// Turns what was thrown into an answer: a problem object for programs, a page for people. What is unknown is logged under the request's id, and the
/// answer names only that.
struct ErrorAnswers: RouterMiddleware {
    let pages: ErrorPages
    let site: Site

    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problem(error)
            if problem.status.kind == .serverError { context.logger.error("request failed", metadata: ["error": "\(error)"]) }
            // People who are signed in have been named by now; a form from nowhere has only its address.
            if (error as? Problem)?.isForeign == true {
                let details: [String: JSON] = ["path": .string(String(request.uri.path.prefix(200))), "reason": .string(problem.detail)]
                try? await site.store.noteStranger("form.send.refused", details: details, address: context.address, at: site.now())
            }
            let response = request.wantsProblemObject ? problem.json(request: context.requestID) : pages.answer(problem, to: request, id: context.requestID)
            // The rest of a body that is too large is not waited for.
            return problem.status == .contentTooLarge ? response.closing : response
        }
    }
}

extension Request {
    fileprivate var wantsProblemObject: Bool { uri.path == "/api" || uri.path.hasPrefix("/api/") }
}

extension Response {
    fileprivate var closing: Response { Response(status: status, headers: headers.with(.connection, "close"), body: body) }
}
