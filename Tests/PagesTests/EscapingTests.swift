import Foundation
import FoundationXML
import Markdown
@testable import Pages
import Testing

@Suite("Escaping")
struct EscapingTests {
    let pages: Pages

    init() throws { pages = try Pages() }

    @Test("a quotation mark with an accent upon it does not end an attribute")
    func accents() throws {
        let html = try pages.render(SignInPage(frame: Samples.bareFrame, login: "\"\u{301} onfocus=alert(1) autofocus \u{200D}"))
        #expect(html.contains("value=\"&quot;\u{301} onfocus"))
        #expect(try pages.render(ShownOncePage(frame: Samples.bareFrame, label: "<\u{338}b", secret: "", words: "", back: Samples.back)).contains("&lt;\u{338}b"))
    }

    @Test("a text area keeps its text to the letter, a first and a last empty line included")
    func textArea() throws {
        let text = "\n\n  first\r\n\r\n    code\n\n"
        let html = try pages.render(
            BoilerplateFormPage(
                frame: Samples.bareFrame, back: Samples.back, action: "/", title: Field("title", label: "Title"), text: Field("text", label: "Text", value: text)))
        #expect(html.contains(">\n\(text)</textarea>"))
    }

    @Test("nothing in the structured data ends its element")
    func structuredData() throws {
        let text = ReleaseText(headline: "</script><script>alert(1)</script> & <!--", body: MarkdownDocument("").html())
        let html = try pages.render(
            NewsroomReleasePage(frame: Samples.newsroom(), url: "/", kind: "News", published: Samples.moment, text: text, section: Samples.section, all: Samples.allNews))
        let block = try #require(html.firstMatch(of: /<script type="application\/ld\+json">(.*?)<\/script>/))
        let article = try #require(try JSONSerialization.jsonObject(with: Data(block.1.utf8)) as? [String: Any])
        #expect(article["headline"] as? String == text.headline)
        #expect(Set(article.keys).isSuperset(of: ["datePublished", "dateModified", "inLanguage", "publisher", "mainEntityOfPage"]))
        #expect(html.matches(of: /<script/).count == 1)
    }

    @Test("the feed is well-formed whatever stands in it")
    func feed() throws {
        var text = Samples.text
        text.boilerplates = [StandingText(title: "a\u{301}<&>\"'", html: MarkdownDocument("a<br>b&nbsp;c\n\n---\n\n<script>x</script> ![p](p.png)").html())]
        let entry = AtomEntry(id: "1", title: "&\u{301}<", href: "/?a=1&b=2", published: "", updated: "", section: "\"", text: text)
        let feed = AtomFeed(id: "1", title: "]]>", language: "en", organisation: "<", selfHref: "/", homeHref: "/", updated: "", entries: [entry])
        let document = XMLParser(data: Data(try pages.render(feed).utf8))
        #expect(document.parse(), "\(String(describing: document.parserError))")
    }

    @Test("a newsroom page speaks Russian in Russian, and English where the house does not know the language")
    func languages() throws {
        #expect(try pages.render(HomePage(frame: Samples.newsroom("ru"))).contains("Здесь пока ничего не опубликовано."))
        #expect(try pages.render(HomePage(frame: Samples.bareNewsroom)).contains("Nothing has been published here yet."))
    }
}
