import Editorial
import Fixtures
import Foundation
import Storage
import Testing

@testable import Web

@Suite("The desk in the journal")
struct DeskJournalTests {
    @Test("a page that somebody may not see is an entry, and so is a form that is not theirs")
    func refusedPages() async throws {
        try await OpenSite.use(cast: [Cast.ana, Cast.ada]) { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            #expect(try await ana.get("/desk/people/ada").status == 403)
            #expect(try await ada.get("/desk/releases/\(draft.id)/revisions/1").status == 403)
            #expect(try await ada.get("/desk/releases/\(draft.id)/edit").status == 403)
            #expect(try await ana.post("/desk/account/password", [("form_token", "stolen")]).status == 403)
            let entries = try await site.store.journal(JournalFilter(), PageRequest(limit: 4)).items
            #expect(entries.map(\.action) == ["account.change.refused", "release.edit.refused", "release.read.refused", "user.read.refused"])
            #expect(entries.map(\.actor) == ["ana", "ada", "ada", "ana"])
            #expect(entries[2].releaseID == draft.id && entries[3].details["path"] == "/desk/people/ada" && entries[3].details["via"] == "desk")
        }
    }

    @Test("whoever has a text before them that is not public is named once a session, whatever page of it they look at")
    func openings() async throws {
        try await OpenSite.use(cast: [Cast.ana, Cast.sam, Cast.ada]) { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let (sam, again) = (try await DeskBrowser.signedIn(Cast.sam, at: site), try await DeskBrowser.signedIn(Cast.sam, at: site))
            for path in ["", "/edit", "/revisions/1", ""] { #expect(try await sam.get("/desk/releases/\(draft.id)\(path)").status == 200) }
            _ = try await again.get("/desk/releases/\(draft.id)")
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            _ = try await ada.get("/desk/releases/\(draft.id)")
            for path in ["releases", "releases/\(draft.id)", "releases/\(draft.id)/revisions", "releases/\(draft.id)/revisions/1"] {
                #expect(try await site.api("GET", path, as: Cast.sam).status == 200)
            }
            let opens = try await site.store.journal(JournalFilter(action: "text.open"), PageRequest()).items
            #expect(opens.map(\.actor) == ["sam", "sam", "sam"])
            #expect(opens.map(\.details["via"].string) == ["api", "desk", "desk"])
            #expect(opens[0].details["token"].string != nil && Set(opens.compactMap(\.details["session"].string)).count == 2)
        }
    }

    @Test("the journal is filtered by person, action, release, days and refusals, each of which its next page keeps")
    func filters() async throws {
        try await OpenSite.use(cast: [Cast.ana, Cast.sam]) { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            await #expect(throws: Refusal.self) { try await site.store.perform(.transition(draft.step("approve")), on: draft.id, by: Cast.sam.origin, at: .noon.later(hours: 24)) }
            site.clock.move(hours: 30)
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            func entries(_ query: String) async throws -> Int { try await sam.get("/desk/journal?\(query)").text.matches(of: /<li class="row entry/).count }
            #expect(try await entries("release=\(draft.id)") == 2)
            #expect(try await entries("release=\(draft.id)&refused=yes") == 1)
            #expect(try await entries("release=\(draft.id)&from=2026-11-26") == 1)
            #expect(try await entries("release=\(draft.id)&to=2026-11-25") == 1)
            #expect(try await entries("release=\(draft.id)&from=2026-11-26&to=2026-11-26&actor=sam&action=release.") == 1)
            #expect(try await entries("release=https%3A%2F%2Frivers.example%2Fdesk%2Freleases%2F\(draft.id)%2Fedit") == 2)
            for (days, words) in [("from=abc", "From is no date: “abc”."), ("to=2026-02-30", "To is no date"), ("from=2026-11-26&to=2026-11-25", "From lies after To.")] {
                let answer = try await sam.get("/desk/journal?\(days)")
                #expect(answer.status == 422 && answer.words.contains(words), "\(days)")
            }
            #expect(try await entries("action=session.") == 1)
            for n in 0..<60 { try await site.store.note("release.edit.refused", details: ["n": JSON(n)], release: draft.id, by: Cast.sam.origin, at: .noon) }
            let first = try await sam.get("/desk/journal?refused=yes&actor=sam&from=2026-11-01&to=2026-11-30&release=\(draft.id)")
            let next = try #require(first.words.firstMatch(of: /href="(\/desk\/journal\?[^"]*after=[^"]*)"/).map { String($0.1) })
            #expect(try await sam.get(next).text.matches(of: /<li class="row entry/).count == 11)
        }
    }

    @Test("an entry names its release by headline where that may be read, says its times on the office's clock, and folds away what is for machines")
    func words() async throws {
        try await OpenSite.use(cast: [Cast.ana, Cast.sam, Cast.ada]) { site in
            var new = NewRelease.sample
            new.releaseAt = .noon.later(hours: 1)
            let release = try await site.store.approved(new)
            await #expect(throws: Refusal.self) { try await site.store.perform(.transition(release.step("approve")), on: release.id, by: Cast.ana.origin, at: .noon) }
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            _ = try await DeskBrowser(site).signIn("ana", password: "not-this-one")
            let page = try await sam.get("/desk/journal")
            #expect(page.words.contains("href=\"/desk/releases/\(release.id)\">The river council meets</a>") && page.words.contains("Sign-in refused"))
            #expect(page.words.contains("<dt>Release at</dt><dd>Wed 25 Nov 16:00 (Moscow)</dd>") && !page.words.contains("000Z</dd>"))
            #expect(page.words.contains("<span class=\"meta\">root, at the command line, Wed 25 Nov"))
            let entry = try #require(page.words.firstMatch(of: /<li class="row entry refused">(?:(?!<\/li>)[\s\S])*Approve: refused[\s\S]*?<\/li>/)?.output)
            let (shown, folded) = (entry.split(separator: "<details").first ?? "", entry.split(separator: "<details").last ?? "")
            #expect(shown.contains("<dt>Why</dt>") && shown.contains("their roles do not allow it") && !shown.contains("sha256:") && folded.contains("sha256:"))
            #expect(try await sam.get("/desk/releases/\(release.id)").text.contains("/desk/journal?release=\(release.id)"))
            #expect(try await !DeskBrowser.signedIn(Cast.ada, at: site).get("/desk/journal").words.contains("The river council meets"))
        }
    }

    @Test("a form from another site is an entry, once a minute and address")
    func foreignForms() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            for _ in 0..<3 { #expect(try await DeskBrowser(site).post("/desk/login", [("login", "ana")], headers: [("Sec-Fetch-Site", "cross-site")]).status == 403) }
            let entries = try await site.store.journal(JournalFilter(refusedOnly: true), PageRequest()).items
            #expect(entries.map(\.action) == ["form.send.refused"])
            #expect(entries[0].actor == "anonymous" && entries[0].details["path"] == "/desk/login")
        }
    }

    @Test("every action that the house writes has words of its own")
    func actions() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardized
        var actions: Set<String> = []
        for room in ["Storage", "Web", "imprimatur"] {
            let files = FileManager.default.enumerator(atPath: sources.appending(path: room).path)?.compactMap { $0 as? String } ?? []
            for file in files where file.hasSuffix(".swift") {
                let text = try String(contentsOf: sources.appending(path: "\(room)/\(file)"), encoding: .utf8)
                for match in text.matches(of: /(?:append|act|note|count)\([^"\n]*"([a-z]+\.[a-z.-]+)"/) { actions.insert(String(match.output.1)) }
            }
        }
        #expect(actions.count > 20)
        for action in actions {
            let named = JournalEntry(sequence: 1, at: .noon, actor: "sam", action: action, releaseID: nil, details: [:], previousHash: "", hash: "")
            let words = JournalWords(named, isWhole: true, under: .sample).what
            #expect(!words.contains(": ") || words.hasSuffix(": refused") || words.contains("too many"), "\(action): \(words)")
        }
    }

    @Test("a press secretary is told of new accounts on every page until they press Seen")
    func news() async throws {
        try await OpenSite.use(cast: [Cast.sam, Cast.ana, Cast.ada]) { site in
            let sam = try await DeskBrowser.signedIn(Cast.sam, at: site)
            let before = try await sam.get("/desk")
            _ = try await sam.submit(before, to: "/desk/news/seen")
            #expect(try await !sam.get("/desk").text.contains("Accounts have changed"))
            _ = try await site.store.addUser(
                login: "eva", name: "Eva", email: nil, roles: [.pressSecretary], password: OpenSite.password, by: Cast.ada.origin, at: .noon)
            for path in ["/desk", "/desk/releases", "/desk/account"] {
                #expect(try await sam.get(path).text.contains("ada added the account eva (press secretary)"), "\(path)")
            }
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            #expect(try await !ana.get("/desk").text.contains("Accounts have changed"))
            #expect(try await ana.post("/desk/news/seen", [("form_token", ana.token()), ("through", "99")]).status == 403)
            #expect(try await sam.submit(sam.get("/desk"), to: "/desk/news/seen").status == 303)
            #expect(try await !sam.get("/desk").text.contains("Accounts have changed"))
        }
    }

    @Test("what a program does is in the journal with its token")
    func tokens() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            let token = try #require(try await site.store.tokens(of: "ana").first?.id)
            let new: JSON = ["kind": "news", "section": "events", "language": "en", "content": ["headline": "By a program"]]
            #expect(try await site.api("POST", "releases", new, as: Cast.ana).status == 201)
            #expect(try await site.api("GET", "users", as: Cast.ana).status == 403)
            let entries = try await site.store.journal(JournalFilter(actor: "ana"), PageRequest()).items
            #expect(entries.map(\.action) == ["user.read.refused", "release.create"])
            #expect(entries.allSatisfy { $0.details["token"].string == token })
        }
    }
}
