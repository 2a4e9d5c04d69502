import Distribution
import Editorial
import Testing

@Suite("Headers that an endpoint asks for")
struct CustomHeadersTests {
    @Test("lines are names and values, white space around them is none of theirs")
    func lines() throws {
        let headers = try CustomHeaders(lines: "Authorization: Bearer a:b c \r\n\n  X-Key:\tk\r\n")
        #expect(headers.fields == [.init(name: "Authorization", value: "Bearer a:b c"), .init(name: "X-Key", value: "k")])
        #expect(try CustomHeaders(lines: " \n").fields.isEmpty)
    }

    @Test("what would change the message, forge ours or break the line is refused, and no refusal quotes a value", arguments: [
        ("Host: s3cret", "Host is not for"), ("webhook-signature: s3cret", "webhook-signature is not for"), ("Content-LENGTH: s3cret", "Content-LENGTH is not for"),
        ("Transfer-Encoding: s3cret", "is not for"), ("Proxy-Authorization: s3cret", "is not for"), ("No colon s3cret", "Line 1 has no colon"), (": s3cret", "1 to 100 letters"),
        ("Two words: s3cret", "1 to 100 letters"), ("X-Ключ: s3cret", "1 to 100 letters"), ("X-Key:", "has no value"), ("X-Key: s3cret\u{0}", "no header can carry"),
        ("X-Key: s3cret é", "no header can carry"), ("X-Key: s3cret\nx-key: 2", "stands there twice"), ("X-Key: s3cret\u{7F}", "no header can carry"),
    ])
    func refused(text: String, saying: String) {
        #expect { try CustomHeaders(lines: text) } throws: { error in
            let details = (error as? Invalid)?.problems.map { "\($0.pointer) \($0.detail)" }.joined() ?? ""
            return details.hasPrefix("/headers") && details.contains(saying) && !details.contains("s3cret")
        }
    }

    @Test("a line that is broken within a value is refused, by whatever sign it is broken", arguments: ["\r", "\n", "\r\n", "\u{0}"])
    func broken(by sign: String) {
        #expect(throws: Invalid.self) { try CustomHeaders([.init(name: "X-Key", value: "a\(sign)webhook-id: b")]) }
    }

    @Test("there are ten at most, each of two thousand bytes at most")
    func most() throws {
        func many(_ count: Int) -> [CustomHeaders.Field] { (0..<count).map { .init(name: "X-\($0)", value: "v") } }
        #expect(try CustomHeaders(many(10)).names.count == 10)
        #expect(throws: Invalid.self) { try CustomHeaders(many(11)) }
        #expect(try CustomHeaders([.init(name: "X", value: String(repeating: "a", count: 2000))]).names == ["X"])
        #expect(throws: Invalid.self) { try CustomHeaders([.init(name: "X", value: String(repeating: "a", count: 2001))]) }
    }

    @Test("what was told to the receiver in confidence is withheld from what it says")
    func withheld() throws {
        let headers = try CustomHeaders(lines: "Authorization: Bearer t0psecret\nX-Short: on")
        #expect(headers.withheld(from: "You sent Bearer t0psecret, that is t0psecret, on Monday.") == "You sent [withheld], that is [withheld], on Monday.")
        #expect(CustomHeaders.none.withheld(from: "All is well.") == "All is well.")
    }
}
