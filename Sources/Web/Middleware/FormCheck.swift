import Hummingbird

/// Reads the form of every unsafe request at the desk and refuses one that does not carry its session's token.
struct FormCheck: RouterMiddleware {
    func handle(_ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response) async throws -> Response {
        guard !request.method.isSafe else { return try await next(request, context) }
        var context = context
        context.form = try await Form(request)
        guard context.form[Form.tokenField] == context.session.formToken else { throw Problem.foreignForm }
        return try await next(request, context)
    }
}
