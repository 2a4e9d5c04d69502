import Editorial
import Testing

@testable import Web

@Suite("The office's clock at the desk")
struct DeskTimeTests {
    let moscow = OfficeTime("Europe/Moscow")
    let lisbon = OfficeTime("Europe/Lisbon")
    let now = Instant(rfc3339: "2026-11-23T05:00:00Z")!

    @Test("a time is said in the office's zone, with the year where it is another one")
    func words() {
        #expect(moscow.words(Instant(rfc3339: "2026-11-24T06:00:00Z")!, at: now) == "Tue 24 Nov 09:00 (Moscow)")
        #expect(moscow.words(Instant(rfc3339: "2026-12-31T21:30:00Z")!, at: now) == "Fri 1 Jan 2027 00:30 (Moscow)")
        #expect(OfficeTime("America/Argentina/Buenos_Aires").city == "Buenos Aires")
    }

    @Test("what is shown in the fields reads back as the same instant")
    func roundTrip() {
        let instant = Instant(rfc3339: "2026-07-01T08:15:00Z")!
        #expect(lisbon.date(instant) == "2026-07-01")
        #expect(lisbon.time(instant) == "09:15")
        #expect(lisbon.read(date: "2026-07-01", time: "09:15") == .once(instant))
    }

    @Test("a time that the clocks leap over is refused, one that comes twice is both")
    func daylightSaving() {
        let near = [Instant(rfc3339: "2026-03-29T00:30:00Z")!, Instant(rfc3339: "2026-03-29T01:30:00Z")!]
        #expect(lisbon.read(date: "2026-03-29", time: "01:30") == .never(near: near))
        #expect(lisbon.read(date: "2026-10-25", time: "01:30") == .twice(first: Instant(rfc3339: "2026-10-25T00:30:00Z")!, second: Instant(rfc3339: "2026-10-25T01:30:00Z")!))
        #expect(lisbon.read(date: "2026-03-29", time: "02:00") == .once(Instant(rfc3339: "2026-03-29T01:00:00Z")!))
    }

    @Test("a time in a gap is refused with the two times that are nearest")
    func gap() {
        let words = "The clocks are put forward then: 01:30 on 2026-03-29 does not come in Lisbon. Say 00:30 or 02:30 instead."
        #expect(throws: Invalid("/release_at", words)) { try ReleaseTimeField(date: "2026-03-29", time: "01:30").wish(over: nil, in: lisbon) }
    }

    @Test("a time that comes twice is taken only once it is said which is meant")
    func overlap() throws {
        let (first, second) = (Instant(rfc3339: "2026-10-25T00:30:00Z")!, Instant(rfc3339: "2026-10-25T01:30:00Z")!)
        func field(_ which: String = "") -> ReleaseTimeField { ReleaseTimeField(date: "2026-10-25", time: "01:30", which: which) }
        #expect(throws: Invalid.self) { try field().wish(over: nil, in: lisbon) }
        #expect(throws: Invalid.self) { try field("2026-10-25T03:30:00.000Z").wish(over: nil, in: lisbon) }
        #expect(field().readings(in: lisbon).map(\.label) == ["01:30 (UTC+1, before the clocks are put back)", "01:30 (UTC+0, after the clocks are put back)"])
        #expect(try field(first.rfc3339).wish(over: nil, in: lisbon) == .at(first))
        #expect(try field(second.rfc3339).wish(over: first, in: lisbon) == .at(second))
        #expect(try field(second.rfc3339).wish(over: second, in: lisbon) == .asItIs)
        #expect(try field().wish(over: second, in: lisbon) == .asItIs)
        #expect(ReleaseTimeField(second, in: lisbon) == field(second.rfc3339))
        // Another day was typed since: the answer was to another question.
        #expect(try ReleaseTimeField(date: "2026-10-26", time: "01:30", which: first.rfc3339).wish(over: nil, in: lisbon) == .at(Instant(rfc3339: "2026-10-26T01:30:00Z")!))
        #expect(OfficeTime("Asia/Kolkata").stamp(first) == "2026-10-25T06:00:00+05:30" && OfficeTime("America/New_York").offset(first) == "UTC-4")
    }

    @Test("a time that comes twice is never said without which of the two it is")
    func overlapWords() {
        let (first, second) = (Instant(rfc3339: "2026-10-25T00:30:00Z")!, Instant(rfc3339: "2026-10-25T01:30:00Z")!)
        #expect(lisbon.words(first, at: now) == "Sun 25 Oct 01:30 (Lisbon, UTC+1, before the clocks are put back)")
        #expect(lisbon.words(second, at: now) == "Sun 25 Oct 01:30 (Lisbon, UTC+0, after the clocks are put back)")
        #expect(lisbon.words(second.later(hours: 1), at: now) == "Sun 25 Oct 02:30 (Lisbon)")
    }

    @Test("what is no date or time is refused", arguments: [("2026-02-30", "09:00"), ("24.11.2026", "09:00"), ("2026-11-24", "25:00"), ("2026-11-24", "9")])
    func unreadable(date: String, time: String) {
        #expect(moscow.read(date: date, time: time) == .unreadable)
    }

    @Test("an emptied field is an error where a time was set, and nothing where none was")
    func emptied() throws {
        let empty = ReleaseTimeField(date: " ", time: "")
        #expect(throws: Invalid.self) { try empty.wish(over: now, in: moscow) }
        #expect(try empty.wish(over: nil, in: moscow) == .asItIs)
        #expect(throws: Invalid.self) { try ReleaseTimeField(date: "2026-11-24", time: "").wish(over: nil, in: moscow) }
        #expect(throws: Invalid.self) { try ReleaseTimeField(date: "", time: "09:00").wish(over: now, in: moscow) }
    }

    @Test("fields sent back untouched leave the seconds alone")
    func untouched() throws {
        let exact = Instant(rfc3339: "2026-11-24T06:00:42.500Z")!
        let field = ReleaseTimeField(date: moscow.date(exact), time: moscow.time(exact))
        #expect(try field.wish(over: exact, in: moscow) == .asItIs)
    }
}
