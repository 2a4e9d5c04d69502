import Editorial
import Testing
@testable import Web

@Suite("Forms")
struct FormTests {
    @Test("fields keep their order, may repeat, and come as they were typed")
    func reads() throws {
        let form = try Form(encoded: "a=1&b=x+y&a=%D0%B4%F0%9F%8C%8A&c&=&d=%&e=1%3D2".utf8)
        #expect(form["a"] == "1")
        #expect(form.all("a") == ["1", "д🌊"])
        #expect(form["b"] == "x y")
        #expect(form["c"] == "")
        #expect(form["d"] == "%")
        #expect(form["e"] == "1=2")
        #expect(form["missing"] == nil)
        #expect(form.without("a")["a"] == nil)
    }

    @Test("bytes that are no UTF-8, and too many fields, are refused")
    func refuses() {
        #expect(throws: Invalid.self) { try Form(encoded: "a=%FF".utf8) }
        #expect(throws: Invalid.self) { try Form(encoded: String(repeating: "a=1&", count: 1001).utf8) }
    }
}
