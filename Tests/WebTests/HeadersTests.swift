import Editorial
import Fixtures
import Testing

@Suite("What every answer says")
struct HeadersTests {
    @Test("every answer carries the security headers, errors included")
    func everywhere() async throws {
        try await OpenSite.use { site in
            let answers = [
                try await site.send("GET", "/healthz"),
                try await site.send("GET", "/nothing/here"),
                try await site.send("DELETE", "/healthz"),
                try await site.send("PROPFIND", "/healthz"),
                try await site.send("POST", "/desk/login", [("Origin", "https://elsewhere.example")]),
                try await site.send("POST", "/desk/login", [("Content-Type", "text/plain")]),
                try await site.send("GET", "/healthz", [("X-Long", String(repeating: "x", count: 17_000))]),
                try await site.api("GET", "me", as: nil),
                try await site.api("GET", "me"),
                try await site.api("PUT", "boilerplates/x", .string("text")),
                try await site.api("POST", "releases", .string(String(repeating: "x", count: 5 << 20))),
                try await site.send("GET", "/css/desk.css"),
            ]
            #expect(answers.map(\.status) == [200, 404, 405, 501, 403, 415, 431, 401, 200, 422, 413, 200])
            for answer in answers {
                #expect(answer.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
                #expect(answer.header("Content-Security-Policy")?.contains("frame-ancestors 'none'") == true)
                #expect(answer.header("X-Content-Type-Options") == "nosniff")
                #expect(answer.header("Referrer-Policy") != nil)
                #expect(answer.header("Strict-Transport-Security") == "max-age=31536000")
            }
        }
    }

    @Test("what is said at the desk and by the API is not kept by anybody")
    func kept() async throws {
        try await OpenSite.use { site in
            let answers = [try await site.send("GET", "/desk/nothing"), try await site.api("GET", "me")]
            #expect(answers.map { $0.header("Cache-Control") } == ["no-store", "no-store"])
        }
    }

    @Test("a wrong method is a 405 that names the right ones, and HEAD is GET without its body")
    func methods() async throws {
        try await OpenSite.use { site in
            let wrong = try await site.send("PUT", "/readyz")
            #expect(wrong.status == 405)
            #expect(wrong.header("Allow") == "GET, HEAD")
            let calls = try await site.api("DELETE", "releases")
            #expect(calls.status == 405)
            #expect(calls.header("Allow") == "GET, HEAD, POST")
            #expect(calls.header("Content-Type") == "application/problem+json")

            let get = try await site.send("GET", "/readyz")
            let head = try await site.send("HEAD", "/readyz")
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
            #expect(head.header("Content-Length") == get.header("Content-Length"))
        }
    }

    @Test("an error is a problem object for programs and a page for people")
    func errors() async throws {
        try await OpenSite.use { site in
            let page = try await site.send("GET", "/nothing")
            #expect(page.header("Content-Type") == "text/html; charset=utf-8")
            let problem = try await site.api("GET", "nothing")
            #expect(problem.header("Content-Type") == "application/problem+json")
            #expect(problem.json["status"].integer == 404)
            #expect(problem.json["title"].string == "Not Found")
            #expect(problem.json["type"].string != nil)
        }
    }

    @Test("static files are kept for a year under an address that names their bytes, and asked for anew otherwise")
    func statics() async throws {
        try await OpenSite.use { site in
            let plain = try await site.send("GET", "/css/desk.css")
            #expect(plain.text == "body { color: black }")
            #expect(plain.header("Content-Type") == "text/css; charset=utf-8")
            let etag = try #require(plain.header("ETag"))
            let named = try await site.send("GET", "/css/desk.css?v=\(etag.filter { $0 != "\"" })")
            #expect(named.header("Cache-Control") == "public, max-age=31536000, immutable")
            #expect(try await site.send("GET", "/css/desk.css", [("If-None-Match", etag)]).status == 304)
            #expect(try await site.send("GET", "/css/../css/desk.css").status == 404)
            #expect(try await site.send("GET", "/css/%2e%2e/data/lock").status == 404)
        }
    }
}
