import Editorial
import Fixtures
import Testing

@Suite("Releases by the API")
struct APIReleaseTests {
    static let new: JSON = ["kind": "news", "section": "events", "language": "en", "content": Content.sample.json]

    @Test("a draft is made, read, changed and listed, each answer with its version as ETag")
    func draft() async throws {
        try await OpenSite.use { site in
            let made = try await site.api("POST", "releases", Self.new)
            #expect(made.status == 201)
            let id = try #require(made.json["id"].string)
            #expect(made.header("Location") == "/api/v1/releases/\(id)")
            #expect(made.header("ETag") == "\"1\"")
            #expect(made.json["created_by"].string == "ana")
            #expect(made.json["revision"]["content"] == Content.sample.json)
            #expect(made.json["live"] == .null)

            let changed = try await site.api(
                "PUT", "releases/\(id)", ["content": Content.sample.with(headline: "Another").json], headers: [("If-Match", "\"1\"")])
            #expect(changed.status == 200)
            #expect(changed.header("ETag") == "\"2\"")
            #expect(changed.json["revision"]["number"].integer == 2)
            let read = try await site.api("GET", "releases/\(id)", as: Cast.aud)
            #expect(read.json["revision"] == changed.json["revision"])
            #expect(read.json["transitions"].array?.first?["objections"].array?.first?["code"].string == "role")

            let same = try await site.api(
                "PUT", "releases/\(id)", ["content": changed.json["revision"]["content"]], headers: [("If-Match", "\"2\"")])
            #expect(same.json["revision"]["number"].integer == 2)
            #expect(try await site.api("GET", "releases").json["items"].array?.count == 1)
            #expect(try await site.api("GET", "releases/\(id)/revisions").json["items"].array?.map { $0["number"].integer } == [2, 1])
            #expect(try await site.api("GET", "releases/\(id)/revisions/1").json["content"] == Content.sample.json)
            #expect(try await site.api("GET", "releases/\(id)/revisions/9").status == 404)
        }
    }

    @Test("a save without If-Match is a 428 and one that is stale a 412; neither changes anything")
    func precondition() async throws {
        try await OpenSite.use { site in
            let id = try #require(try await site.api("POST", "releases", Self.new).json["id"].string)
            let edit: JSON = ["content": Content.sample.with(headline: "Another").json]
            #expect(try await site.api("PUT", "releases/\(id)", edit).status == 428)
            let stale = try await site.api("PUT", "releases/\(id)", edit, headers: [("If-Match", "\"7\"")])
            #expect(stale.status == 412)
            #expect(stale.header("ETag") == "\"1\"")
            #expect(try await site.api("PUT", "releases/\(id)", edit, headers: [("If-Match", "W/\"1\"")]).status == 412)
            #expect(try await site.api("GET", "releases/\(id)").json["version"].integer == 1)
            #expect(try await site.api("PUT", "releases/\(id)", edit, headers: [("If-Match", "\"5\", \"1\"")]).status == 200)
        }
    }

