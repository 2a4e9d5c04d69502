import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Who sees what at the desk")
struct DeskVisibilityTests {
    @Test("each role reaches its pages and no others")
    func pages() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let everybody = Set(Cast.everybody.map(\.login))
            let writers: Set = ["ana", "dan", "sam", "pia", "nia"]
            let matrix: [(String, Set<String>)] = [
                ("/desk", everybody), ("/desk/releases", everybody), ("/desk/releases/new", writers), ("/desk/releases/\(draft.id)", everybody),
                ("/desk/releases/\(draft.id)/edit", writers), ("/desk/releases/\(draft.id)/revisions/1", everybody.subtracting(["ada"])),
                ("/desk/deliveries", everybody), ("/desk/endpoints", ["ada", "aud"]), ("/desk/people", ["ada", "aud"]),
                ("/desk/journal", ["sam", "pia", "nia", "pub", "ada", "aud"]), ("/desk/boilerplates", everybody), ("/desk/hold", ["ada", "aud"]),
                ("/desk/boilerplates/edit", ["sam", "pia", "nia", "ada"]), ("/desk/account", everybody),
            ]
            for person in Cast.everybody {
                let browser = try await DeskBrowser.signedIn(person, at: site)
                for (path, readers) in matrix {
                    let answer = try await browser.get(path)
                    #expect(answer.status == (readers.contains(person.login) ? 200 : 403), "\(path) by \(person.login)")
                    if answer.status == 200 { #expect(answer.text.contains("Sign out"), "\(path) by \(person.login)") }
                }
            }
        }
    }

    @Test("an administrator sees of what is not public only id and state")
    func administrator() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            for path in ["/desk", "/desk/releases", "/desk/releases/\(draft.id)", "/desk/journal", "/desk/deliveries"] {
                #expect(try await !ada.get(path).text.contains("river council"), "\(path)")
            }
            #expect(try await ada.get("/desk/releases").text.contains(draft.id))
            #expect(try await !ada.get("/desk/releases?q=council").text.contains(draft.id))
        }
    }

    @Test("an auditor reads everything and changes nothing")
    func auditor() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let aud = try await DeskBrowser.signedIn(Cast.aud, at: site)
            let token = try await aud.token()
            let posts = [
                "releases/new", "releases/\(draft.id)/edit", "releases/\(draft.id)/transitions/submit", "releases/\(draft.id)/release-time/clear",
                "releases/\(draft.id)/revisions/1/restore", "endpoints/new", "people/new", "people/ana/disable", "people/ana/password", "boilerplates/edit",
                "hold/resume",
            ]
            let fields = [
                ("form_token", token), ("id", "01935f2e-0000-7000-8000-000000000009"), ("version", "1"), ("revision", "1"), ("release_at", ""),
                ("headline", "By an auditor"), ("kind", "news"), ("section", "events"), ("language", "en"), ("login", "new"), ("name", "new"),
                ("title", "new"), ("text", "new"), ("url", "https://paper.example/"), ("events", "release.published"),
            ]
            for path in posts { #expect(try await aud.post("/desk/\(path)", fields).status == 403, "\(path)") }
            #expect(try await site.store.release(draft.id)?.version == 1)
        }
    }

    @Test("what goes wrong in front of somebody who is signed in stays within the desk, with its way out")
    func errors() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            for (path, status) in [("/desk/people", 403), ("/desk/releases/none", 404), ("/desk/releases?after=nonsense", 422)] {
                let answer = try await ana.get(path)
                #expect(answer.status == status, "\(path)")
                #expect(answer.text.contains("Sign out"), "\(path)")
            }
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let page = "/desk/releases/\(draft.id)"
            let missing = try await ana.get(page + "/revisions/9")
            #expect(missing.status == 404 && missing.text.contains("href=\"\(page)\"") && missing.text.contains("<a href=\"/desk/releases\" aria-current=\"page\">"))
            for form in ["transitions/submit", "release-time", "urgent", "comments", "comments/1/replies", "confine"] {
                #expect(try await ana.get("\(page)/\(form)").header("Location") == page, "\(form)")
            }
        }
    }

    @Test("a form that is refused shows nobody a page that they may not see")
    func refusedForms() async throws {
        try await OpenSite.use { site in
            let new = NewEndpoint(name: "The wire", url: "https://wire.example/hook")
            let endpoint = try await site.store.addEndpoint(new, by: Cast.ada.origin, at: .noon).0
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let fields = [("form_token", try await ana.token()), ("id", "a"), ("name", ""), ("url", "nonsense"), ("roles", "nonsense")]
            for path in ["endpoints/\(endpoint.id)", "endpoints/new", "people/new", "people/sam/roles", "boilerplates/edit"] {
                let answer = try await ana.post("/desk/\(path)", fields)
                #expect(answer.status == 403, "\(path)")
                #expect(!answer.text.contains("The wire") && !answer.text.contains(Cast.sam.name), "\(path)")
            }
        }
    }

    @Test("without a session every page asks for one, and none tells whether a release is there")
    func strangers() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            for path in ["/desk", "/desk/releases/\(draft.id)", "/desk/releases/none", "/desk/people"] {
                let answer = try await DeskBrowser(site).get(path)
                #expect(answer.status == 303)
                #expect(answer.header("Location")?.hasPrefix("/desk/login?next=") == true)
            }
        }
    }
}
