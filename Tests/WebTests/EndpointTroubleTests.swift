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
            let ended = turn.claims.map { Ended($0, gone) }
            _ = try await site.store.turn(ended, turn.rota, boot: "first", look: false, claiming: 0, having: [], at: now)
            for (person, sees) in [(Cast.ada, true), (Cast.sam, false), (Cast.pub, false)] {
                let text = try await DeskBrowser.signedIn(person, at: site).get("/desk").text
                #expect(text.contains("Endpoints that do not answer") && text.contains("https://chat.example"), "\(person.login)")
                #expect(text.contains("T0P5ECRET") == sees, "\(person.login)")
            }
            #expect(try await !DeskBrowser.signedIn(Cast.ana, at: site).get("/desk").text.contains("chat.example"))
        }
    }

    @Test("endpoint by endpoint one sees how the last day went, in words as well as in a picture, and may send again what was missed")
    func health() async throws {
        try await OpenSite.use { site in
            let now = site.clock.now
            let (endpoint, _) = try await site.store.addEndpoint(NewEndpoint(name: "Wire", url: "https://wire.example/hook"), by: Cast.ada.origin, at: now)
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            let page = "/desk/deliveries/by-endpoint"
            #expect(try await ada.get(page).words.contains("Nothing was sent in the last 24 hours."))
            _ = try await site.store.approved(.sample)
            let turn = try await site.store.turn([], Rota(), boot: "first", look: true, claiming: 8, having: [], at: now)
            let refused = Attempt(at: now, statusCode: 503, durationMilliseconds: 7, error: "answered 503", responseExcerpt: nil)
            let ended = turn.claims.map { Ended($0, refused) }
            _ = try await site.store.turn(ended, turn.rota, boot: "first", look: false, claiming: 0, having: [], at: now)
            let shown = try await ada.get(page)
            #expect(shown.words.contains("In the last 24 hours 0 attempts succeeded and 1 failed."))
            #expect(shown.words.contains("<rect class=\"failed\" x=\"138\" y=\"19\" width=\"5\" height=\"16\"/>"), "the hour that ends now, at the right")
            #expect(try await ada.get("/desk/deliveries?endpoint=\(endpoint.id)").words.contains("0 attempts succeeded and 1 failed"))
            #expect(try await !ada.get("/desk/deliveries").words.contains("attempts succeeded"))
            #expect(try await ada.submit(shown, to: "/desk/endpoints/\(endpoint.id)/replay").status == 303)
            for person in [Cast.ana, Cast.sam, Cast.aud] {
                let theirs = try await DeskBrowser.signedIn(person, at: site).get(page)
                #expect(theirs.words.contains("Wire") && !theirs.text.contains("wire.example") && theirs.form(to: "/desk/endpoints/\(endpoint.id)/replay") == nil, "\(person.login)")
            }
        }
    }
}
