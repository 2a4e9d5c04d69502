import Editorial
import Hummingbird
import Logging

/// The commands' way to a running server: `POST /NAME` with JSON in and out, over a Unix socket that only its owner may open.
package struct AdminRouter: Sendable {
    package typealias Handler = @Sendable (JSON) async throws -> JSON

    private let handlers: [String: Handler]

    /// `handlers` by the name of their command.
    package init(handlers: [String: Handler]) { self.handlers = handlers }

    /// The server, a service. `path` is that of the socket, at most 107 bytes; its folder must be its owner's alone. `ready` is called once it listens.
    package func application(
        socket path: String, logger: Logger, ready: @escaping @Sendable () async -> Void = {}
    ) -> some ApplicationProtocol {
        Application(
            router: router(), configuration: ApplicationConfiguration(address: .unixDomainSocket(path: path)),
            onServerRunning: { _ in
                chmodToOwner(path)
                await ready()
            },
            logger: logger)
    }

    private func router() -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.get("/") { _, _ in Response(status: .noContent) }
        for (name, handler) in handlers {
            router.post(RouterPath(name)) { request, context in
                do {
                    return Response.json(try await handler(request.json()))
                } catch {
                    return Problem(error).json(request: context.requestID)
                }
            }
        }
        return router
    }
}
