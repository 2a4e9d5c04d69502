import Editorial
import Fixtures
import HTTPTypes
import Storage
import Testing
@testable import Web

@Suite("Who may make which call")
struct APIAccessTests {
    @Test("without a valid token every call is a 401, whatever it asks")
    func tokens() async throws {
        try await OpenSite.use(cast: []) { site in
            for route in APIRoute.all {
                for headers in [[], [("Authorization", "Bearer impr_wrong")], [("Authorization", "Basic YTpi")]] {
                    let answer = try await site.send(route.method.rawValue, "/api/v1/\(route.example)", headers)
                    #expect(answer.status == 401, "\(route.method) \(route.path)")
                    #expect(answer.header("WWW-Authenticate") == "Bearer")
                }
            }
        }
    }

    @Test("each role reads what it may and nothing else")
    func reading() async throws {
        try await OpenSite.use { site in
            for route in APIRoute.all where route.method == .get {
                for person in Cast.everybody {
                    let answer = try await site.api("GET", route.example, as: person)
                    #expect((answer.status == 403) == !route.audience.admits(person), "\(route.path) by \(person.login)")
                }
            }
            let closed: [(String, Set<String>)] = [
                ("users", ["ada", "aud"]), ("endpoints", ["ada", "aud"]), ("audit", ["ada", "aud", "sam", "pia", "nia", "pub"]),
            ]
            for (path, readers) in closed {
                for person in Cast.everybody {
                    #expect(try await site.api("GET", path, as: person).status == (readers.contains(person.login) ? 200 : 403), "\(path) by \(person.login)")
                }
            }
            let refused = try await site.store.journal(JournalFilter(actor: "ana"), PageRequest()).items
            #expect(Set(refused.map(\.action)) == ["user.read.refused", "endpoint.read.refused", "audit.read.refused"])
        }
    }

    @Test("whoever may not change a thing is refused, and the try stands in the journal")
    func changing() async throws {
        try await OpenSite.use { site in
            let endpoint: JSON = ["name": "A paper", "url": "https://paper.example/hook"]
            let id = try #require(try await site.api("POST", "endpoints", endpoint, as: Cast.ada).json["id"].string)
            let calls: [(String, String, JSON?, Set<String>)] = [
                ("POST", "releases", APIReleaseTests.new, ["ana", "dan", "sam", "pia", "nia"]),
                ("PUT", "boilerplates/about", ["title": "About", "text": "Us"], ["sam", "pia", "nia", "ada"]),
                ("POST", "endpoints", endpoint, ["ada"]), ("PATCH", "endpoints/\(id)", ["name": "Another"], ["ada"]),
                ("POST", "endpoints/\(id)/ping", nil, ["ada"]), ("POST", "endpoints/\(id)/rotate-secret", nil, ["ada"]),
                ("POST", "endpoints/\(id)/replay", ["since": "2026-11-25T12:00:00Z"], ["ada"]), ("POST", "endpoints/\(id)/cancel", nil, ["ada"]),
                ("DELETE", "endpoints/\(id)", nil, ["ada"]),
            ]
            for (method, path, body, allowed) in calls {
                for person in Cast.everybody.sorted(by: { !allowed.contains($0.login) && allowed.contains($1.login) }) {
                    let before = try await site.store.journal(.init(), .init(limit: 1)).items.first?.sequence ?? 0
                    let status = try await site.api(method, path, body, as: person).status
                    #expect(allowed.contains(person.login) ? 200..<300 ~= status : status == 403, "\(method) \(path) by \(person.login): \(status)")
                    let last = try await site.store.journal(.init(), .init(limit: 1)).items.first
                    #expect((last?.sequence ?? 0) > before)
                    #expect(last?.action.hasSuffix(".refused") == (status == 403))
                    #expect(last?.details["via"].string == "api")
                    if path == "endpoints/\(id)", method == "DELETE", status == 204 { break }
                }
            }
        }
    }

    @Test("an administrator sees of what is not public only that it is there")
    func administrators() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            var new = NewRelease.sample
            new.content.headline = "Out already"
            let live = try await site.store.approved(new)

