import Foundation
import Markdown
@testable import Pages
import Testing

@Suite("Templates")
struct TemplateTests {
    let pages: Pages

    init() throws { pages = try Pages() }

    @Test("no template names what its page lacks, and none puts out unescaped what is no safe HTML")
    func names() {
        var reader = TemplateReader(Pages.layouts + Pages.pages.map { $0.template })
        for page in Samples.full { reader.read(page) }
        #expect(reader.faults == [])
        #expect(reader.unused == [], "a page brings what its template leaves out")
    }

    @Test("every page has a full and a bare sample, and both can be rendered", arguments: ["full", "bare"])
    func samples(named name: String) throws {
        let pages = try #require(Samples.named[name])
        #expect(Set(pages.map { type(of: $0).template.name }) == Set(Pages.pages.map { $0.template.name }))
        for page in pages {
            let text = try self.pages.render(page)
            guard !(page is AtomFeed) else { continue }
            #expect(text.hasPrefix("<!doctype html>"))
            #expect(text.matches(of: /<h1>/).count == 1, "\(type(of: page))")
            #expect(!text.contains("{{") && !text.contains("Optional("), "\(type(of: page))")
            #expect(!text.contains("style=") && text.matches(of: /<script(?! src| type="application\/ld\+json")/).isEmpty, "\(type(of: page))")
        }
    }

    @Test("no id stands twice on a page, and every error, hint and label finds its field", arguments: ["full", "bare"])
    func ids(named name: String) throws {
        for page in try #require(Samples.named[name]) where !(page is AtomFeed) {
            let text = try self.pages.render(page)
            let ids = text.matches(of: /\ id="([^"]*)"/).map { String($0.1) }
            #expect(ids.count == Set(ids).count, "\(type(of: page)): \(ids)")
            for match in text.matches(of: /\ (?:for|aria-describedby)="([^"]*)"/) {
                for id in match.1.split(separator: " ") { #expect(ids.contains(String(id)), "\(type(of: page)) has no \(id)") }
            }
        }
    }

    @Test("every form that changes something carries the form token")
    func tokens() throws {
        for page in Samples.full {
            for form in try pages.render(page).matches(of: /<form[^>]*method="post"[\s\S]*?<\/form>/) {
                #expect(form.0.contains("name=\"form_token\" value=\"f0f0\""), "\(type(of: page)): \(form.0)")
            }
        }
    }

    /// `IMPRIMATUR_SAMPLES=FOLDER swift test --filter TemplateTests` writes the samples there, to be looked at.
    @Test("samples can be written to a folder", .enabled(if: ProcessInfo.processInfo.environment["IMPRIMATUR_SAMPLES"] != nil))
    func folder() throws {
        let folder = URL(filePath: ProcessInfo.processInfo.environment["IMPRIMATUR_SAMPLES"]!)
        for (name, pages) in Samples.named {
            for page in pages {
                let template = type(of: page).template.name
                try self.pages.render(page).write(to: folder.appending(path: "\(template)-\(name).\(page is AtomFeed ? "xml" : "html")"), atomically: true, encoding: .utf8)
            }
        }
    }
}
