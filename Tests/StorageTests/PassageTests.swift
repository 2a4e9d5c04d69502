import Editorial
import Fixtures
import Storage
import Testing

@Suite("A passage that is quoted")
struct PassageTests {
    private static func revision(_ content: Content) -> Revision {
        Revision(number: 1, digest: content.digest, createdBy: "ana", createdAt: .noon, content: content, parent: nil, authors: ["ana"])
    }

    private static func places(_ quote: String, in field: ContentField = .body, of content: Content = .sample) -> Int {
        Passages(of: revision(content), in: [field]).places(of: Anchor(field: field, quote: quote))
    }

    @Test("is found as it is read and as it is written, and in its own field alone")
    func found() {
        let standing: [(String, ContentField)] = [
            ("The council meets.", .body), ("**meets**.\n\nIt will", .body), ("meets. It   will speak", .body), ("🌊", .body),
            ("ministry looks after rivers.", .boilerplate), ("About us The ministry", .boilerplate), ("встреча", .subheadline), ("Press Secretary", .contact),
        ]
        for (quote, field) in standing { #expect(Self.places(quote, in: field) == 1, "\(quote)") }
        for (quote, field) in [("The council of the five rivers", .body), ("Հանդիպում", .body), ("—", .body), ("anything", .speaker), (" ", .body)] as [(String, ContentField)] {
            #expect(Self.places(quote, in: field) == 0, "\(quote)")
        }
        #expect(Passages(of: Self.revision(.sample), in: []).isFound(Anchor(field: .speaker)), "a whole field is never gone")
    }

    @Test(
        "is found as a browser hands it over",
        arguments: [
            ("1. First point\n2. Second point\n", "First point\nSecond point"), ("* a\n    * b\n", "a\nb"),
            ("We make R&amp;D &copy; and 3 \\* 4.", "R&D © and 3 * 4"), ("See [the *plan*](https://x.example \"A title\") now.", "See the plan now."),
            ("| a | b |\n|---|---|\n| c | d |\n", "a\tb\nc\td"), ("One line  \nthe next\nand one.", "line\nthe next and"),
            ("# Head\nText `code` <b>bold</b>", "Head\n\nText code <b>bold</b>"), ("> quoted\n\n```\nx = 1\n```\nEnd", "quoted\n\nx = 1\nEnd"),
            ("A ![view of the pier](pier.jpg) here", "view of the pier here"), ("Ten\u{A0}%", "Ten %"), ("~~gone~~ text", "gone text"),
        ])
    func selected(body: String, quote: String) { #expect(Self.places(quote, of: .sample.with(body: body)) == 1) }

    @Test(
        "is gone where a sign, a space or a figure of it has changed",
        arguments: [
            ("1.5 million", "15 million"), ("-5 percent", "5 percent"), ("not able", "notable"), ("notable", "not able"), ("5 million", "15 million"),
            ("15", "150"), ("is it?", "is it."), ("10 %", "10 ‰"), ("“yes”", "yes"), ("e\u{301}", "e"),
        ])
    func changed(quote: String, text: String) {
        #expect(Self.places(quote, of: .sample.with(body: "They said \(quote) on Monday.")) == 1)
        #expect(Self.places(quote, of: .sample.with(body: "They said \(text) on Monday.")) == 0)
    }

    @Test("that stands more than once is told by its number, and is gone where there are not so many")
    func several() {
        let content = Content.sample.with(body: "The pier opens. The *pier* closes. A third pier, [the pier](https://pier.example/pier).")
        let passages = Passages(of: Self.revision(content), in: [.body])
        let pier = { Anchor(field: .body, quote: "pier", occurrence: $0) }
        #expect(passages.places(of: pier(1)) == 4)
        #expect([1, 4].allSatisfy { passages.isFound(pier($0)) } && !passages.isFound(pier(5)))
        #expect(Self.places("aba", of: .sample.with(body: "Aba ababa")) == 2, "places that overlap are two")
        #expect(Self.places("aab", of: .sample.with(body: "aaab aabaab aaaaab")) == 4)
        #expect(Self.places("…", of: .sample.with(body: "One … two …")) == 2)
        #expect(passages.places(of: Anchor(field: .body)) == 0 && passages.isFound(Anchor(field: .body)))
    }

    @Test("is sought in time that grows with the text alone")
    func hostile() {
        let body = String(repeating: "a", count: 200_000)
        let passages = Passages(of: Self.revision(.sample.with(body: body)), in: [.body])
        let start = ContinuousClock.now
        #expect(passages.places(of: Anchor(field: .body, quote: String(repeating: "a", count: 4_999) + "b")) == 0)
        #expect(passages.places(of: Anchor(field: .body, quote: String(repeating: "a", count: 4_999))) == 195_002)
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
