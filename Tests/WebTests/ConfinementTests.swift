import Courier
import Distribution
import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Confined releases")
struct ConfinementTests {
    /// Named beside those who may approve.
    static let readers: Set<String> = ["ana", "dan", "sam", "pia", "nia", "aud"]

    /// Made by Ana, confined to Dan.
    private static func confined(at site: OpenSite) async throws -> Release {
        let new = NewEndpoint(name: "The wire", url: "https://wire.example/hook", subscription: Subscription(events: EventType.named))
        _ = try await site.store.addEndpoint(new, by: Cast.ada.origin, at: .noon)
        let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
        let submitted = try await site.store.perform(.transition(draft.step("submit")), on: draft.id, by: Cast.ana.origin, at: .noon)
        return try await site.store.perform(.confine(to: ["dan"]), on: submitted.id, by: Cast.sam.origin, at: .noon)
    }

    @Test("for whoever is not named and may not approve it, it is as if it were not there: every page, call, list and search")
    func matrix() async throws {
        try await OpenSite.use { site in
            let release = try await Self.confined(at: site)
            let path = "releases/\(release.id)"
            for person in Cast.everybody {
                let open = Self.readers.contains(person.login)
                let browser = try await DeskBrowser.signedIn(person, at: site)
                for page in ["", "/edit", "/revisions/1"] {
                    let answer = try await browser.get("/desk/\(path)\(page)")
                    #expect((answer.status == 404) != open, "\(page) by \(person.login)")
                    #expect(open || !answer.text.contains("river council"), "\(page) by \(person.login)")
                }
                for list in ["", "/releases", "/releases?q=council", "/releases?state=submitted", "/deliveries", "/journal", "/journal?release=\(release.id)", "/hold"] {
                    let answer = try await browser.get("/desk\(list)")
                    #expect(open || !(answer.text.contains("river council") || answer.text.contains("/desk/\(path)")), "\(list) by \(person.login)")
                }
                for call in ["", "/revisions", "/revisions/1", "/journal"] {
                    #expect(try await (site.api("GET", path + call, as: person).status == 200) == open, "\(call) by \(person.login)")
                }
                for call in ["releases", "releases?q=council", "releases?state=submitted", "audit", "deliveries"] {
                    let answer = try await site.api("GET", call, as: person)
                    #expect(open || !answer.text.contains(release.id), "\(call) by \(person.login)")
                }
            }
        }
    }

