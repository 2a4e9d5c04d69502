import Hummingbird
import HummingbirdCore
import NIOCore
import Pages

extension Site {
    /// The server, a service: listens on `host` and `port` (0 picks one) until a graceful shutdown, then finishes what is in flight.
    /// `ready` is called once it listens, with the port that it has. Throws where the static files cannot be read.
    package func application(
        host: String, port: Int, ready listening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        let ready = ReadyPages(voidedBy: store.signals)
        let router = try router(ready)
        router.refuseOtherMethods()
        return Application(
            router: router,
            server: .answering(ready),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in await listening(channel.localAddress?.port ?? port) },
            logger: logger)
    }

    /// Every route of the house, each behind every middleware.
    func router(_ ready: ReadyPages) throws -> Router<WebContext> {
        let files = try StaticFiles(in: publicDirectory)
        let pages = try Pages()
        let newsrooms = office.languages.map { Newsroom(self, language: $0, pages: pages, assets: files.assets, ready: ready) }
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            ClientAddress(trustedProxies: trustedProxies)
            RequestLog()
            SecurityHeaders(isSecure: isSecure)
            ErrorAnswers(pages: ErrorPages(newsrooms: newsrooms), site: self)
            RequestLimits()
            CrossSiteRefusal(baseURL: office.baseURL)
        }
        files.add(to: router)
        NewsroomRoutes(newsrooms: newsrooms).add(to: router)
        HealthRoutes(site: self).add(to: router)
        let api = router.group("api/v1")
        for route in APIRoute.all { route.add(to: api, at: self) }
        let desk = DeskRoutes(site: self, pages: pages, assets: files.assets)
        let door = router.group("desk").add(middleware: DeskDoor(site: self, signIn: desk.signIn))
        desk.add(guests: door, people: door.group(context: DeskContext.self).add(middleware: desk.errors).add(middleware: FormCheck()))
        return router
    }
}
