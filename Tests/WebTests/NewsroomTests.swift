import Courier
import Editorial
import Fixtures
import Storage
import Testing

@Suite("The newsroom")
struct NewsroomTests {
    @Test("a published release is at its address, at home, in its section and in the feeds")
    func published() async throws {
        try await OpenSite.use { site in
            let release = try await site.store.approved()
            let path = "/releases/\(release.description.slug)"
            let page = try await site.send("GET", path)
            #expect(page.status == 200)
            #expect(page.header("Content-Type") == "text/html; charset=utf-8")
            #expect(page.header("Cache-Control") == "no-cache")
            for place in ["/", "/sections/events", "/feed.atom", "/sections/events/feed.atom"] {
                let answer = try await site.send("GET", place)
                #expect(answer.status == 200)
                #expect(answer.text.contains(path), "\(place)")
            }
            let elsewhere = try await site.send("GET", "/sections/speeches")
            #expect(elsewhere.status == 200 && !elsewhere.text.contains(path))
            #expect(try await site.send("GET", "/feed.atom").header("Content-Type") == "application/atom+xml; charset=utf-8")
        }
    }

    @Test("a release under embargo answers, byte for byte, what one that never was answers")
    func embargo() async throws {
        try await OpenSite.use { site in
            var new = NewRelease.sample
            new.releaseAt = .noon.later(hours: 1)
            let release = try await site.store.approved(new)
            #expect(release.state == "approved")
            func seen(_ path: String) async throws -> [String] {
                let answer = try await site.send("GET", path)
                let headers = answer.headers.filter { $0.name.lowercased() != "date" }.map { "\($0.name): \($0.value)" }
                return ["\(answer.status)", answer.text] + headers
            }
            let slug = release.description.slug
            let never = try await seen("/releases/no-such-thing")
            let embargoed = try await seen("/releases/\(slug)")
            #expect(embargoed == never)
            #expect(never[0] == "404")
            #expect(try await seen("/releases/\(slug)/versions/1") == never)
            #expect(try await seen("/?after=\(release.id)") == seen("/?after=nonsense"))
            #expect(try await !site.send("GET", "/").text.contains(slug))
            #expect(try await !site.send("GET", "/feed.atom").text.contains(slug))
        }
    }

    @Test("no answer that begins after a commit shows what was before it")
    func fresh() async throws {
        try await OpenSite.use { site in
            var new = NewRelease.sample
            new.releaseAt = .noon.later(hours: 1)
            let release = try await site.store.approved(new)
            let path = "/releases/\(release.description.slug)"
            let before = [try await site.send("GET", path), try await site.send("GET", "/")]
            #expect(before.map(\.status) == [404, 200])
            _ = try await site.store.publishDue(at: .noon.later(hours: 2))
            let after = [try await site.send("GET", path), try await site.send("GET", "/")]
            #expect(after.map(\.status) == [200, 200])
            #expect(after[1].text.contains(path))

            let live = try #require(try await site.store.release(release.id))
            try await site.store.perform(.transition(live.step("withdraw")), on: live.id, by: Cast.pub.origin, at: .noon.later(hours: 3))
            let gone = try await site.send("GET", path)
            #expect(gone.status == 410)
            #expect(gone.header("Cache-Control") == "no-store")
            #expect(try await !site.send("GET", "/").text.contains(path))
            #expect(try await !site.send("GET", "/feed.atom").text.contains(path))
        }
    }

