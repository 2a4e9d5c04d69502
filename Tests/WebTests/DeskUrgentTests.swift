import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("The urgent road at the desk")
struct DeskUrgentTests {
    @Test("a text that waits is moved there with one button, which asks why and keeps what was typed")
    func move() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.submitted()
            let path = "/desk/releases/\(release.id)"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let page = try await sam.get(path)
            #expect(page.words.contains("Move to the urgent road: Flash"))
            #expect(page.words.contains("It stays where it is. A press secretary may then let it out alone"))
            #expect(page.words.contains("Why it cannot wait (required)</label>"))
            let blank = try await sam.submit(page, to: path + "/urgent", ["comment": " "])
            #expect(blank.status == 409 && blank.words.contains("Say why, in a comment."))
            let moved = try await sam.submit(page, to: path + "/urgent", ["comment": "The dam has broken."])
            #expect(moved.status == 303)
            let now = try #require(try await site.store.release(release.id))
            #expect(now.workflow == "flash" && now.state == "submitted")
            let late = try await sam.submit(page, to: path + "/urgent", ["comment": "The <dam> has broken."])
            #expect(late.status == 409 && late.words.contains("The <dam> has broken."), "moved already: what was typed is kept")
        }
    }

    @Test("what is bound to another workflow is not approved there, says why, and goes back to its own with a button")
    func back() async throws {
        var office = Office.sample
        office.choice.kinds = [.news: "two-roles"]
        try await OpenSite.use(office) { site in
            let release = try await site.store.submitted()
            let path = "/desk/releases/\(release.id)"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            try await site.store.perform(.changeWorkflow("flash", comment: "Now."), on: release.id, by: Cast.sam.origin, at: .noon)
            let page = try await sam.get(path)
            #expect(page.form(to: path + "/transitions/approve") == nil)
            #expect(page.words.contains("which the workflow “Flash” has no step for"))
            #expect(page.words.contains("Move to its own workflow: With the lawyers"))
            #expect(page.words.contains("It begins there anew, as “Draft”"))
            #expect(try await sam.submit(page, to: path + "/urgent", ["comment": "It can wait."]).status == 303)
            let now = try #require(try await site.store.release(release.id))
            #expect(now.workflow == "two-roles" && now.state == "draft")
        }
    }

    @Test("of what is public the button says that it stays so, and how it is corrected; so does the page afterwards")
    func live() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.approved()
            let path = "/desk/releases/\(release.id)"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let page = try await sam.get(path)
            #expect(page.words.contains("It stays public. Press “Correct” then; the corrected text may go out without an approval"))
            let moved = try await sam.submit(page, to: path + "/urgent", ["comment": "The dam has broken."])
            #expect(try await sam.get(#require(moved.header("Location"))).words.contains("and public as before. Correct it"))
        }
    }

    @Test("who may not move it is offered nothing, and an ordinary workflow is no urgent road")
    func refused() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.submitted()
            let path = "/desk/releases/\(release.id)"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            #expect(try await ana.get(path).form(to: path + "/urgent") == nil)
            let insists = [("form_token", try await ana.token()), ("workflow", "flash"), ("comment", "Why"), ("version", "\(release.version)")]
            #expect(try await ana.post(path + "/urgent", insists).status == 403)
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let other = [("form_token", try await sam.token()), ("workflow", "quorum"), ("comment", "Why"), ("version", "\(release.version)")]
            #expect(try await sam.post(path + "/urgent", other).status == 400)
            #expect(try await site.store.release(release.id) == release)
        }
    }

    @Test("what went out alone stands on the desk of everyone who may approve, until somebody else has looked")
    func owed() async throws {
        try await OpenSite.use(.sample(with: .flash)) { site in
            let release = try await site.store.submitted()
            let path = "/desk/releases/\(release.id)"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let page = try await sam.get(path)
            #expect(page.words.matches(of: /Why it cannot wait \(required\)<\/label>/).count == 1 && page.words.contains("Whoever reviews it afterwards reads this."))
            #expect(page.text.contains("<button class=\"grave\" aria-describedby=\"\(path)/transitions/publish-urgently-follows\">"))
            #expect(page.text.contains("<button class=\"main\" aria-describedby=\"\(path)/transitions/approve-follows\">"))
            #expect(page.text.matches(of: /<button class="main"/).count == 1, "one thing is expected next")
            #expect(page.words.contains("Goes public now, to no endpoint; somebody else must review it by Thu 26 Nov 15:00 (Moscow)"))
            #expect(try await sam.submit(page, to: path + "/transitions/publish-urgently", ["comment": "The dam has broken."]).status == 303)

            #expect(page.form(to: path + "/transitions/schedule-urgently") == nil && page.words.contains("Set a release time first"))

            let pia = try await DeskBrowser.signedIn(Cast.pia, at: site)
            let waits = try await pia.get("/desk")
            #expect(waits.words.contains("Reviews owed") && waits.words.contains("“The dam has broken.” The review by somebody else is due Thu 26 Nov 15:00 (Moscow)."))
            #expect(try await pia.get("/desk/account").words.contains("1 release went out without an approval"), "on every page until it is done")
            #expect(!(try await sam.get("/desk/account").words.contains("without an approval")))
            #expect(try await sam.get("/desk").words.contains("You wrote this text or let it out: somebody else must review it."))
            #expect(try await sam.get(path).form(to: path + "/transitions/accept") == nil)
            #expect(!(try await DeskBrowser.signedIn(Cast.ana, at: site).get("/desk").words.contains("Reviews owed")))
            site.clock.move(hours: 25)
            let later = try await DeskBrowser.signedIn(Cast.pia, at: site)
            #expect(try await later.get(path).words.contains("was due Thu 26 Nov 15:00 (Moscow) and is overdue."))
            #expect(try await later.get("/desk/account").words.contains("Review overdue."))
            #expect(try await site.api("GET", "releases/\(release.id)").json["review"]["by"].string == "sam")

            let review = try await later.get(path)
            #expect(review.words.contains("<button class=\"main\" aria-describedby=\"\(path)/transitions/accept-follows\">Accept revision 1</button>"))
            let (accept, withdraw) = (review.text.range(of: "/transitions/accept\""), review.text.range(of: "/transitions/withdraw\""))
            #expect(try #require(accept).lowerBound < #require(withdraw).lowerBound, "what is expected comes first")
            let accepted = try await later.submit(review, to: path + "/transitions/accept", [:])
            #expect(accepted.status == 303)
            #expect(try await later.get(#require(accepted.header("Location"))).words.contains("The review is done."))
            #expect(!(try await later.get("/desk").words.contains("Reviews owed")))
            #expect(try await site.store.release(release.id)?.review == nil)
        }
    }
}
