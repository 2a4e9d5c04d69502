import HTTPTypes
import Hummingbird

/// The newsroom's pages, in every language of the office.
struct NewsroomRoutes {
    let newsrooms: [Newsroom]

    func add(to router: some RouterMethods<WebContext>) {
        for newsroom in newsrooms {
            let routes = router.group(RouterPath(newsroom.prefix))
            routes.get { request, _ in try await newsroom.home(request) }
            routes.get("feed.atom") { request, _ in try await newsroom.feed(request) }
            routes.get("sections/:section") { request, context in try await newsroom.section(request, context.parameters.require("section")) }
            routes.get("sections/:section/feed.atom") { request, context in
                try await newsroom.feed(request, section: context.parameters.require("section"))
            }
            routes.get("releases/:slug") { request, context in try await newsroom.release(request, context.parameters.require("slug")) }
            routes.get("releases/:slug/versions/:number") { request, context in
                try await newsroom.version(request, context.parameters.require("slug"), context.parameters.require("number"))
            }
        }
    }
}
