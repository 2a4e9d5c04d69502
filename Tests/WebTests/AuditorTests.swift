import Editorial
import Fixtures
import Hummingbird
import Storage
import Testing

@testable import Web

@Suite("The auditor")
struct AuditorTests {
    @Test("reads every page and every call of the office, what is confined included")
    func reads() async throws {
        try await OpenSite.use { site in
            let office = try await Office(site)
            let aud = try await DeskBrowser.signedIn(Cast.aud, at: site)
            for page in [
                "", "/releases", "/releases/\(office.release)", "/releases/\(office.release)/revisions/1", "/deliveries", "/endpoints", "/people", "/boilerplates", "/journal",
                "/hold", "/account",
            ] {
                #expect(try await aud.get("/desk\(page)").status == 200, "\(page)")
            }
            for route in APIRoute.all where route.method == .get {
                let answer = try await site.api("GET", office.path(of: route), as: Cast.aud)
                #expect(answer.status == 200 || (answer.status == 404 && route.path.hasPrefix("deliveries/")), "\(route.path): \(answer.status)")
            }
            #expect(try await aud.get("/desk/releases/\(office.release)").text.contains("river council"))
        }
    }

    @Test("changes nothing, by no form and no call; each try is refused and stands in the journal")
    func changesNothing() async throws {
        try await OpenSite.use { site in
            let office = try await Office(site)
            let aud = try await DeskBrowser.signedIn(Cast.aud, at: site)
            let token = try await aud.token()
            let before = try await office.all(site)
            let release = "releases/\(office.release)"
            let forms = [
                "releases/new", "\(release)/edit", "\(release)/transitions/submit", "\(release)/release-time/clear", "\(release)/revisions/1/restore", "\(release)/confine",
                "\(release)/confine/end", "endpoints/new", "endpoints/\(office.endpoint)/disable", "endpoints/\(office.endpoint)/ping", "endpoints/\(office.endpoint)/cancel", "endpoints/\(office.endpoint)/replay", "people/new", "people/ana/roles",
                "people/ana/disable", "people/ana/end-sessions", "people/ana/password", "boilerplates/edit", "hold/resume", "news/seen",
            ]
            let fields = [
                ("form_token", token), ("id", "01935f2e-0000-7000-8000-000000000009"), ("version", "2"), ("revision", "1"), ("release_at", ""),
                ("headline", "By an auditor"), ("kind", "news"), ("section", "events"), ("language", "en"), ("login", "dan"), ("name", "new"), ("roles", "auditor"),
                ("title", "new"), ("text", "new"), ("url", "https://paper.example/"), ("events", "release.published"), ("through", "1"),
            ]
            for form in forms { #expect(try await aud.post("/desk/\(form)", fields).status == 403, "\(form)") }
            let refused = try await site.store.journal(JournalFilter(actor: "aud", refusedOnly: true), PageRequest(limit: 200)).items
            #expect(refused.count >= forms.count)

            for route in APIRoute.all where route.method != .get {
                for body in [JSON.object([:]), Self.body(of: route)] {
                    let answer = try await site.api(route.method.rawValue, office.path(of: route), body, as: Cast.aud, headers: [("If-Match", "*")])
                    #expect(answer.status >= 400, "\(route.method) \(route.path)")
                }
            }
            #expect(try await office.all(site) == before)
        }
    }

    /// What somebody who may would send.
    private static func body(of route: APIRoute) -> JSON {
        switch route.path {
        case "releases": ["kind": "news", "section": "events", "language": "en", "content": ["headline": "By an auditor"]]
        case "releases/:id": ["content": ["headline": "By an auditor"]]
        case "releases/:id/release-time": ["release_at": "2099-01-01T00:00:00.000Z"]
        case "releases/:id/transitions": ["transition": "submit", "revision": 1]
        case "endpoints": ["name": "By an auditor", "url": "https://audit.example/"]
        case "endpoints/:id": ["name": "By an auditor"]
        default: ["title": "By an auditor", "text": "x"]
        }
    }
}

/// One of each thing that there is to read and to change.
private struct Office {
    let release: String
    let endpoint: String

    init(_ site: OpenSite) async throws {
        let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
        try await site.store.perform(.confine(to: []), on: draft.id, by: Cast.ana.origin, at: .noon)
        release = draft.id
        endpoint = try await site.store.addEndpoint(NewEndpoint(name: "The wire", url: "https://wire.example/hook"), by: Cast.ada.origin, at: .noon).0.id
        try await site.store.put(Boilerplate(name: "about", title: "About us", text: "We are here."), language: "en", by: Cast.sam.origin, at: .noon)
    }

    /// That route's, with what is there.
    func path(of route: APIRoute) -> String {
        let id = route.path.hasPrefix("endpoints") ? endpoint : route.path.hasPrefix("releases") ? release : "none"
        return route.path.replacing(":id", with: id).replacing(":number", with: "1").replacing(":name", with: "about").replacing(":other", with: "1")
            + (route.query.contains("language") && route.path.contains(":name") ? "?language=en" : "")
    }

    /// What must stay as it is.
    struct Standing: Equatable {
        let releases: [Release]
        let users: [User]
        let others: [String]
    }

    func all(_ site: OpenSite) async throws -> Standing {
        let endpoints = try await site.store.endpoints(PageRequest()).items.map { "\($0.id) \($0.name) \($0.url) \($0.status)" }
        let tokens = try await site.store.tokens(of: nil).map(\.id)
        let texts = try await site.store.boilerplates().map { "\($0.language) \($0.boilerplate.name) \($0.boilerplate.text)" }
        return Standing(
            releases: try await site.store.releases(ReleaseFilter(), PageRequest()).items, users: try await site.store.users(),
            others: endpoints + tokens + texts + ["\(try await site.store.onHold())"])
    }
}
