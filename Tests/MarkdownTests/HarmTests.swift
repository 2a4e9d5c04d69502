import Foundation
import Markdown
import Testing

@Suite("Markdown does no harm")
struct HarmTests {
    /// What has been used against Markdown renderers.
    static let corpus = [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <b onclick=alert(1)>b</b>", "<svg/onload=alert(1)>", "<iframe src=//evil.example>",
        "<style>*{display:none}</style>", "<!-- --><script>alert(1)</script>", "<a href=\"javascript:alert(1)\">x</a>", "<body onload=alert(1)>", "<?php x ?>",
        "<![CDATA[<script>alert(1)</script>]]>", "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">", "</div></main><script>alert(1)</script>",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java&#x73;cript:alert(1))", "[x](javascript&colon;alert(1))", "[x](\\javascript:alert(1))",
        "[x](<java\tscript:alert(1)>)", "[x]( javascript:alert(1))", "[x](\u{1}javascript:alert(1))", "[x](vbscript:x)", "[x](data:text/html,<script>alert(1)</script>)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](file:///etc/passwd)", "[x](ftp://evil.example/)", "[x](//evil.example)", "[x](/desk/logout)", "[x](#y)",
        "[x][1]\n\n[1]: javascript:alert(1)", "<javascript:alert(1)>", "<data:text/html,x>", "![x](javascript:alert(1))", "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
        "![x](https://evil.example/pixel.png)", "![x\" onerror=\"alert(1)](x.png)", "[x](https://a.example/\"onmouseover=\"alert(1))",
        "[x](https://a.example 'a\"onmouseover=\"alert(1)')", "[x](https://a.example/\"\u{301}onmouseover=alert(1))", "```\"><script>alert(1)</script>\nx\n```",
        "``<script>``", "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |", "~~<script>alert(1)</script>~~", "# <script>alert(1)</script>",
        "> <script>\n> alert(1)\n> </script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)", "<scr<script>ipt>alert(1)</script>", "\u{0}<script>", "<a\u{301}b>",
    ]

    /// The elements and attributes that may come out, for a reader that knows no Markdown.
    static let allowed: [String: Set<String>] = [
        "p": [], "br": [], "em": [], "strong": [], "del": [], "code": ["class"], "pre": [], "blockquote": [], "ul": [], "ol": ["start"], "li": [], "hr": [],
        "h1": [], "h2": [], "h3": [], "h4": [], "h5": [], "h6": [], "a": ["href", "title"], "img": ["src", "alt", "title"], "table": [], "thead": [], "tbody": [],
        "tr": [], "th": ["align"], "td": ["align"],
    ]

    @Test("only harmless elements with harmless attributes come out", arguments: corpus)
    func elements(source: String) {
        let html = MarkdownDocument(source).html().source
        var rest = html[...]
        while let match = rest.firstMatch(of: /<(\/?)([^\s>\/]*)((?:\s+[^\s=>\/]+="[^"<]*")*)\s*\/?>/) {
            #expect(!rest[..<match.range.lowerBound].contains("<"), "\(html)")
            let attributes = String(match.3).matches(of: /([^\s=]+)="([^"]*)"/)
            let name = String(match.2)
            #expect(Self.allowed[name] != nil, "\(html)")
            for attribute in attributes {
                #expect(Self.allowed[name]?.contains(String(attribute.1)) == true, "\(html)")
                if attribute.1 == "href" || attribute.1 == "src" { #expect(attribute.2.starts(with: /https?:\/\/|mailto:|tel:/), "\(html)") }
            }
            rest = rest[match.range.upperBound...]
        }
        #expect(!rest.contains("<"), "\(html)")
    }

    @Test("raw HTML is shown as it was written")
    func shown() {
        #expect(MarkdownDocument("<script>alert(1)</script>").html().source == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n")
        #expect(MarkdownDocument("a <b>c</b>").html().source == "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n")
        #expect(MarkdownDocument("a <b>c</b>").plainText() == "a <b>c</b>")
    }

    @Test("links that lead elsewhere keep only their words, those that may lead stay", arguments: [
        ("[a](https://b.example)", "<p><a href=\"https://b.example\">a</a></p>\n"), ("[a](HTTP://b.example)", "<p><a href=\"HTTP://b.example\">a</a></p>\n"),
        ("[a](mailto:x@y.example)", "<p><a href=\"mailto:x@y.example\">a</a></p>\n"), ("[a](tel:+351)", "<p><a href=\"tel:+351\">a</a></p>\n"),
        ("[*a*](ftp://b.example)", "<p><em>a</em></p>\n"), ("[a](b)", "<p>a</p>\n"),
        ("see www.b.example", "<p>see <a href=\"http://www.b.example\">www.b.example</a></p>\n"),
    ])
    func links(source: String, html: String) { #expect(MarkdownDocument(source).html().source == html) }

    @Test("a picture is one of the release's own, any other leaves its alt text")
    func pictures() {
        let pictures = ["pier light.png": "https://harbour.example/attachments/1/pier.png"]
        #expect(
            MarkdownDocument("![The *light*](pier%20light.png)").html(pictures: pictures).source
                == "<p><img src=\"https://harbour.example/attachments/1/pier.png\" alt=\"The light\" /></p>\n")
        #expect(MarkdownDocument("![The light](https://evil.example/pixel.png)").html(pictures: pictures).source == "<p>The light</p>\n")
    }

    /// A piece that is repeated until a careless reader would need minutes, or all of the stack.
    struct Flood: Sendable, CustomTestStringConvertible {
        let source: String
        let testDescription: String
        init(_ piece: String, _ count: Int, then end: String = "") {
            (source, testDescription) = (String(repeating: piece, count: count) + end, "\(count) times \(piece)")
        }
    }

    @Test("hostile nesting is read in bounded time", .timeLimit(.minutes(2)), arguments: [
        Flood(">", 50_000, then: "a"), Flood("[", 50_000), Flood("[a](", 30_000), Flood("*a _b ", 30_000), Flood("- ", 5_000, then: "a"),
        Flood("![", 30_000, then: "a" + String(repeating: "](b)", count: 30_000)), Flood("`a", 30_000), Flood("<a", 50_000),
        Flood("|a", 20_000, then: "\n" + String(repeating: "|-", count: 20_000)), Flood("~~a ", 30_000), Flood("http://a.", 20_000), Flood("a@b", 30_000),
        Flood("**a **b ", 20_000),
        Flood("|a", 200, then: "\n" + String(repeating: "|-", count: 200) + "\n" + String(repeating: "|\n", count: 200_000)),
    ])
    func nesting(flood: Flood) {
        #expect(!MarkdownDocument(flood.source).html().source.isEmpty)
        _ = MarkdownDocument(flood.source).plainText()
    }

    @Test("twenty thousand link targets are read in bounded time", .timeLimit(.minutes(2)))
    func targets() {
        #expect(MarkdownDocument((0..<20_000).map { "[\($0)]: a\n" }.joined()).plainText().isEmpty)
    }
}
