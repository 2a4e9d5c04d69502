import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Talking about a release")
struct CommentPageTests {
    @Test("at the desk: a comment on a passage, an answer, its end; and all of it by plain forms")
    func desk() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let made = try await sam.submit(sam.get(path), to: path + "/comments", ["field": "", "quote": "It will speak", "body": "Who <speaks>?"])
            #expect(made.status == 303)
            #expect(made.header("Location")?.hasSuffix("?said=commented.1#comment-1") == true)

            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let page = try await ana.get(path)
            #expect(page.words.contains("Who <speaks>?"))
            #expect(page.words.contains("Sam Lindqvist</strong> on Text"))
            #expect(try await ana.submit(page, to: path + "/comments/1/replies", ["body": "The chair."]).status == 303)
            #expect(try await ana.submit(ana.get(path), to: path + "/comments/1/resolve").status == 303)
            let settled = try await sam.get(path)
            #expect(settled.words.contains("Resolved by Ana Petrosyan"))
            #expect(settled.words.contains("The chair."))
            #expect(try await sam.submit(settled, to: path + "/comments/1/reopen").status == 303)
            #expect(try await site.store.release(draft.id)?.openComments == 1)
        }
    }

    @Test("a passage that is gone says so, and none is commented on that is not there: what was typed is kept")
    func gone() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            _ = try await ana.submit(ana.get(path), to: path + "/comments", ["quote": "speak of water", "body": "All water?"])
            #expect(try await !ana.get(path).words.contains("This passage is gone"))
            try await site.store.perform(.edit(Edit(content: .sample.with(body: "It will speak of fish."))), on: draft.id, by: Cast.dan.origin, at: .noon)
            #expect(try await ana.get(path).words.contains("This passage is gone"))
            let refused = try await ana.submit(ana.get(path), to: path + "/comments", ["field": "body", "quote": "speak of water", "body": "Still?"])
            #expect(refused.status == 422)
            #expect(refused.text.contains("href=\"#comment-quote\""))
            let kept = refused.form(to: path + "/comments") ?? []
            #expect(kept.contains { $0 == ("quote", "speak of water") } && kept.contains { $0 == ("body", "Still?") } && kept.contains { $0 == ("field", "body") })
            #expect(try await ana.submit(ana.get(path), to: path + "/comments/1/replies", ["body": " "]).text.contains("href=\"#reply-1\""))
        }
    }

    @Test("of a passage that stands twice the plain form asks which, takes the first where nothing is said, and the comment says which it is")
    func occurrence() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            try await site.store.perform(.edit(Edit(content: .sample.with(body: "The pier opens. The pier closes."))), on: draft.id, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            #expect(try await ana.get(path).words.contains("Empty, the first is meant."))
            for (typed, words) in [("", "on Text, place 1 of 2"), ("2", "on Text, place 2 of 2")] {
                #expect(try await ana.submit(ana.get(path), to: path + "/comments", ["quote": "The pier", "occurrence": typed, "body": "Which?"]).status == 303)
                #expect(try await ana.get(path).words.contains(words))
            }
            for wrong in ["3", "0", "second"] {
                let refused = try await ana.submit(ana.get(path), to: path + "/comments", ["quote": "The pier", "occurrence": wrong, "body": "Which?"])
                #expect(refused.status == 422 && refused.text.contains("href=\"#comment-occurrence\""), "\(wrong)")
                #expect(refused.form(to: path + "/comments")?.contains { $0 == ("occurrence", wrong) } == true)
            }
            try await site.store.perform(.edit(Edit(content: .sample.with(body: "The pier opens."))), on: draft.id, by: Cast.ana.origin, at: .noon)
            let left = try await site.api("GET", "releases/\(draft.id)/comments").json["items"].array ?? []
            #expect(left.map { $0["occurrence"].integer } == [2, 1] && left.map { $0["passage"].string } == ["gone", "present"])
            let call = "releases/\(draft.id)/comments"
            let headline: JSON = ["field": "headline", "quote": "The river", "occurrence": 1, "body": "Which?"]
            #expect(try await site.api("POST", call, headline).json["occurrence"].integer == 1)
            #expect(try await site.api("POST", call, ["field": "body", "quote": "The pier", "occurrence": 2, "body": "Hm"]).pointers == ["/occurrence"])
            #expect(try await site.api("POST", call, ["field": "body", "occurrence": 2, "body": "Hm"]).pointers == ["/occurrence"])
            #expect(try await site.api("POST", call, ["field": "body", "quote": "The pier", "occurrence": "two", "body": "Hm"]).pointers == ["/occurrence"])
        }
    }

    @Test("a comment that was typed outlives the session")
    func sessionEnded() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let page = try await ana.get(path)
            try await site.store.endSessions(of: "ana", by: Cast.ana.origin, at: .noon)
            let asked = try await ana.submit(page, to: path + "/comments", ["body": "Which water?"])
            let shown = try await ana.submit(asked, to: "/desk/login", ["login": "ana", "password": OpenSite.password])
            #expect(shown.form(to: path + "/comments")?.contains { $0 == ("body", "Which water?") } == true)
            #expect(shown.words.contains("is not there yet"))
            #expect(try await site.store.comments(on: draft.id).items.isEmpty)
        }
    }

    @Test("a comment and a reply that were typed in an older tab are given back, to be sent from there")
    func olderTab() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            try await site.store.comment("Which?", on: nil, of: draft.id, by: Cast.ana.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let older = try await ana.get(path)
            _ = try await ana.submit(older, to: "/desk/logout")
            _ = try await ana.signIn("ana")
            for form in ["/comments", "/comments/1/replies"] {
                let refused = try await ana.submit(older, to: path + form, ["body": "My remark"])
                #expect(refused.status == 403 && refused.words.contains("is not there yet"))
                #expect(refused.form(to: path + form)?.contains { $0 == ("body", "My remark") } == true)
                #expect(try await site.store.comments(on: draft.id).items.count == (form == "/comments" ? 1 : 2))
                #expect(try await ana.submit(refused, to: path + form).status == 303)
            }
            #expect(try await site.store.comment(1, on: draft.id).replies.map(\.body) == ["My remark"])
        }
    }

    @Test("who reads the comments by the API has the passages that are quoted before them: the journal says so")
    func opened() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            try await site.store.comment("Which?", on: Anchor(field: .body, quote: "The council"), of: draft.id, by: Cast.ana.origin, at: .noon)
            func openings(of login: String) async throws -> [Int?] {
                try await site.store.journal(JournalFilter(release: draft.id, actor: login, action: "text.open"), PageRequest()).items.map { $0.details["revision"].integer }
            }
            for _ in 1...2 { _ = try await site.api("GET", "releases/\(draft.id)/comments", as: Cast.pub) }
            #expect(try await openings(of: "pub") == [1])
            #expect(try await site.api("POST", "releases/\(draft.id)/comments/1/replies", ["body": "All."], as: Cast.sam).status == 201)
            #expect(try await openings(of: "sam") == [1])
        }
    }

    @Test("a long talk stands on the page in part: the last that are open, with a word of the others, and the last that are settled")
    func long() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            for number in 1...103 { try await site.store.comment("Remark \(number).", on: nil, of: draft.id, by: Cast.ana.origin, at: .noon) }
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let page = try await ana.get("/desk/releases/\(draft.id)").words
            #expect(page.contains("Remark 4.") && page.contains("Remark 103.") && !page.contains("Remark 3.") && page.contains("3 earlier ones are open"))
            for number in 51...103 { try await site.store.settle(number, true, of: draft.id, by: Cast.ana.origin, at: .noon) }
            let later = try await ana.get("/desk/releases/\(draft.id)").words
            #expect(later.contains("Remark 1.") && !later.contains("earlier ones are open") && later.contains("53 resolved, the last 50 of them here"))
            #expect(!later.contains("Remark 53.") && later.contains("Remark 54."))
        }
    }

    @Test("an auditor reads what is said and says nothing; an administrator reads none of it; the public neither")
    func readers() async throws {
        try await OpenSite.use { site in
            let live = try await site.store.approved()
            try await site.store.comment("Between us", on: nil, of: live.id, by: Cast.sam.origin, at: .noon)
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            try await site.store.comment("Between us", on: nil, of: draft.id, by: Cast.sam.origin, at: .noon)
            let path = "/desk/releases/\(draft.id)"
            let aud = try await DeskBrowser.signedIn(Cast.aud, at: site)
            let page = try await aud.get(path)
            #expect(page.words.contains("Between us"))
            #expect(page.form(to: path + "/comments") == nil)
            #expect(try await aud.post(path + "/comments", [("form_token", aud.token()), ("body", "Hm")]).status == 403)
            #expect(try await !DeskBrowser.signedIn(Cast.ada, at: site).get(path).words.contains("Between us"))
            for place in ["/releases/\(live.description.slug)", "/feed.atom"] {
                #expect(try await !site.send("GET", place).words.contains("Between us"))
            }
        }
    }

    @Test("by the API: made, answered, resolved, opened again; what is not allowed, known or there is refused")
    func api() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let path = "releases/\(draft.id)/comments"
            let made = try await site.api("POST", path, ["field": "body", "quote": "The council meets", "body": "Which council?"], as: Cast.sam)
            #expect(made.status == 201)
            #expect(made.json["number"].integer == 1)
            #expect(made.json["passage"].string == "present")
            #expect(made.json["resolved"] == .null)
            let answered = try await site.api("POST", path + "/1/replies", ["body": "Of the rivers."], as: Cast.ana)
            #expect(answered.json["replies"].array?.first?["by"].string == "ana")
            #expect(try await site.api("POST", path + "/1/resolve", as: Cast.ana).json["resolved"]["by"].string == "ana")
            #expect(try await site.api("GET", "releases/\(draft.id)").json["open_comments"].integer == 0)
            #expect(try await site.api("POST", path + "/1/reopen", as: Cast.sam).json["resolved"] == .null)
            let release = try await site.api("GET", "releases/\(draft.id)")
            #expect(release.json["open_comments"].integer == 1)
            #expect(release.json["version"].integer == draft.version)
            #expect(try await site.api("GET", path, as: Cast.aud).json["items"].array?.count == 1)
            try await site.store.perform(.edit(Edit(content: .sample.with(body: "Nobody meets."))), on: draft.id, by: Cast.dan.origin, at: .noon)
            #expect(try await site.api("GET", path).json["items"].array?.first?["passage"].string == "gone")

            #expect(try await site.api("POST", path, ["field": "body", "quote": "The senate", "body": "Hm"]).pointers == ["/quote"])
            #expect(try await site.api("POST", path, ["quote": "The council", "body": "Hm"]).pointers == ["/field"])
            #expect(try await site.api("POST", path, ["field": "boddy", "by": "sam"]).pointers == ["/by", "/field", "/body"])
            #expect(try await site.api("POST", path, ["body": "Hm"], as: Cast.aud).objections == ["role"])
            #expect(try await site.api("GET", path, as: Cast.ada).status == 403)
            #expect(try await site.api("POST", path + "/9/replies", ["body": "Hm"]).status == 404)
            #expect(try await site.api("POST", path + "/1/resolve", as: Cast.pub).objections == ["role"])
        }
    }
}
