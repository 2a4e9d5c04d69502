import Distribution
import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Endpoints in trouble, at the desk")
struct EndpointTroubleTests {
    @Test("those who answer for deliveries are told, and only who looks after endpoints sees the whole address, with its secrets")
    func told() async throws {
        try await OpenSite.use { site in
            let now = site.clock.now
            let new = NewEndpoint(name: "Chat", url: "https://chat.example/hooks/T0P5ECRET")
            _ = try await site.store.addEndpoint(new, by: Cast.ada.origin, at: now)
            _ = try await site.store.approved(.sample)
            let turn = try await site.store.turn([], Rota(), boot: "first", look: true, claiming: 8, having: [], at: now)
            let gone = Attempt(at: now, statusCode: 410, durationMilliseconds: 7, error: "answered 410", responseExcerpt: nil)
            let ended = turn.claims.map { Ended(delivery: $0.delivery, endpoint: $0.endpoint, attempt: gone) }
            _ = try await site.store.turn(ended, turn.rota, boot: "first", look: false, claiming: 0, having: [], at: now)
            for (person, sees) in [(Cast.ada, true), (Cast.sam, false), (Cast.pub, false)] {
                let text = try await DeskBrowser.signedIn(person, at: site).get("/desk").text
                #expect(text.contains("Endpoints that do not answer") && text.contains("https://chat.example"), "\(person.login)")
                #expect(text.contains("T0P5ECRET") == sees, "\(person.login)")
            }
            #expect(try await !DeskBrowser.signedIn(Cast.ana, at: site).get("/desk").text.contains("chat.example"))
        }
    }
}