    @Test("a page that the browser has is a 304, and HEAD is GET without its body, ready or not")
    func conditional() async throws {
        try await OpenSite.use { site in
            let path = "/releases/\(try await site.store.approved().description.slug)"
            // The first answer is rendered, the second is ready.
            for _ in 0..<2 {
                let page = try await site.send("GET", path)
                let etag = try #require(page.header("ETag"))
                let same = try await site.send("GET", path, [("If-None-Match", etag)])
                #expect(same.status == 304 && same.body.isEmpty)
                #expect(try await site.send("GET", path, [("If-None-Match", "\"other\", W/\(etag)")]).status == 304)
                #expect(try await site.send("GET", path, [("If-None-Match", "\"other\"")]).status == 200)
                let head = try await site.send("HEAD", path)
                #expect(head.status == 200 && head.body.isEmpty)
                #expect(head.header("Content-Length") == "\(page.body.count)")
                for answer in [page, same, head] {
                    #expect(answer.header("Content-Security-Policy") != nil)
                    #expect(answer.header("X-Content-Type-Options") == "nosniff")
                    #expect(answer.header("Date") != nil)
                }
                #expect(try await site.send("POST", path).status == 405)
                #expect(try await site.send("GET", path, [("X-Long", String(repeating: "x", count: 17_000))]).status == 431)
            }
        }
    }

    @Test("a corrected text keeps its former one, which points to the present one")
    func versions() async throws {
        try await OpenSite.use { site in
            let first = try await site.store.approved()
            let store = site.store
            func step(_ name: String, _ person: Person) async throws {
                guard let present = try await store.release(first.id) else { return }
                try await store.perform(.transition(present.step(name)), on: first.id, by: person.origin, at: .noon.later(hours: 1))
            }
            try await step("correct", Cast.ana)
            let edit = Edit(content: Content.sample.with(headline: "The council meets tomorrow", correctionNote: "The day was wrong."))
            try await store.perform(.edit(edit), on: first.id, by: Cast.ana.origin, at: .noon.later(hours: 1))
            try await step("submit", Cast.ana)
            try await step("approve", Cast.sam)
            let path = "/releases/\(first.description.slug)"

            let present = try await site.send("GET", path)
            #expect(present.text.contains("The council meets tomorrow"))
            let former = try await site.send("GET", path + "/versions/1")
            #expect(former.status == 200)
            let redirect = try await site.send("GET", path + "/versions/2")
            #expect(redirect.status == 302 && redirect.header("Location") == path)
            for other in ["0", "3", "x", "-1", "99999999999999999999"] {
                #expect(try await site.send("GET", path + "/versions/\(other)").status == 404)
            }
            try await step("withdraw", Cast.pub)
            #expect(try await site.send("GET", path + "/versions/1").status == 410)
        }
    }

    @Test("each further language has a home of its own")
    func languages() async throws {
        try await OpenSite.use { site in
            var new = NewRelease.sample
            new.language = "ru"
            let release = try await site.store.approved(new)
            let slug = release.description.slug
            let bare = try await site.send("GET", "/ru")
            #expect(bare.status == 301 && bare.header("Location") == "/ru/")
            #expect(try await site.send("GET", "/ru/").text.contains("/ru/releases/\(slug)"))
            let places = [
                try await site.send("GET", "/ru/releases/\(slug)"), try await site.send("GET", "/releases/\(slug)"),
                try await site.send("GET", "/ru/feed.atom"), try await site.send("GET", "/en/"), try await site.send("GET", "/ru/nothing"),
            ]
            #expect(places.map(\.status) == [200, 404, 200, 404, 404])
            #expect(try await !site.send("GET", "/").text.contains(slug))
        }
    }

    @Test("a long list comes in pages")
    func paging() async throws {
        try await OpenSite.use { site in
            for number in 1...25 {
                var new = NewRelease.sample
                new.content.headline = "Number \(number)"
                _ = try await site.store.approved(new, at: .noon.later(hours: Int64(number)))
            }
            let listing = try await site.store.newsroom(language: "en", PageRequest(limit: 20))
            let cursor = try #require(listing.next)
            let first = try await site.send("GET", "/")
            #expect(first.text.contains("/?after=\(cursor)"))
            let second = try await site.send("GET", "/?after=\(cursor)")
            #expect(second.text.contains("/releases/number-1\"") && !second.text.contains("/releases/number-25\""))
            #expect(try await site.send("GET", "/?after=nonsense").status == 404)
            #expect(try await site.send("GET", "/?utm_source=letter").status == 200)
        }
    }
}
