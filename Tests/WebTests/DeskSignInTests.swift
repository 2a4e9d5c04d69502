import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Signing in at the desk")
struct DeskSignInTests {
    @Test("a person signs in, goes where they were going, and out again; the session is dead then")
    func inAndOut() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let browser = DeskBrowser(site)
            let asked = try await browser.get("/desk/releases?state=draft")
            #expect(asked.status == 303)
            #expect(asked.header("Location") == "/desk/login?next=%2Fdesk%2Freleases%3Fstate%3Ddraft")
            let answer = try await browser.signIn("ana", next: "/desk/releases?state=draft")
            #expect(answer.header("Location") == "/desk/releases?state=draft")
            let desk = try await browser.get("/desk")
            #expect(desk.status == 200)
            #expect(desk.header("Cache-Control") == "no-store")
            #expect(try await browser.submit(desk, to: "/desk/logout").status == 303)
            #expect(try await browser.get("/desk").status == 303)
            #expect(try await site.store.sessions(of: "ana", at: .noon).isEmpty)
        }
    }

    @Test("what was pressed after the session had ended is not done, and the page after the sign-in says so first")
    func notDone() async throws {
        try await OpenSite.use(cast: [Cast.ana, Cast.sam]) { site in
            var release = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            release = try await site.store.perform(.transition(release.step("submit")), on: release.id, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(release.id)"
            let forms = [
                ("transitions/request-changes", ["comment": "Which pier?"], "“Request changes” has not been done"), ("comments", ["body": "Which pier?"], "Your comment is not there yet"),
                ("release-time", ["release_date": "2027-01-01", "release_time": "09:00"], "The release time has not been changed"),
            ]
            for (form, typed, words) in forms {
                let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
                let page = try await sam.get(path)
                await sam.forgetSession()
                let asked = try await sam.post(path + "/" + form, (page.form(to: path + "/" + form) ?? []).filter { typed[$0.0] == nil } + typed.map { ($0.key, $0.value) })
                #expect(asked.status == 401, "\(form)")
                let back = try await sam.submit(asked, to: "/desk/login", ["login": "sam", "password": OpenSite.password])
                #expect(back.words.contains("You are signed in again. \(words): look at it, and press again."), "\(form)")
                #expect(back.text.contains("role=\"alert\"") && typed.values.allSatisfy { back.words.contains($0) }, "\(form)")
            }
            #expect(try await site.store.release(release.id) == release)

            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let form = try await ana.get("/desk/releases/new")
            await ana.forgetSession()
            let asked = try await ana.submit(form, to: "/desk/releases/new", ["headline": "Typed before"])
            let back = try await ana.submit(asked, to: "/desk/login", ["login": "ana", "password": OpenSite.password])
            #expect(back.words.contains("You are signed in again. What you typed is below; it is not saved yet."))
            #expect(back.words.contains("Typed before") && !back.words.contains("Not done"), "nothing has failed")
        }
    }

    @Test("a refused sign-in keeps the login, says no more, and never shows the password", arguments: ["ana", "nobody"])
    func refused(login: String) async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let browser = DeskBrowser(site)
            let answer = try await browser.signIn(login, password: "not-this-one-at-all")
            #expect(answer.status == 401)
            #expect(answer.form(to: "/desk/login")?.contains { $0 == ("login", login) } == true)
            #expect(!answer.text.contains("not-this-one-at-all"))
            #expect(answer.text.contains("role=\"alert\""))
            #expect(answer.words.contains("This login and password do not go together."))
            #expect(await !browser.has("session"))
        }
    }

    @Test("after ten failures the answer is 429 and says when to try again")
    func throttled() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let browser = DeskBrowser(site)
            for _ in 0..<10 { _ = try await browser.signIn("ana", password: "wrong-and-wrong") }
            let answer = try await browser.signIn("ana")
            #expect(answer.status == 429)
            #expect(Int(answer.header("Retry-After") ?? "").map { $0 > 0 } == true)
        }
    }

    @Test("nobody is sent elsewhere after signing in", arguments: ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/deskx", "/desk\r\nX: y"])
    func elsewhere(next: String) {
        #expect(SignInRoutes.local(next) == nil)
    }

    @Test("a sign-in without the token of its own page is refused")
    func foreignForm() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let browser = DeskBrowser(site)
            let fields = [("login", "ana"), ("password", OpenSite.password)]
            #expect(try await browser.post("/desk/login", fields).status == 403)
            _ = try await browser.get("/desk/login")
            #expect(try await browser.post("/desk/login", fields + [("form_token", "guessed")]).status == 403)
        }
    }

    @Test("signing in anew makes a new session and ends the one before")
    func rotated() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let browser = DeskBrowser(site)
            let page = try await browser.get("/desk/login")
            let typed = ["login": "ana", "password": OpenSite.password]
            _ = try await browser.submit(page, to: "/desk/login", typed)
            let first = try await site.store.sessions(of: "ana", at: .noon).map(\.id)
            _ = try await browser.submit(page, to: "/desk/login", typed)
            let second = try await site.store.sessions(of: "ana", at: .noon).map(\.id)
            #expect([first.count, second.count] == [1, 1])
            #expect(first != second)
        }
    }

    @Test("the set-up link makes the first administrator once")
    func setUp() async throws {
        try await OpenSite.use(cast: []) { site in
            let token = try #require(try await site.store.makeSetUpToken(at: .noon))
            let browser = DeskBrowser(site)
            #expect(try await browser.get("/desk/set-up/guessed").status == 404)
            let page = try await browser.get("/desk/set-up/\(token)")
            #expect(page.status == 200)
            let weak = try await browser.submit(page, to: "/desk/set-up/\(token)", ["login": "ada", "name": "Ada Novak", "password": "12345678"])
            #expect(weak.status == 422)
            #expect(!weak.text.contains("12345678"))
            let made = try await browser.submit(weak, to: "/desk/set-up/\(token)", ["password": OpenSite.password])
            #expect(made.status == 303)
            #expect(try await browser.get("/desk/set-up/\(token)").status == 404)
            #expect(try await browser.signIn("ada").status == 303)
            #expect(try await browser.get("/desk/people").status == 200)
        }
    }
}
