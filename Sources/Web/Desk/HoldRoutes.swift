import Editorial
import Hummingbird
import Storage

/// A hold: what it holds back comes first, then the button that ends it.
struct HoldRoutes: Sendable {
    let desk: Desk

    func add(to router: DeskRouter<some RouterMethods<DeskContext>>) {
        router.get("hold") { request, context in
            try await desk.holdPage(context, said: request.said)
        }
        router.post("hold/resume", on: { _ in "/desk/hold" }) { _, context in
            try await desk.store.resume(by: context.origin, at: desk.now)
            return desk.back(to: "/desk/hold", said: .resumed)
        }
    }
}
