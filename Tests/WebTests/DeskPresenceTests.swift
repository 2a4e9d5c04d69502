import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Who else is writing, at the desk")
struct DeskPresenceTests {
    /// The names of those whom a page of that release would tell of.
    private static func others(_ browser: DeskBrowser, on path: String) async throws -> [String] {
        let answer = try await browser.get(path + "/presence")
        #expect(answer.status == 200)
        return (answer.json["others"].array ?? []).compactMap { $0.string?.split(separator: " ").first.map(String.init) }
    }

    @Test("what is typed and kept is a sign of life, and whoever throws it away has left")
    func signs() async throws {
        try await OpenSite.use(cast: [Cast.ana, Cast.dan]) { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let (ana, dan) = (try await DeskBrowser.signedIn(Cast.ana, at: site), try await DeskBrowser.signedIn(Cast.dan, at: site))
            let token = ("form_token", try await ana.token())
            #expect(try await Self.others(dan, on: path) == [])
            #expect(try await ana.post(path + "/unsaved", [token, ("version", "1"), ("headline", "Typed")]).status == 200)
            #expect(try await Self.others(dan, on: path) == ["Ana"])
            #expect(try await Self.others(ana, on: path) == [])
            #expect(try await ana.post(path + "/unsaved/discard", [token]).status == 303)
            #expect(try await Self.others(dan, on: path) == [])
            #expect(try await ana.post(path + "/presence", [token]).status == 200)
            #expect(try await Self.others(dan, on: path) == ["Ana"])
            site.clock.move(hours: 1)
            #expect(try await Self.others(dan, on: path) == [])
        }
    }

    @Test("who may not write is never among them, and who may not know of the release neither is nor asks")
    func strangers() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            for reader in [Cast.aud, Cast.pub] {
                let browser = try await DeskBrowser.signedIn(reader, at: site)
                #expect(try await browser.post(path + "/presence", [("form_token", browser.token())]).status == 403)
            }
            #expect(try await Self.others(ana, on: path) == [])
            try await site.store.perform(.confine(to: []), on: draft.id, by: Cast.ana.origin, at: .noon)
            let dan = try await DeskBrowser.signedIn(Cast.dan, at: site)
            #expect(try await dan.post(path + "/presence", [("form_token", dan.token())]).status == 404)
            #expect(try await dan.get(path + "/presence").status == 404)
            #expect(try await Self.others(ana, on: path) == [])
        }
    }
}
