import Distribution
import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Who has which text, at the desk and by the API")
struct HoldingPageTests {
    @Test("a release's page says how many have the text, names the others and what they last answered")
    func page() async throws {
        try await OpenSite.use { site in
            let now = site.clock.now
            for name in ["wire", "radio"] {
                let new = NewEndpoint(name: name, url: "http://127.0.0.1:9/\(name)", allowPrivate: true)
                _ = try await site.store.addEndpoint(new, by: Cast.ada.origin, at: now)
            }
            let release = try await site.store.approved(.sample)
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let page = "/desk/releases/\(release.id)"
            #expect(try await sam.get(page).text.contains("0 of 2 endpoints have the text."))
            let turn = try await site.store.turn([], Rota(), boot: "first", look: true, claiming: 8, having: [], at: now)
            let ended = turn.claims.map { claim in
                let fails = claim.url.hasSuffix("radio")
                let attempt = Attempt(at: now, statusCode: fails ? 503 : 204, durationMilliseconds: 7, error: fails ? "answered 503" : nil, responseExcerpt: nil)
                return Ended(claim, attempt)
            }
            _ = try await site.store.turn(ended, turn.rota, boot: "first", look: false, claiming: 0, having: [], at: now)
            let text = try await sam.get(page).text
            #expect(text.contains("1 of 2 endpoints has the text."))
            #expect(text.contains("<strong>radio</strong> has not said that it has any text; it answered 503 at the last attempt"))
            #expect(!text.contains("<strong>wire</strong> has"))

            let path = "releases/\(release.id)/holdings"
            let all = try await site.api("GET", path, as: Cast.sam).json
            #expect(all["latest"]["have"] == 1 && all["latest"]["of"] == 2 && all["latest"]["event_type"] == "release.published")
            #expect(all["items"].array?.count == 2)
            let missing = try await site.api("GET", path + "?missing=true", as: Cast.sam).json["items"].array ?? []
            #expect(missing.map { $0["endpoint"].string } == ["radio"])
            #expect(missing.first?["held"] == .some(.null) && missing.first?["last_attempt"]["status_code"] == 503 && missing.first?["current"] == false)
            let first = try await site.api("GET", path + "?limit=1", as: Cast.sam).json
            let second = try await site.api("GET", path + "?limit=1&after=\(first["next"].string ?? "")", as: Cast.sam).json
            #expect(Set([first, second].compactMap { $0["items"].array?.first?["endpoint"].string }) == ["radio", "wire"])
            #expect(try await site.api("GET", path + "?missing=perhaps", as: Cast.sam).status == 422)
            #expect(try await site.api("GET", "releases/none/holdings", as: Cast.sam).status == 404)
        }
    }
}
