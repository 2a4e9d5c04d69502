import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Whether it is out, at the desk")
struct SightingPageTests {
    @Test("what the public does not see in time is said on its page, and on the desk of those who answer for it")
    func unseen() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.approved(.sample)
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let page = "/desk/releases/\(release.id)"
            #expect(try await !sam.get(page).text.contains("The public does not see this"))
            site.clock.move(hours: 1)
            for look in try await site.store.looks(at: site.clock.now, limit: 10) { try await site.store.note([(look, "answered 502")], at: site.clock.now) }
            let text = try await sam.get(page).text
            #expect(text.contains("The public does not see this on its page: answered 502."))
            #expect(text.contains("The public does not see this in the feed"))
            #expect(try await sam.get("/desk").text.contains("Not seen in public"))
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            #expect(try await !ana.get("/desk").text.contains("Not seen in public"))
            #expect(try await ana.get(page).text.contains("The public does not see this"))
        }
    }

    @Test("what is seen is said with how long it took")
    func seen() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.approved(.sample)
            let looks = try await site.store.looks(at: site.clock.now.later(seconds: 1), limit: 10)
            for look in looks {
                try await site.store.note([(look, nil)], at: look.channel == .page ? site.clock.now : site.clock.now.later(seconds: 240))
            }
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            #expect(try await sam.get("/desk/releases/\(release.id)").text.contains("Seen on its page at once. Seen in the feed after 4 minutes."))
            #expect(try await !sam.get("/desk").text.contains("Not seen in public"))
        }
    }
}
