import Distribution
import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Headers of an endpoint, at the desk")
struct DeskHeadersTests {
    @Test("they are typed once and never shown again; left empty they stay, others take their place, and a tick takes them away")
    func typed() async throws {
        try await OpenSite.use { site in
            let (endpoint, _) = try await site.store.addEndpoint(NewEndpoint(name: "Wire", url: "https://wire.example/hook"), by: Cast.ada.origin, at: site.clock.now)
            let path = "/desk/endpoints/\(endpoint.id)"
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            func names() async throws -> [String]? { try await site.store.endpoint(endpoint.id)?.headerNames }
            #expect(try await !ada.get(path).words.contains("drop_headers"))
            #expect(try await ada.submit(ada.get(path), to: path, ["headers": "Authorization: Bearer t0psecret\r\nX-Key: k\r\n"]).status == 303)
            #expect(try await names() == ["Authorization", "X-Key"])
            let page = try await ada.get(path)
            #expect(page.words.contains("It has: Authorization, X-Key.") && !page.text.contains("t0psecret"))
            #expect(try await ada.submit(page, to: path, ["name": "Renamed"]).status == 303)
            #expect(try await names() == ["Authorization", "X-Key"])
            let wrong = try await ada.submit(page, to: path, ["headers": "Host: elsewhere.example"])
            #expect(wrong.status == 422 && wrong.words.contains("The header Host is not for an endpoint to set."))
            let both = try await ada.submit(page, to: path, ["headers": "X-New: 1", "drop_headers": "on"])
            #expect(both.status == 422 && both.words.contains("Either type headers, or tick that all go."))
            #expect(try await ada.submit(page, to: path, ["headers": "X-New: 1"]).status == 303)
            #expect(try await names() == ["X-New"])
            #expect(try await ada.submit(ada.get(path), to: path, ["drop_headers": "on"]).status == 303)
            #expect(try await names() == [])
            let entry = try await site.store.journal(JournalFilter(action: "endpoint.change"), PageRequest(limit: 50)).items.last { $0.details["headers"] != .null }
            #expect(entry?.details["headers"] == ["Authorization", "X-Key"])
        }
    }
}
