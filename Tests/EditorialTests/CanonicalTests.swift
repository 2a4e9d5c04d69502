import Editorial
import Testing

@Suite("Canonical JSON (RFC 8785)")
struct CanonicalTests {
    @Test("numbers are written as the table of appendix B says", arguments: [
        (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"), (0x8000_0000_0000_0001, "-5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"), (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"), (0xc340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"), (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"), (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"), (0x41b3_de43_5555_5555, "333333333.3333333"),
        (0x41b3_de43_5555_5556, "333333333.3333334"), (0x41b3_de43_5555_5557, "333333333.33333343"),
        (0xbecb_f647_612f_3696, "-0.0000033333333333333333"), (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ] as [(UInt64, String)])
    func numbers(bits: UInt64, text: String) {
        #expect(JSON.number(Double(bitPattern: bits)).text == text)
    }

    @Test("whole numbers, fractions and powers of ten keep ECMAScript's shape", arguments: [
        (1, "1"), (10, "10"), (-100, "-100"), (120, "120"), (1.5, "1.5"), (0.1, "0.1"), (1e20, "100000000000000000000"), (1e-7, "1e-7"), (123e-9, "1.23e-7"),
        (1e16, "10000000000000000"), (0.001, "0.001"), (1234567.891, "1234567.891"),
    ] as [(Double, String)])
    func shapes(number: Double, text: String) {
        #expect(JSON.number(number).text == text)
    }

    @Test("the sample of section 3.2.2 comes out as the RFC prints it")
    func sample() throws {
        let input = #"""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#
        let output = #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
        #expect(try JSON.parse(input.utf8).canonical == Array(output.utf8))
    }

    @Test("names are sorted by UTF-16 code units, as in section 3.2.3")
    func sorted() throws {
        let input = #"""
            {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
             "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}
            """#
        let output = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\","
            + "\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\u{FB33}\":\"Hebrew Letter Dalet With Dagesh\"}"
        #expect(try JSON.parse(input.utf8).canonical == Array(output.utf8))
    }

    @Test("a text is not normalised, and control characters are escaped in lower case")
    func text() {
        #expect(JSON.string("A\u{30A}").canonical == Array("\"A\u{30A}\"".utf8))
        #expect(JSON.string("\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F}\u{7F}/").text == "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\u{7F}/\"")
        #expect(JSON.string("Հայաստան — Россия").text == "\"Հայաստան — Россия\"")
    }
}

extension JSON {
    var text: String { String(decoding: canonical, as: UTF8.self) }
}
