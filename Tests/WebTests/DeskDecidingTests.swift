import Courier
import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Deciding at the desk")
struct DeskDecidingTests {
    /// To be public that many hours after noon.
    private static func submitted(_ site: OpenSite, in hours: Int64) async throws -> Release {
        var new = NewRelease.sample
        new.releaseAt = .noon.later(hours: hours)
        return try await site.store.submitted(new)
    }

    @Test("a refused transition shows every reason and keeps the comment, with a button and without")
    func refused() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.submitted()
            let path = "/desk/releases/\(release.id)"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let page = try await sam.get(path)
            let blank = try await sam.submit(page, to: path + "/transitions/request-changes", ["comment": " "])
            #expect(blank.status == 409)
            #expect(blank.text.contains("role=\"alert\""))

            try await site.store.perform(.transition(release.step("take-back")), on: release.id, by: Cast.ana.origin, at: .noon)
            let late = try await sam.submit(page, to: path + "/transitions/request-changes", ["comment": "Which <pier> is meant?"])
            #expect(late.status == 409)
            #expect(late.words.contains("Which <pier> is meant?"))
            #expect(late.form(to: path + "/transitions/request-changes") == nil)
        }
    }

    @Test("what is expected next stands first, and what can be done now before what cannot")
    func order() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.submitted()
            let page = try await DeskBrowser.signedIn(Cast.sam, at: site).get("/desk/releases/\(release.id)")
            let (approve, takeBack) = (page.text.range(of: "/transitions/approve"), page.text.range(of: "Only a drafter may do this."))
            #expect(try #require(approve).lowerBound < #require(takeBack).lowerBound)
            let changes = page.text.range(of: "/transitions/request-changes")
            #expect(try #require(approve).lowerBound < #require(changes).lowerBound)
        }
    }

    @Test("a comment that cannot be taken is kept as it was typed")
    func tooLong() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.submitted()
            let path = "/desk/releases/\(release.id)"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let answer = try await sam.submit(sam.get(path), to: path + "/transitions/request-changes", ["comment": "Which pier? " + String(repeating: "й", count: 5_000)])
            #expect(answer.status == 422)
            #expect(answer.text.contains("Which pier? й"))
            #expect(try await site.store.release(release.id)?.state == "submitted")
        }
    }

    @Test("nobody approves their own text: no button, the reason in words, and a 409 to whoever insists")
    func ownText() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.submitted(by: Cast.nia)
            let path = "/desk/releases/\(release.id)"
            let nia = try await DeskBrowser.signedIn(Cast.nia, at: site)
            let page = try await nia.get(path)
            #expect(page.form(to: path + "/transitions/approve") == nil)
            let reason = try #require(release.offers(to: Cast.nia.actor, at: .noon, under: .sample).first { $0.transition.name == "approve" }?.objections.first?.detail)
            #expect(page.words.contains(reason))
            let fields = [("form_token", try await nia.token()), ("revision", "1"), ("release_at", "")]
            let answer = try await nia.post(path + "/transitions/approve", fields)
            #expect(answer.status == 409)
            #expect(answer.words.contains(reason))
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            #expect(try await ana.post(path + "/transitions/approve", [("form_token", ana.token()), ("revision", "1"), ("release_at", "")]).status == 403)
            #expect(try await site.store.release(release.id)?.state == "submitted")
        }
    }

    @Test("an approval of a text or a time that has moved on is refused")
    func stale() async throws {
        try await OpenSite.use { site in
            let release = try await Self.submitted(site, in: 3)
            let path = "/desk/releases/\(release.id)"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let page = try await sam.get(path)
            #expect(page.words.contains("Goes out Wed 25 Nov 18:00 (Moscow)"))
            try await site.store.perform(.setReleaseTime(.noon.later(hours: 4), comment: nil), on: release.id, by: Cast.ana.origin, at: .noon)
            let answer = try await sam.submit(page, to: path + "/transitions/approve")
            #expect(answer.status == 409)
            #expect(try await site.store.release(release.id)?.approvals.isEmpty == true)
            // The page that says so shows it as it is now.
            #expect(try await sam.submit(answer, to: path + "/transitions/approve").status == 303)
            #expect(try await site.store.release(release.id)?.state == "approved")
        }
    }

    @Test("bringing forward and publishing now are buttons of their own, for those who may approve")
    func forward() async throws {
        try await OpenSite.use { site in
            let release = try await Self.submitted(site, in: 24)
            try await site.store.perform(.transition(release.step("approve")), on: release.id, by: Cast.sam.origin, at: .noon)
            let path = "/desk/releases/\(release.id)"
            let pub = try await DeskBrowser.signedIn(Cast.pub, at: site)
            let publishers = try await pub.get(path)
            #expect(publishers.form(to: path + "/release-time") != nil)
            #expect(publishers.form(to: path + "/release-time/clear") == nil)

            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let page = try await sam.get(path)
            #expect(page.words.contains("Publish now"))
            let earlier = ["release_date": "2026-11-25", "release_time": "20:00", "comment": "The minister travels."]
            #expect(try await sam.submit(page, to: path + "/release-time", earlier).status == 422)
            #expect(try await sam.submit(page, to: path + "/release-time/forward", earlier).status == 303)
            #expect(try await site.store.release(release.id)?.releaseAt == .noon.later(hours: 5))
            #expect(try await sam.submit(page, to: path + "/release-time/clear", ["comment": "Now."]).status == 409)
            let again = try await sam.get(path)
            #expect(try await sam.submit(again, to: path + "/release-time/clear", ["comment": ""]).status == 409)
            #expect(try await sam.submit(again, to: path + "/release-time/clear", ["comment": "Now."]).status == 303)
            #expect(try await site.store.release(release.id)?.state == "published")
        }
    }

    @Test("forms from other sites and forms without the session's token are refused")
    func foreign() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.submitted()
            let path = "/desk/releases/\(release.id)/transitions/approve"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let fields = [("revision", "1"), ("release_at", "")]
            #expect(try await sam.post(path, fields).status == 403)
            #expect(try await sam.post(path, fields + [("form_token", "guessed")]).status == 403)
            for other in ["cross-site", "same-site"] {
                #expect(try await sam.post(path, fields + [("form_token", sam.token())], headers: [("Sec-Fetch-Site", other)]).status == 403)
            }
            #expect(try await site.store.release(release.id)?.state == "submitted")
        }
    }

    @Test("what was typed beside a button in an older tab is given back, to be sent from there")
    func olderTab() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.submitted()
            let path = "/desk/releases/\(release.id)"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let older = try await sam.get(path)
            _ = try await sam.submit(older, to: "/desk/logout")
            _ = try await sam.signIn("sam")
            let button = path + "/transitions/request-changes"
            let refused = try await sam.submit(older, to: button, ["comment": "Which Monday?"])
            #expect(refused.status == 403)
            #expect(refused.form(to: button)?.contains { $0 == ("comment", "Which Monday?") } == true)
            #expect(try await site.store.release(release.id)?.state == "submitted")
            #expect(try await sam.submit(refused, to: button).status == 303)
            #expect(try await site.store.release(release.id)?.state == "draft")
        }
    }

    @Test("what an approver asked for stands on the page and among what waits")
    func requested() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.submitted()
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let path = "/desk/releases/\(release.id)"
            #expect(try await sam.submit(sam.get(path), to: path + "/transitions/request-changes", ["comment": "Which pier?"]).status == 303)
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            for page in [path, "/desk"] { #expect(try await ana.get(page).words.contains("Which pier?"), "\(page)") }
        }
    }
}
