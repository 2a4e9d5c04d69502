import Distribution
import Editorial
import Testing

@Suite("How quickly an endpoint answers")
struct PaceTests {
    /// `204`: a success at once; `500`: a failure at once; `late`: a success after six seconds; `none`: no answer.
    static func attempt(_ end: String) -> Attempt {
        let status = end == "late" ? 204 : Int(end)
        return Attempt(
            at: .init(milliseconds: 0), statusCode: status, durationMilliseconds: end == "late" ? 6000 : 10, error: status == 204 ? nil : "wrong", responseExcerpt: nil)
    }

    @Test(
        "its attempts run in the lane that its last ones lead to",
        arguments: [
            ("", Rota.Lane.new),
            ("204", .quick), ("500", .quick), ("none", .slow), ("late", .slow),
            ("204 204 none", .slow), ("204 late", .slow),
            ("none 204 204", .slow), ("none 204 204 204", .quick),
            ("none 204 204 late 204 204", .slow), ("none 204 204 none 204 204 204", .quick),
            ("none 500 500 500", .slow), ("none 204 500 204 204", .quick),
        ])
    func table(ends: String, lane: Rota.Lane) {
        var pace = Pace()
        for end in ends.split(separator: " ") { pace.note(Self.attempt(String(end))) }
        #expect(pace.lane == lane)
    }

    @Test("five seconds are still quick")
    func bound() {
        var pace = Pace()
        pace.note(Attempt(at: .init(milliseconds: 0), statusCode: 204, durationMilliseconds: 5000, error: nil, responseExcerpt: nil))
        #expect(pace.lane == .quick)
    }

    @Test("who fails is slow before the first attempt")
    func failing() { #expect(Pace(failing: true).lane == .slow) }
}
