import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("A release's workflow at the desk")
struct DeskWorkflowTests {
    @Test("it is drawn, and stands in words with the release's place in it")
    func page() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            #expect(try await ana.get("/desk/releases/\(draft.id)").text.contains("href=\"/desk/releases/\(draft.id)/workflow\""))
            let page = try await ana.get("/desk/releases/\(draft.id)/workflow")
            #expect(page.status == 200 && page.text.contains("Draft <span class=\"state good\">This release is here</span>") && page.text.contains("<strong>Submit for approval</strong> → Waiting for approval <span class=\"meta\">(drafter, press secretary)</span>"))
            #expect(page.text.contains("<img src=\"/desk/releases/\(draft.id)/workflow.svg\""))
            let drawing = try await ana.get("/desk/releases/\(draft.id)/workflow.svg")
            #expect(drawing.status == 200 && drawing.text == "<svg>press-release draft</svg>")
        }
    }

    @Test("where nothing can be drawn the words are there alone")
    func words() async throws {
        try await OpenSite.use(.sample(with: .quorum)) { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let ana = try await DeskBrowser.signedIn(Cast.ana, at: site)
            let page = try await ana.get("/desk/releases/\(draft.id)/workflow")
            #expect(page.status == 200 && page.words.contains("This release is here") && !page.text.contains("workflow.svg"))
            #expect(try await ana.get("/desk/releases/\(draft.id)/workflow.svg").status == 404)
        }
    }

    @Test("who may not read the release sees neither")
    func hidden() async throws {
        try await OpenSite.use { site in
            let draft = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            for path in ["workflow", "workflow.svg"] { #expect(try await ada.get("/desk/releases/\(draft.id)/\(path)").status == 403) }
        }
    }
}
