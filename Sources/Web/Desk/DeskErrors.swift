import Hummingbird
import Pages

/// Turns what was thrown at the desk into a page of the desk. What is our own fault goes on to be logged and answered as everywhere.
struct DeskErrors: RouterMiddleware {
    let desk: Desk

    func handle(_ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problem(error)
            guard problem.status.kind != .serverError, var response = try? await desk.errorPage(problem, context) else { throw error }
            response.headers.append(contentsOf: problem.headers)
            return response
        }
    }
}

extension Desk {
    fileprivate func errorPage(_ problem: Problem, _ context: DeskContext) async throws -> Response {
        let page = DeskErrorPage(
            frame: try await frame(problem.status.reasonPhrase, .waiting, context), sentence: problem.detail,
            reasons: problem.objections.map(\.detail) + problem.errors.map(\.detail))
        return try answer(page, status: problem.status)
    }
}
