import Editorial
import Fixtures
import Testing

@Suite("Instants and ids")
struct InstantTests {
    @Test("RFC 3339 is read with any offset, to the millisecond", arguments: [
        ("2026-11-25T12:00:00.000Z", "2026-11-25T12:00:00.000Z"), ("2026-11-25T12:00:00Z", "2026-11-25T12:00:00.000Z"),
        ("2026-11-25t12:00:00z", "2026-11-25T12:00:00.000Z"), ("2026-11-25T15:00:00+03:00", "2026-11-25T12:00:00.000Z"),
        ("2026-11-24T23:30:00.5-12:30", "2026-11-25T12:00:00.500Z"), ("2026-11-25T12:00:00.123999999Z", "2026-11-25T12:00:00.123Z"),
        ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"), ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z"), ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ])
    func reads(text: String, same: String) {
        #expect(Instant(rfc3339: text)?.rfc3339 == same)
    }

    @Test("what is no instant is refused", arguments: [
        "", "2026-11-25", "2026-11-25T12:00:00", "2026-11-25 12:00:00Z", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-00-10T00:00:00Z",
        "2026-11-25T24:00:00Z", "2026-11-25T12:60:00Z", "2026-11-25T12:00:60Z", "2026-11-25T12:00:00.Z", "2026-11-25T12:00:00+0300", "2026-11-25T12:00:00+03",
        "2026-11-25T12:00:00+24:00", "2026-11-25T12:00:00ZZ", "x026-11-25T12:00:00Z", "٢٠٢٦-11-25T12:00:00Z", "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
    ])
    func refuses(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test("a UUID of version 7 carries its time, and sorts by it")
    func ids() {
        // RFC 9562, appendix A.6.
        let id = uuidv7(at: Instant(milliseconds: 0x017F_22E2_79B0), random: (0xCC3, 0x18C4_DC0C_0C07_398F))
        #expect(id == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
        #expect(uuidv7(at: .noon, random: (.max, .max)) < uuidv7(at: .noon.later(hours: 1), random: (0, 0)))
        #expect(uuidv7(at: .noon, random: (.max, .max)).hasSuffix("-7fff-bfff-ffffffffffff"))
    }
}