            #expect(try await site.api("GET", "releases/\(draft.id)", as: Cast.ada).json == ["id": .string(draft.id), "state": "draft"])
            #expect(try await site.api("GET", "releases/\(live.id)", as: Cast.ada).json["revision"]["content"]["headline"].string == "Out already")
            #expect(try await site.api("GET", "releases/\(draft.id)/revisions", as: Cast.ada).status == 403)
            #expect(try await site.api("GET", "releases/\(draft.id)/revisions/1", as: Cast.ada).status == 403)
            let found = try await site.api("GET", "releases?q=river", as: Cast.ada).json["items"]
            #expect(found == [])
            let entries = try await site.api("GET", "audit", as: Cast.ada).json["items"].array ?? []
            #expect(entries.filter { $0["release_id"].string == draft.id }.map { $0["details"].object?.keys.sorted() } == [["via"], ["via"], ["state", "via"]])
            #expect(try await site.api("GET", "releases/\(draft.id)", as: Cast.aud).json["revision"]["content"] == Content.sample.json)
        }
    }

    @Test("what a GET of an endpoint answered is taken back as it is, and what is fixed is not changed")
    func roundTrip() async throws {
        try await OpenSite.use { site in
            let new: JSON = ["name": "A paper", "url": "https://paper.example/hook", "signature": "v1a", "format": "standard", "template": nil, "advance": false]
            let id = try #require(try await site.api("POST", "endpoints", new, as: Cast.ada).json["id"].string)
            let shown = try await site.api("GET", "endpoints/\(id)", as: Cast.ada).json
            #expect(shown["signature"] == "v1a")
            let changed = try await site.api("PATCH", "endpoints/\(id)", shown, as: Cast.ada)
            #expect(changed.status == 200 && changed.json == shown)
            let others: [(String, JSON)] = [("format", "other"), ("template", "x"), ("advance", "yes"), ("signature", "v1")]
            for (name, value) in others {
                let answer = try await site.api("PATCH", "endpoints/\(id)", .object([name: value]), as: Cast.ada)
                #expect(answer.status == 422 && answer.pointers == ["/\(name)"])
            }
            #expect(try await site.api("PATCH", "endpoints/\(id)", ["advance": true], as: Cast.ada).json["advance"] == true)
            #expect(try await site.api("PATCH", "endpoints/\(id)", ["name": "The paper"], as: Cast.ada).json["advance"] == true, "what is not named stays")
            let journal = try await site.api("GET", "audit", as: Cast.ada).json["items"].array ?? []
            #expect(journal.contains { $0["action"] == "endpoint.change" && $0["details"]["advance"] == true })
            let named = try await site.api("PATCH", "endpoints/\(id)", ["events": ["release.advance"]], as: Cast.ada)
            #expect(named.status == 422 && named.pointers == ["/events"])
        }
    }

    @Test("format and template go together, come back as they were given, and are refused saying what and where")
    func formats() async throws {
        try await OpenSite.use { site in
            let template = #"{"text": "{{type}}"}"#
            let new: JSON = ["name": "A chat", "url": "https://chat.example/hook", "format": "template", "template": .string(template)]
            let made = try await site.api("POST", "endpoints", new, as: Cast.ada).json
            #expect(made["format"] == "template" && made["template"] == .string(template))
            let path = "endpoints/\(made["id"].string ?? "")"
            #expect(try await site.api("PATCH", path, ["name": "Chat"], as: Cast.ada).json["template"] == .string(template))
            let refused: [(JSON, String)] = [
                (["template": "{{type}}"], "With a sample of release."), (["template": "{{#a}}"], "Line 1 of the template"), (["template": nil], "must be there"),
                (["format": "slack", "template": "{}"], "Only the format template"),
            ]
            for (change, detail) in refused {
                let answer = try await site.api("PATCH", path, change, as: Cast.ada)
                #expect(answer.status == 422 && answer.pointers == ["/template"] && answer.text.contains(detail), "\(answer.text)")
            }
            #expect(try await site.api("POST", "endpoints", new.object.map { .object($0.filter { $0.key != "template" }) } ?? nil, as: Cast.ada).status == 422)
            let slack = try await site.api("PATCH", path, ["format": "slack"], as: Cast.ada).json
            #expect(slack["format"] == "slack" && slack["template"] == nil)
        }
    }

    @Test("an endpoint's secret is shown when it is made and when it is changed, and never again")
    func secrets() async throws {
        try await OpenSite.use { site in
            let made = try await site.api("POST", "endpoints", ["name": "A paper", "url": "https://paper.example/hook"], as: Cast.ada)
            #expect(made.status == 201)
            let id = try #require(made.json["id"].string)
            let secret = try #require(made.json["secret"].string)
            #expect(secret.hasPrefix("whsec_"))
            let rotated = try #require(try await site.api("POST", "endpoints/\(id)/rotate-secret", as: Cast.ada).json["secret"].string)
            #expect(rotated != secret)
            for path in ["endpoints", "endpoints/\(id)", "audit"] {
                let text = try await site.api("GET", path, as: Cast.ada).text
                #expect(!text.contains(secret) && !text.contains(rotated))
            }
            let other: JSON = ["name": "Another", "url": "https://other.example/hook", "signature": "v1a", "events": ["release.published"]]
            let open = try await site.api("POST", "endpoints", other, as: Cast.ada).json
            #expect(open["secret"].string?.hasPrefix("whpk_") == true && open["signature"].string == "v1a")
            #expect(try await site.api("GET", "endpoints", as: Cast.ada).json["items"].array?.map { $0["signature"].string } == ["v1a", "v1"])
            #expect(try await site.api("PATCH", "endpoints/\(id)", ["status": "disabled"], as: Cast.ada).json["status"].string == "disabled")
            #expect(try await site.api("PATCH", "endpoints/\(id)", ["secret": "x"], as: Cast.ada).pointers == ["/secret"])
            #expect(try await site.api("POST", "endpoints", ["name": "x", "url": "http://127.0.0.1/"], as: Cast.ada).pointers == ["/url"])
        }
    }
}

extension APIRoute {
    /// A path of it that names nothing.
    var example: String { path.split(separator: "/").map { $0.hasPrefix(":") ? "0" : String($0) }.joined(separator: "/") }
}
