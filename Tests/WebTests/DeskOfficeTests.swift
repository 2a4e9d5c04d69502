import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Looking after the office at the desk")
struct DeskOfficeTests {
    @Test("an endpoint's secret is shown once, and a second sending makes no second endpoint")
    func endpoint() async throws {
        try await OpenSite.use { site in
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            let form = try await ada.get("/desk/endpoints/new")
            let refused = try await ada.submit(form, to: "/desk/endpoints/new", ["name": "Wire", "url": "http://127.0.0.1/hook"])
            #expect(refused.status == 422)
            #expect(refused.text.contains("href=\"#url\""))
            let typed = ["name": "Wire", "url": "https://wire.example/hook"]
            let made = try await ada.submit(refused, to: "/desk/endpoints/new", typed)
            #expect(made.status == 200)
            #expect(made.text.contains("whsec_"))
            #expect(try await ada.submit(refused, to: "/desk/endpoints/new", typed).status == 409)
            let endpoints = try await site.store.endpoints(PageRequest()).items
            #expect(endpoints.count == 1)
            for path in ["/desk/endpoints", "/desk/endpoints/\(endpoints[0].id)", "/desk/journal"] {
                #expect(try await !ada.get(path).text.contains("whsec_"))
            }
            let rotate = "/desk/endpoints/\(endpoints[0].id)/rotate-secret"
            let page = try await ada.get("/desk/endpoints/\(endpoints[0].id)")
            #expect(try await ada.submit(page, to: rotate, ["overlap_hours": "1"]).text.contains("whsec_"))
            #expect(try await ada.submit(page, to: rotate).status == 409)
            #expect(try await ada.submit(ada.get("/desk/endpoints"), to: "/desk/endpoints/\(endpoints[0].id)/disable").status == 303)
            #expect(try await site.store.endpoint(endpoints[0].id)?.status == .disabled)
        }
    }

    @Test("a template that does not go is shown again as it was typed, with what is wrong; one without its format is not thrown away")
    func template() async throws {
        try await OpenSite.use { site in
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            var typed = ["name": "Chat", "url": "https://chat.example/hook", "format": "template", "template": "{\r\n\"title\": {{type}}}"]
            let refused = try await ada.submit(ada.get("/desk/endpoints/new"), to: "/desk/endpoints/new", typed)
            #expect(refused.status == 422 && refused.text.contains("With a sample of release.published") && refused.text.contains("&quot;title&quot;: {{type}}}"))
            #expect(refused.text.contains(#"<option value="template" selected>"#) && refused.text.contains("href=\"#template\""))
            typed["template"] = #"{"title": "{{type}}"}"#
            typed["format"] = "slack"
            #expect(try await ada.submit(refused, to: "/desk/endpoints/new", typed).text.contains("or empty this field"))
            typed["format"] = "template"
            #expect(try await ada.submit(refused, to: "/desk/endpoints/new", typed).status == 200)
            let endpoint = try #require(try await site.store.endpoints(PageRequest()).items.first)
            #expect(endpoint.format == .template(#"{"title": "{{type}}"}"#))
            let page = try await ada.get("/desk/endpoints/\(endpoint.id)")
            #expect(try await ada.submit(page, to: "/desk/endpoints/\(endpoint.id)", ["format": "ninjs", "template": ""]).status == 303)
            #expect(try await site.store.endpoint(endpoint.id)?.format == .ninjs)
            #expect(try await ada.get("/desk/endpoints").text.contains("ninjs 3.1"))
        }
    }

    @Test("a person is added with a password that is shown once, and disabled with what is at stake")
    func people() async throws {
        try await OpenSite.use { site in
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            let typed = ["login": "eva", "name": "Eva Lind", "roles": "drafter"]
            let made = try await ada.submit(ada.get("/desk/people/new"), to: "/desk/people/new", typed)
            #expect(made.status == 200)
            let password = try #require(made.text.firstMatch(of: /[a-z2-9]{6}(?:-[a-z2-9]{6}){3}/).map { String($0.output) })
            let eva = DeskBrowser(site)
            #expect(try await eva.signIn("eva", password: password).status == 303)
            #expect(try await ada.submit(ada.get("/desk/people/new"), to: "/desk/people/new", typed).status == 422)

            let draft = try await site.store.create({ var new = NewRelease.sample; new.releaseAt = .noon.later(hours: 9); return new }(), by: Cast.ana.origin, at: .noon)
            try await site.store.perform(.transition(draft.step("submit")), on: draft.id, by: Cast.ana.origin, at: .noon)
            try await site.store.perform(.transition(draft.step("approve")), on: draft.id, by: Cast.sam.origin, at: .noon)
            let page = try await ada.get("/desk/people/ana")
            #expect(page.text.contains(draft.id))
            #expect(try await ada.submit(page, to: "/desk/people/ana/disable", ["take_back": "on"]).status == 303)
            #expect(try await site.store.release(draft.id)?.approvals.isEmpty == true)
            #expect(try await ada.submit(ada.get("/desk/people/ada"), to: "/desk/people/ada/disable").status == 409)
        }
    }

    @Test("one's own password changes only with the present one, and other sessions end")
    func password() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let here = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let there = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let new = "a-new-way-to-the-river"
            let account = try await here.get("/desk/account")
            let refused = try await here.submit(account, to: "/desk/account/password", ["password": "wrong-and-wrong", "new_password": new])
            #expect(refused.status == 422)
            #expect(!refused.text.contains(new))
            #expect(try await here.submit(account, to: "/desk/account/password", ["password": OpenSite.password, "new_password": new]).status == 303)
            #expect(try await here.get("/desk").status == 200)
            #expect(try await there.get("/desk").status == 303)
        }
    }

    @Test("an API token is shown once and can be revoked")
    func token() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let made = try await ana.submit(ana.get("/desk/account"), to: "/desk/account/tokens", ["token_name": "script", "days": "30"])
            let secret = try #require(made.text.firstMatch(of: /impr_[A-Za-z0-9_-]+/).map { String($0.output) })
            #expect(try await site.store.bearer(of: secret, at: .noon)?.person == Cast.ana)
            let id = try #require(try await site.store.tokens(of: "ana").first { $0.name == "script" }?.id)
            #expect(try await ana.submit(ana.get("/desk/account"), to: "/desk/account/tokens/\(id)/revoke").status == 303)
            #expect(try await site.store.bearer(of: secret, at: .noon)?.person == nil)
        }
    }

    @Test("a boilerplate is written once and changed later")
    func boilerplate() async throws {
        try await OpenSite.use(cast: [Cast.sam]) { site in
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let path = "/desk/boilerplates/edit"
            #expect(try await sam.submit(sam.get(path), to: path, ["name": "Not A Name", "title": ""]).status == 422)
            #expect(try await sam.submit(sam.get(path), to: path, ["name": "about", "title": "About us", "text": "We look after rivers."]).status == 303)
            let form = try await sam.get(path + "?name=about&language=en")
            #expect(form.form(to: path)?.contains { $0 == ("text", "We look after rivers.") } == true)
        }
    }
}
