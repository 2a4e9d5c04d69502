import Editorial
import Fixtures
import Testing

@Suite("What a reader does not see")
struct HiddenTests {
    @Test("what leaves no mark or turns the order of others is named", arguments: [
        ("a\u{202E}b", "a[U+202E right-to-left override]b"), ("a\u{200B}", "a[U+200B zero width space]"), ("\u{AD}", "[U+00AD soft hyphen]"),
        ("e\u{301}\u{2066}x\u{2069}", "e\u{301}[U+2066 left-to-right isolate]x[U+2069 pop directional isolate]"), ("a\u{200D}b", "a[U+200D zero width joiner]b"),
        ("a\rb", "a[U+000D]b"), ("\u{3164}", "[U+3164 hangul filler]"), ("שלום\u{200F}!", "שלום[U+200F right-to-left mark]!"),
        ("\u{E0041}", "[U+E0041 tag latin capital letter a]"), ("👍\u{FE0F}\u{FE0F}", "👍\u{FE0F}[U+FE0F variation selector-16]"),
    ])
    func named(text: String, words: String) { #expect(text.withHiddenNamed == words) }

    @Test("what a script is written with stays", arguments: ["می\u{200C}خواهم", "क्\u{200D}ष", "👩\u{200D}👩\u{200D}👧", "❤\u{FE0F}\u{200D}🔥", "葛\u{E0100}", "Café, “no”\n\tyes", "встре\u{301}ча"])
    func kept(text: String) { #expect(text.withHiddenNamed.utf8.elementsEqual(text.utf8)) }

    @Test("a content names what it holds of them once, wherever it stands, but the marks of a text from right to left")
    func content() {
        var content = Content.sample
        #expect(content.hidden.isEmpty)
        content.headline += "\u{202E}\u{200F}"
        content.attachments = [Attachment(digest: "sha256:1", filename: "a\u{200B}\u{202E}", mediaType: "image/png")]
        #expect(content.hidden == ["U+200B zero width space", "U+202E right-to-left override"])
    }
}
