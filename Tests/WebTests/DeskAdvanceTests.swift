import Distribution
import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Advance copies, at the desk")
struct DeskAdvanceTests {
    @Test("the release's page says who has the copy; a newer one is cancelled only by whoever insists, and one that does not stand is sent again by nobody")
    func page() async throws {
        try await OpenSite.use { site in
            let now = site.clock.now
            let new = NewEndpoint(name: "wire", url: "http://127.0.0.1:9/wire", isTrusted: true, allowPrivate: true)
            _ = try await site.store.addEndpoint(new, by: Cast.ada.origin, at: now)
            var draft = NewRelease.sample
            draft.releaseAt = now.later(hours: 5)
            var release = try await site.store.approved(draft, at: now)
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let page = "/desk/releases/\(release.id)"
            #expect(try await sam.get(page).text.contains("0 of 1 endpoint have the text, under embargo."))
            let turn = try await site.store.turn([], Rota(), boot: "first", look: true, claiming: 8, having: [], at: now)
            let ended = turn.claims.map { Ended($0, Attempt(at: now, statusCode: 204, durationMilliseconds: 7, error: nil, responseExcerpt: nil)) }
            _ = try await site.store.turn(ended, turn.rota, boot: "first", look: false, claiming: 0, having: [], at: now)
            #expect(try await sam.get(page).text.contains("1 of 1 endpoint has the text, under embargo."))

            release = try await site.store.perform(
                .setReleaseTime(now.later(hours: 6), zone: nil, comment: "Later."), on: release.id, by: Cast.sam.origin, at: now)
            let deliveries = try await site.store.deliveries(DeliveryFilter(release: release.id), PageRequest()).items
            let (newer, older) = (try #require(deliveries.first), try #require(deliveries.last))
            let waiting = "/desk/deliveries/\(newer.id)"
            let kept = try await sam.submit(sam.get(waiting), to: waiting + "/cancel")
            #expect(kept.status == 409 && kept.text.contains("name=\"force\""))
            #expect(try await sam.submit(kept, to: waiting + "/cancel", ["force": "on"]).status == 303)
            #expect(try await site.store.delivery(newer.id)?.status == .cancelled)
            let past = "/desk/deliveries/\(older.id)"
            let refused = try await sam.submit(sam.get(past), to: past + "/redeliver")
            #expect(refused.status == 409 && !refused.text.contains("name=\"force\""))
        }
    }
}
