import Markdown
import Testing

@Suite("Markdown is read")
struct ReadingTests {
    @Test("every script survives", arguments: [
        ("**Поздравление** Генерального секретаря", "<p><strong>Поздравление</strong> Генерального секретаря</p>\n"),
        ("Հայաստանի *Հանրապետություն*", "<p>Հայաստանի <em>Հանրապետություն</em></p>\n"), ("🕊️ 👩‍👩‍👧 **🇦🇲**", "<p>🕊️ 👩‍👩‍👧 <strong>🇦🇲</strong></p>\n"),
        ("e\u{301} and é", "<p>e\u{301} and é</p>\n"), ("[Сайт](https://example.org/новости)", "<p><a href=\"https://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8\">Сайт</a></p>\n"),
    ])
    func scripts(source: String, html: String) { #expect(Array(MarkdownDocument(source).html().source.utf8) == Array(html.utf8)) }

    @Test("headings begin one below the heading that the text stands under, and skip no level")
    func headings() {
        #expect(MarkdownDocument("## a\n\n###### b\n\n### c\n\n# d").html().source == "<h2>a</h2>\n<h3>b</h3>\n<h3>c</h3>\n<h2>d</h2>\n")
        #expect(MarkdownDocument("# a").html(under: 2).source == "<h3>a</h3>\n")
        #expect(MarkdownDocument((1...6).map { String(repeating: "#", count: $0) + " a" }.joined(separator: "\n\n")).html().source.hasSuffix("<h6>a</h6>\n<h6>a</h6>\n"))
    }

    @Test("tables and strikethrough are GitHub's")
    func tables() {
        let html = MarkdownDocument("| a | b |\n|---|--:|\n| c | ~~d~~ |").html().source
        #expect(html.contains("<th>a</th>") && html.contains("<td align=\"right\"><del>d</del></td>"))
        #expect(MarkdownDocument("~a~").html().source == "<p>~a~</p>\n")
    }

    @Test("plain text has no marks, and says where links lead only by their words")
    func plainText() {
        let text = MarkdownDocument("# Pier\n\nIt **is** [open](https://a.example).\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |").plainText()
        #expect(text.contains("Pier\n\nIt is open.") && text.contains("- one\n") && !text.contains("**") && !text.contains("https"))
        #expect(text.contains("c") && text.contains("d"))
    }

    @Test("an empty text is an empty text")
    func empty() {
        #expect(MarkdownDocument("").html().source == "")
        #expect(MarkdownDocument(" \n\n").plainText() == "")
    }

    @Test("many threads may read at once")
    func threads() async {
        await withTaskGroup { group in
            for _ in 0..<50 { group.addTask { MarkdownDocument("| a |\n|---|\n| **b** |").html().source } }
            for await html in group { #expect(html.contains("<strong>b</strong>")) }
        }
    }
}