    @Test("an approval publishes at once, and a refused one names every objection")
    func transitions() async throws {
        try await OpenSite.use { site in
            let id = try #require(try await site.api("POST", "releases", Self.new, as: Cast.nia).json["id"].string)
            func step(_ name: String, revision: Int = 1, as person: Person, _ more: [String: JSON] = [:]) async throws -> (Int, [String], String?) {
                let body = JSON.object(["transition": .string(name), "revision": JSON(revision)].merging(more) { $1 })
                let answer = try await site.api("POST", "releases/\(id)/transitions", body, as: person)
                return (answer.status, answer.objections, answer.json["state"].string)
            }
            #expect(try await step("submit", as: Cast.nia) == (200, [], "submitted"))
            #expect(try await step("approve", as: Cast.nia) == (409, ["second-pair-of-eyes"], nil))
            #expect(try await step("approve", revision: 2, as: Cast.ana) == (403, ["role", "stale"], nil))
            #expect(try await step("approve", as: Cast.sam, ["release_at": "2027-01-01T00:00:00Z"]) == (409, ["stale"], nil))
            // Where it stood as it was shown goes along, as much of it as the sender says.
            #expect(try await step("submit", as: Cast.sam, ["section": "speeches"]) == (409, ["state", "stale"], nil))
            #expect(try await step("request-changes", as: Cast.sam, ["kind": "news", "language": "en", "translation_of": nil]) == (409, ["comment"], nil))
            for shown: [String: JSON] in [["kind": "speech"], ["language": "ru"], ["slug": "elsewhere"], ["translation_of": ["release": "0193", "revision": 1]]] {
                let answer = try await step("request-changes", as: Cast.sam, shown.merging(["comment": "Why."]) { $1 })
                #expect(answer == (409, ["stale"], nil), "\(shown)")
            }
            #expect(try await step("request-changes", as: Cast.sam, ["kind": "rumour"]).0 == 422)
            #expect(try await step("request-changes", as: Cast.sam) == (409, ["comment"], nil))
            #expect(try await step("approve", as: Cast.sam) == (200, [], "published"))
            #expect(try await step("fly", as: Cast.sam).0 == 422)
            let actions = try await site.api("GET", "releases/\(id)/journal").json["items"].array?.compactMap { $0["action"].string }
            #expect(actions == [
                "release.publish", "release.approve", "release.request-changes.refused",
                "release.request-changes.refused", "release.request-changes.refused", "release.request-changes.refused", "release.request-changes.refused",
                "release.request-changes.refused", "release.submit.refused", "release.approve.refused", "release.approve.refused",
                "release.approve.refused", "release.submit", "release.create",
            ])
        }
    }

    @Test("what is not JSON is a 400; what is, and cannot be taken, a 422 that names each place")
    func input() async throws {
        let cases: [(String, Int, [String])] = [
            ("{", 400, []), (#"{"kind": "\ud800"}"#, 400, []), ("\u{FEFF}{}", 400, []), (#"{"kind": 1, "kind": 2}"#, 422, ["/kind"]),
            ("[]", 422, [""]), (#"{"kind": "rumour", "section": "events", "language": "en", "content": {"headline": "x"}}"#, 422, ["/kind"]),
            (#"{"kind": "news", "section": "attic", "language": "en", "content": {"headline": "x"}, "extra": 1}"#, 422, ["/extra", "/section"]),
            (#"{"kind": "news", "section": "events", "language": "en", "content": {"headline": "x", "extra": 1}}"#, 422, ["/content/extra"]),
            (#"{"kind": "news", "section": "events", "language": "en", "content": {"headline": ""}}"#, 422, ["/content/headline"]),
            (#"{"kind": "news", "section": "events", "language": "en", "content": {"headline": "x", "boilerplate": ["nobody"]}}"#, 422, ["/content/boilerplate/0"]),
            (#"{"kind": "news", "section": "events", "language": "en", "content": {"headline": "x"}, "release_at": "tomorrow"}"#, 422, ["/release_at"]),
            (#"{"kind": "news", "section": "events", "language": "en", "content": {"headline": "x"}, "release_at": "2020-01-01T00:00:00Z"}"#, 422, ["/release_at"]),
            (#"{"kind": "news", "section": "events", "language": "en", "content": {"headline": "x"}, "translation_of": "nowhere"}"#, 422, ["/translation_of"]),
            (#"{"kind": "news", "section": "events", "language": "en", "content": {"headline": "x"}, "release_zone": "UTC"}"#, 422, ["/release_zone"]),
        ]
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let headers = [("Authorization", "Bearer \(site.tokens["ana"] ?? "")"), ("Content-Type", "application/json")]
            for (body, status, pointers) in cases {
                let answer = try await site.send("POST", "/api/v1/releases", headers, body: body)
                #expect(answer.status == status, "\(body)")
                #expect(answer.pointers == pointers, "\(body)")
            }
            #expect(try await site.api("GET", "releases").json["items"] == [])
        }
    }

    @Test("lists come in pages, and bad limits, cursors and parameters are refused")
    func lists() async throws {
        try await OpenSite.use { site in
            for number in 1...5 {
                var new = NewRelease.sample
                new.content.headline = "Number \(number)"
                _ = try await site.store.create(new, by: Cast.ana.origin, at: .noon.later(hours: Int64(number)))
            }
            let first = try await site.api("GET", "releases?limit=2").json
            #expect(first["items"].array?.map { $0["revision"]["content"]["headline"].string } == ["Number 5", "Number 4"])
            let cursor = try #require(first["next"].string)
            let second = try await site.api("GET", "releases?limit=3&after=\(cursor)").json
            #expect(second["items"].array?.count == 3)
            #expect(second["next"] == .null)
            for query in ["limit=0", "limit=201", "limit=x", "after=nonsense", "sort=asc", "limit=2&limit=3", "kind=rumour"] {
                #expect(try await site.api("GET", "releases?\(query)").status == 422, "\(query)")
            }
        }
    }

    @Test("a release time is set, cleared and refused by the rules")
    func releaseTime() async throws {
        try await OpenSite.use { site in
            let id = try #require(try await site.api("POST", "releases", Self.new).json["id"].string)
            let path = "releases/\(id)/release-time"
            #expect(try await site.api("PUT", path, ["release_at": "2026-12-01T09:00:00+03:00"]).json["release_at"].string == "2026-12-01T06:00:00.000Z")
            #expect(try await site.api("PUT", path, [:]).status == 422)
            #expect(try await site.api("PUT", path, ["release_at": "2026-11-01T09:00:00Z"]).status == 422)
            #expect(try await site.api("PUT", path, ["release_at": nil], as: Cast.aud).status == 403)
            #expect(try await site.api("PUT", path, ["release_at": nil]).json["release_at"] == .null)
        }
    }

    @Test("the zone in which a release time was said is kept beside the instant, and shown at the desk")
    func releaseZone() async throws {
        try await OpenSite.use { site in
            let said = Self.new.object!.merging(["release_at": "2026-12-01T09:00:00+01:00", "release_zone": "Europe/Paris"]) { $1 }
            let made = try await site.api("POST", "releases", .object(said)).json
            let id = try #require(made["id"].string)
            #expect(made["release_zone"].string == "Europe/Paris" && made["release_at"].string == "2026-12-01T08:00:00.000Z")
            let page = "/desk/releases/\(id)"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            #expect(try await ana.get(page).words.contains("Tue 1 Dec 11:00 (Moscow). Said in Europe/Paris: 09:00."))
            // Sent back as it is shown, the time keeps its zone; a new one is said in the office's.
            #expect(try await ana.submit(ana.get(page + "/edit"), to: page + "/edit").status == 303)
            #expect(try await site.store.release(id)?.releaseZone == "Europe/Paris")
            #expect(try await ana.submit(ana.get(page), to: page + "/release-time", ["release_time": "12:00"]).status == 303)
            #expect(try await site.store.release(id)?.releaseZone == "Europe/Moscow")
            #expect(try await !ana.get(page).words.contains("Said in"))

            let path = "releases/\(id)/release-time"
            let moved = try await site.api("PUT", path, ["release_at": "2026-12-01T21:00:00Z", "release_zone": "America/New_York"])
            #expect(moved.json["release_zone"].string == "America/New_York")
            #expect(try await ana.get(page).words.contains("Wed 2 Dec 00:00 (Moscow). Said in America/New_York: Tue 1 Dec 16:00."))
            for zone in ["Europe/Atlantis", "+03:00"] as [String] {
                #expect(try await site.api("PUT", path, ["release_at": "2026-12-01T22:00:00Z", "release_zone": .string(zone)]).pointers == ["/release_zone"])
            }
            #expect(try await site.api("PUT", path, ["release_at": nil, "release_zone": "UTC"]).pointers == ["/release_zone"])
            #expect(try await site.api("PUT", path, ["release_at": "2026-12-01T22:00:00Z"]).json["release_zone"] == .null)
        }
    }
}