    @Test("nothing can be done with it either, and no other call tells that it is there")
    func changes() async throws {
        try await OpenSite.use { site in
            let release = try await Self.confined(at: site)
            let path = "releases/\(release.id)"
            let before = try await site.store.release(release.id)
            for person in [Cast.pub, Cast.ada, Cast.lea] {
                let step: JSON = ["transition": "withdraw", "revision": 1]
                #expect(try await site.api("POST", path + "/transitions", step, as: person).status == 404)
                #expect(try await site.api("PUT", path, ["confined_to": nil], as: person, headers: [("If-Match", "*")]).status == 404)
                #expect(try await site.api("PUT", path + "/release-time", ["release_at": nil], as: person).status == 404)
                let browser = try await DeskBrowser.signedIn(person, at: site)
                let token = try await browser.token()
                for form in ["edit", "transitions/withdraw", "release-time/clear", "revisions/1/restore", "urgent", "confine", "confine/end"] {
                    #expect(try await browser.post("/desk/\(path)/\(form)", [("form_token", token), ("version", "3"), ("revision", "1")]).status == 404, "\(form)")
                }
            }
            let stranger = Person(login: "zoe", name: "Zoe", roles: [.drafter])
            _ = try await site.store.addUser(
                login: "zoe", name: "Zoe", email: nil, roles: stranger.roles, password: OpenSite.password, by: Cast.ada.origin, at: .noon)
            let token = try await site.store.addToken(for: "zoe", name: "t", expiresAt: nil, by: stranger.origin, at: .noon).secret
            let unknown = "01935f2e-0000-7000-8000-000000000009"
            for id in [release.id, unknown] { #expect(try await site.api("GET", "releases?after=\(id)", as: Cast.pub).pointers == ["/after"], "after \(id)") }
            #expect(try await site.api("GET", "deliveries?after=\(release.id)", as: Cast.pub).pointers == ["/after"])
            #expect(try await site.api("GET", "releases?after=\(release.id)", as: Cast.aud).status == 200)
            let delivery = try #require(try await site.store.deliveries(DeliveryFilter(release: release.id), PageRequest()).items.first)
            // One that is closed to them is answered as one that never was, or was pruned.
            for id in [delivery.id, unknown] {
                let answer = try await site.api("GET", "deliveries?after=\(id)", as: Cast.pub)
                #expect(answer.status == 200 && answer.json["items"] == [], "after \(id)")
            }
            #expect(try await site.api("GET", "deliveries?after=\(delivery.id)", as: Cast.aud).status == 200)
            func translating(_ id: String) async throws -> [String] {
                let new: JSON = ["kind": "news", "section": "events", "language": "en", "content": ["headline": "x"], "translation_of": .string(id)]
                return try await site.send(
                    "POST", "/api/v1/releases", [("Authorization", "Bearer \(token)"), ("Content-Type", "application/json")], body: String(decoding: new.canonical, as: UTF8.self)).pointers
            }
            #expect(try await translating(release.id) == translating(unknown))
            #expect(try await site.store.release(release.id) == before)
        }
    }

    @Test("its id as a form's makes another release, and what is typed under it is kept, as under an id that nothing has")
    func asForm() async throws {
        try await OpenSite.use { site in
            let dan = try await site.store.create(.sample, by: Cast.dan.origin, at: .noon)
            let release = try await site.store.perform(.confine(to: []), on: dan.id, by: Cast.sam.origin, at: .noon)
            var answers: [[String]] = []
            for id in [release.id, "01935f2e-0000-7000-8000-000000000009"] {
                let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
                let form = try #require(try await ana.get("/desk/releases/new").form(to: "/desk/releases/new"))
                let typed = form.filter { !["id", "headline"].contains($0.0) } + [("id", id), ("headline", "Typed")]
                let kept = try await ana.post("/desk/releases/\(id)/unsaved", typed)
                let offered = try await ana.get("/desk/releases/new")
                let made = try await ana.post("/desk/releases/new", typed)
                let location = made.header("Location") ?? ""
                #expect(!location.contains(id))
                answers.append(["\(kept.status)", "\(offered.words.contains("You began a release “Typed”"))", "\(made.status)", "\(try await ana.get(location).status)"])
            }
            #expect(answers[0] == ["200", "true", "303", "200"] && answers[1] == answers[0])
            #expect(try await site.store.release(release.id) == release)
        }
    }

    @Test("a workflow that opens it to more people is told of before one presses, journaled, and nothing for whoever may not say who reads it")
    func opened() async throws {
        var office = Office.sample
        office.choice = WorkflowChoice(standard: "press-release", kinds: [.speech: "two-roles"])
        office.workflows["flash"] = Workflow.flash.changed(name: "flash", title: "Flash", approvals: [.pressSecretary: 1, "legal": 1])
        try await OpenSite.use(office) { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let told = "under “With the lawyers” everybody with the role legal knows of it, too."
            #expect(try await !sam.get(path + "/edit").words.contains(told), "it is open to everybody")
            try await site.store.perform(.confine(to: ["dan"]), on: draft.id, by: Cast.sam.origin, at: .noon)
            let form = try await sam.get(path + "/edit")
            #expect(form.words.contains(told))
            let page = try await sam.get(path)
            #expect(page.words.contains("This release is confined: under “Flash” everybody with the role legal knows of it, too."))
            #expect(page.words.contains("those who may approve it (press secretary), and auditors know of it."))

            let dan = try await DeskBrowser.signedIn(Cast.dan, at: site)
            let refused = try await dan.submit(dan.get(path + "/edit"), to: path + "/edit", ["kind": "speech"])
            #expect(refused.status == 403 && refused.words.contains("the workflow “With the lawyers” would open it to a legal"))
            #expect(try await site.api("GET", "releases/\(draft.id)", as: Cast.lea).status == 404)
            #expect(try await sam.submit(form, to: path + "/edit", ["kind": "speech"]).status == 303)
            #expect(try await site.api("GET", "releases/\(draft.id)", as: Cast.lea).status == 200)
            let journal = try await site.store.journal(JournalFilter(release: draft.id, action: "release.edit"), PageRequest()).items
            #expect(journal.map { $0.details["opened_to"] } == [["legal"], .null] && journal[1].action == "release.edit.refused")
            #expect(try await sam.get(path).words.contains("<dt>Opened to</dt><dd>legal</dd>"))
        }
    }

    @Test("whoever made it confines it at the desk, names somebody, and opens it again")
    func form() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let (ana, dan, pub) = (
                try await DeskBrowser.signedIn(Cast.ana, at: site), try await DeskBrowser.signedIn(Cast.dan, at: site), try await DeskBrowser.signedIn(Cast.pub, at: site)
            )
            #expect(try await !dan.get(path).text.contains("Confine to named people"))
            #expect(try await dan.post(path + "/confine", [("form_token", dan.token()), ("version", "1")]).status == 403)
            let page = try await ana.get(path)
            #expect(page.text.contains("value=\"pub\"") && !page.text.contains("value=\"sam\""), "those who read it anyway are not offered")
            #expect(try await ana.submit(page, to: path + "/confine", ["login": "pub"]).status == 303)
            #expect(try await site.store.release(draft.id)?.confinedTo == ["pub"])
            #expect(try await dan.get(path).status == 404)
            #expect(try await pub.get(path).text.contains("Pablo Ubeda"))
            #expect(try await ana.submit(page, to: path + "/confine", ["login": "dan"]).status == 409, "from a page that is out of date")
            #expect(try await ana.submit(ana.get(path), to: path + "/confine/end").status == 303)
            #expect(try await dan.get(path).status == 200)
        }
    }

    @Test("a program confines it by the names of accounts that are there, and by nothing else at once")
    func program() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            func put(_ body: JSON, _ person: Person = Cast.ana) async throws -> LocalCall.Answer {
                try await site.api("PUT", "releases/\(draft.id)", body, as: person, headers: [("If-Match", "*")])
            }
            #expect(try await put(["confined_to": ["nobody"]]).pointers == ["/confined_to"])
            #expect(try await put(["confined_to": ["dan"], "kind": "news"]).status == 422)
            #expect(try await put(["confined_to": ["dan"]], Cast.dan).status == 403)
            let confined = try await put(["confined_to": ["dan"]])
            #expect(confined.json["confined_to"] == ["dan"] && confined.status == 200)
            #expect(try await put(["confined_to": nil], Cast.sam).json["confined_to"] == .null)
        }
    }

    @Test("what the public sees it goes on seeing")
    func live() async throws {
        try await OpenSite.use { site in
            let live = try await site.store.approved()
            try await site.store.perform(.confine(to: []), on: live.id, by: Cast.sam.origin, at: .noon)
            #expect(try await site.send("GET", "/releases/\(live.description.slug)").status == 200)
            #expect(try await site.api("GET", "releases/\(live.id)", as: Cast.pub).status == 404)
        }
    }
}
