import Editorial
import Fixtures
import Testing

@Suite("Contents")
struct ContentTests {
    static let json: JSON = [
        "headline": "Совет встречается", "subheadline": nil, "dateline": ["place": "Երևան", "date": "2026-11-25"], "summary": nil,
        "body": "Line\u{2028}one\n\ttwo \"three\" 🌊 </script>", "speaker": nil, "boilerplate": [["name": "about", "title": "About", "text": "x"]],
        "contact": ["role": "R", "name": nil, "email": "e@x.example", "phone": nil], "attachments": [], "correction_note": nil,
    ]

    func read(_ json: JSON) throws -> Content { try Content(json: json) { _ in nil } }
    func read(_ changes: [String: JSON]) throws -> Content { try read(.object(Self.json.object!.merging(changes) { $1 })) }
    func pointers(_ changes: [String: JSON]) -> [String] {
        do { _ = try read(changes) } catch { return ((error as? Invalid)?.problems ?? []).map(\.pointer) }
        return []
    }

    @Test("the digest is what another implementation makes of the same content")
    func digest() throws {
        #expect(try read(Self.json).digest == "sha256:9372fed54b417209639b96bb9d7fa7dac58344ff1560c68de6ea2c8a25bcc9d8")
    }

    @Test("what was read is written again, byte for byte")
    func roundTrip() throws {
        #expect(try read(Self.json).json.canonical == Self.json.canonical)
        let bare = try read(["headline": "H"] as JSON).json
        #expect(bare.text == #"{"attachments":[],"body":"","boilerplate":[],"contact":null,"correction_note":null,"dateline":null,"headline":"H","speaker":null,"subheadline":null,"summary":null}"#)
        let half = try read(["contact": ["name": "N"], "dateline": ["place": "P"]])
        #expect(half.json["contact"].text == #"{"email":null,"name":"N","phone":null,"role":null}"#)
        #expect(half.json["dateline"].text == #"{"date":null,"place":"P"}"#)
    }

    @Test("CR LF becomes LF, and nothing else of a text is changed")
    func lines() throws {
        let content = try read(["body": "a\r\nb\rc\n\r\n  e\u{301} é "])
        #expect(Array(content.body.utf8) == Array("a\nb\rc\n\n  e\u{301} é ".utf8))
    }

    @Test("two normal forms of one letter are two texts")
    func normalForms() throws {
        #expect(try read(["summary": "é"]).digest != read(["summary": "e\u{301}"]).digest)
    }

    @Test("a boilerplate is a name of the office's, or the object as it was read")
    func boilerplate() throws {
        let about = Boilerplate(name: "about", title: "About us", text: "We.")
        let content = try Content(json: ["headline": "H", "boilerplate": ["about"]]) { $0 == "about" ? about : nil }
        #expect(content.boilerplate == [about])
        #expect(pointers(["boilerplate": ["nobody", ["name": "x"], ["title": "t"], 3]]) == ["/content/boilerplate/0", "/content/boilerplate/2/name", "/content/boilerplate/3"])
    }

    @Test("every wrong place is named at once")
    func problems() {
        #expect(Set(pointers([
            "headline": " \n", "summary": 3, "body": "a\u{0}b", "color": "red", "a/b": 1, "contact": ["fax": "1"], "dateline": ["date": "2026-02-30"],
            "attachments": [["digest": "sha256:0", "filename": "f", "media_type": "image/png"]],
        ])) == [
            "/content/headline", "/content/summary", "/content/body", "/content/color", "/content/a~1b", "/content/contact/fax", "/content/dateline/date",
            "/content/attachments/0/digest",
        ])
        #expect(pointers(["headline": nil]) == ["/content/headline"])
        #expect(pointers(["headline": 7]) == ["/content/headline"])
        #expect(pointers(["boilerplate": "about"]) == ["/content/boilerplate"])
        #expect(throws: Invalid.self) { try read("text") }
    }

    @Test("characters that XML 1.0 cannot write are refused, others are not")
    func characters() {
        for forbidden in ["\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{C}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"] {
            #expect(pointers(["summary": .string("x" + forbidden)]) == ["/content/summary"])
        }
        for allowed in ["\t", "\n", "\u{7F}", "\u{85}", "\u{2028}", "\u{FFFD}", "\u{1F30A}"] { #expect(pointers(["summary": .string("x" + allowed)]) == []) }
    }

    @Test("a body of 1 MiB is taken, a byte more is not, and neither is a novel for a headline")
    func lengths() {
        let mebibyte = String(repeating: "я", count: 1 << 19)
        #expect(pointers(["body": .string(mebibyte)]) == [])
        #expect(pointers(["body": .string(mebibyte + "x")]) == ["/content/body"])
        #expect(pointers(["headline": .string(String(repeating: "x", count: 501))]) == ["/content/headline"])
    }

    @Test("a journal's entry is hashed over everything but its hash, and chained to the one before")
    func journal() {
        let first = JournalEntry(after: nil, at: .noon, actor: "ana", action: "release.create", releaseID: nil, details: ["via": "api", "größe": 3])
        #expect(first.hash == "54816f439e66615bc5bf52418e734253ebdb0e64b4b665dc0ea20aea5e0248a4")
        #expect(first.previousHash == String(repeating: "0", count: 64))
        let second = JournalEntry(after: (first.sequence, first.hash), at: .noon, actor: "sam", action: "release.approve", releaseID: "1", details: [:])
        #expect(second.sequence == 2 && second.previousHash == first.hash && second.json["hash"] == .string(second.recomputedHash))
        let forged = JournalEntry(
            sequence: 2, at: .noon, actor: "pia", action: "release.approve", releaseID: "1", details: [:], previousHash: first.hash, hash: second.hash)
        #expect(forged.recomputedHash != forged.hash)
    }
}
