import Hummingbird

/// One line a request: who asked for what, and what came of it. Neither query nor headers nor body, which may hold secrets.
struct RequestLog: RouterMiddleware {
    func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        // A link that lets somebody in is a secret: of such a path the log has only the route.
        let route = context.endpointPath ?? ""
        let path = route.contains("token") ? route : request.uri.path
        context.logger.info(
            "request",
            metadata: [
                "method": .string(request.method.rawValue), "path": .string(path), "status": .stringConvertible(response.status.code),
                "address": .string(context.address ?? "local"), "ms": .stringConvertible((ContinuousClock.now - start) / .milliseconds(1)),
            ])
        return response
    }
}
