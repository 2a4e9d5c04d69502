import Hummingbird

/// Reads the form of every unsafe request at the desk, and finds out whether it carries its session's token. `DeskRouter` takes no other.
struct FormCheck: RouterMiddleware {
    func handle(_ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response) async throws -> Response {
        guard !request.method.isSafe else { return try await next(request, context) }
        var context = context
        context.form = try await Form(request)
        context.isOwnForm = context.form[Form.tokenField] == context.session.formToken
        return try await next(request, context)
    }
}
