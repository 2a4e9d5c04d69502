import Fixtures
import HTTPTypes
import Hummingbird
import Logging
import Storage
import Testing
@testable import Web

@Suite("The desk's door")
struct DeskDoorTests {
    /// What somebody without a session may open.
    private static let open: Set<String> = ["/desk/login", "/desk/set-up/{token}"]

    @Test("without a session no page of the desk opens and no form of it changes anything")
    func closed() async throws {
        try await OpenSite.use(cast: []) { site in
            let routes = try site.routes().filter { $0.path.hasPrefix("/desk") && !Self.open.contains($0.path) }
            #expect(routes.count > 20)
            for route in routes {
                let path = route.path.replacing(/\{[a-z]+\}/, with: "0")
                let form = [("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", "__Host-session=made-up")]
                let answer = try await site.send(route.method, path, form, body: route.method == "POST" ? "form_token=x&headline=Typed" : "")
                if route.method == "POST" {
                    #expect([401, 403, 303].contains(answer.status) || answer.text.contains("password"), "POST \(path): \(answer.status)")
                } else {
                    #expect(answer.status == 303, "\(route.method) \(path)")
                    #expect(answer.header("Location")?.hasPrefix("/desk/login?next=") == true)
                }
            }
            #expect(try await site.store.journal(JournalFilter(), PageRequest()).items.filter { $0.actor != "cli:root" }.isEmpty)
        }
    }
}

extension OpenSite {
    /// The router's own table.
    func routes() throws -> [(method: String, path: String)] {
        let site = Site(store: store, publicDirectory: publicDirectory, now: { .noon }, logger: Logger(label: "test"), version: "test")
        return try site.router(ReadyPages(voidedBy: store.signals)).routes.map { ($0.method.rawValue, $0.path.description) }
    }
}
