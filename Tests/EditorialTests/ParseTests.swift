import Editorial
import Testing

@Suite("Reading JSON")
struct ParseTests {
    @Test("values of every sort are read")
    func values() throws {
        let json = try JSON.parse(#" {"a": [1, -2.5e1, true, false, null, "x\ud83c\udf0ay"], "b": {}} "#.utf8)
        #expect(json == ["a": [1, .number(-25), true, false, nil, "x🌊y"], "b": [:]])
    }

    @Test("what is not strictly JSON is refused", arguments: [
        "", " ", "{", "[1,]", "[1 2]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "{\"a\":}", "01", "+1", ".5", "1.", "1e", "-", "nul", "NaN", "Infinity", "1e999", "'a'",
        "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u+123\"", "\"\t\"", "\"a\nb\"", "[] []", "\u{FEFF}[]", "// x\n1", "[1]]", "\"\\", "\"\\u",
    ])
    func malformed(text: String) {
        let error = #expect(throws: JSON.ParseError.self) { try JSON.parse(text.utf8) }
        guard case .malformed = error else { return #expect(Bool(false), "\(String(describing: error))") }
    }

    @Test("a surrogate that stands alone is refused, escaped or as bytes", arguments: [
        Array(#""\ud800""#.utf8), Array(#""\udc00""#.utf8), Array(#""\ud800x""#.utf8), Array(#""\ud800\u0041""#.utf8), Array(#""\udc00\ud800""#.utf8),
        [0x22, 0xED, 0xA0, 0x80, 0x22],
    ])
    func surrogates(bytes: [UInt8]) {
        #expect(throws: JSON.ParseError.self) { try JSON.parse(bytes) }
    }

    @Test("bytes that are not UTF-8 are refused", arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22]] as [[UInt8]])
    func notUTF8(bytes: [UInt8]) {
        #expect(throws: JSON.ParseError.malformed(line: 1, column: 1, "this text is not UTF-8")) { try JSON.parse(bytes) }
    }

    @Test("an error names line and column, by characters")
    func place() {
        #expect(throws: JSON.ParseError.malformed(line: 2, column: 8, "a value is missing here")) { try JSON.parse("{\n \"яй\": ?}".utf8) }
    }

    @Test("a name that stands twice is named by its pointer")
    func duplicates() {
        #expect(throws: JSON.ParseError.duplicate(pointer: "/a/1/x~1~0")) { try JSON.parse(#"{"a": [0, {"x/~": 1, "x/~": 1}]}"#.utf8) }
        #expect(throws: JSON.ParseError.duplicate(pointer: "/a")) { try JSON.parse(#"{"a": 1, "\u0061": 2}"#.utf8) }
    }

    @Test("64 levels are read, 65 are refused")
    func depth() throws {
        let nested = { (levels: Int) in String(repeating: "[", count: levels) + String(repeating: "]", count: levels) }
        #expect(throws: Never.self) { try JSON.parse(nested(64).utf8) }
        #expect(throws: JSON.ParseError.tooDeep) { try JSON.parse(nested(65).utf8) }
        #expect(throws: JSON.ParseError.tooDeep) { try JSON.parse(String(repeating: "[", count: 1_000_000).utf8) }
    }
}
