import Editorial
import Fixtures
import Testing

@Suite("Addresses")
struct SlugTests {
    @Test("a headline in any of the office's alphabets becomes an address", arguments: [
        ("The river council meets", "the-river-council-meets"), ("  “Peace” — and   water!  ", "peace-and-water"),
        ("Armenia's chairmanship", "armenias-chairmanship"), ("Заседание Совета безопасности ОДКБ", "zasedanie-soveta-bezopasnosti-odkb"),
        ("Щука, ёж и объезд", "shchuka-yozh-i-obezd"), ("Мінск: ўсё добра", "minsk-usyo-dobra"), ("Қазақстан, Тоҷикистон", "qazaqstan-tojikiston"),
        ("Երևանում հանդիպում", "erevanum-handipum"), ("Հայաստան", "hayastan"), ("Συνάντηση στην Αθήνα", "synantisi-stin-athina"),
        ("Crème brûlée à Zürich", "creme-brulee-a-zurich"), ("Łódź, Ærø, straße, Đà Nẵng", "lodz-aero-strasse-da-nang"), ("2026/11: 3 %", "2026-11-3"),
    ])
    func made(headline: String, slug: String) {
        let made = Slug.made(from: headline, kind: .news, at: .noon)
        #expect(made == slug)
        #expect(Slug.isValid(made))
    }

    @Test("both normal forms of a letter give the same address")
    func normalForms() {
        let composed = Slug.made(from: "Й é ü", kind: .news, at: .noon)
        #expect(composed == "y-e-u")
        #expect(Slug.made(from: "И\u{306} e\u{301} u\u{308}", kind: .news, at: .noon) == composed)
    }

    @Test("where nothing is left it is the kind and the day", arguments: ["", "…", "日本語", "🌊"])
    func nothingLeft(headline: String) {
        #expect(Slug.made(from: headline, kind: .speech, at: .noon) == "speech-2026-11-25")
    }

    @Test("a long headline is cut at a word's end, and a long word anywhere")
    func long() {
        #expect(Slug.made(from: String(repeating: "water ", count: 40), kind: .news, at: .noon).count == 77)
        #expect(Slug.made(from: String(repeating: "w", count: 200), kind: .news, at: .noon) == String(repeating: "w", count: 80))
    }

    @Test("only plain words with single hyphens between are an address")
    func valid() {
        for slug in ["a", "a-1", String(repeating: "x", count: 100)] { #expect(Slug.isValid(slug)) }
        for slug in ["", "-a", "a-", "a--b", "A", "a_b", "é", "a b", "a/b", String(repeating: "x", count: 101)] { #expect(!Slug.isValid(slug)) }
    }
}
