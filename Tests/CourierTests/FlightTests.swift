import Testing

@testable import Courier

@Suite("A post that libcurl does not take")
struct FlightTests {
    @Test("ends as a failed attempt, and its handle is free for the next")
    func stays() {
        let flight = Flight(CurlTransport.Rules(), refuses: nil)
        for id in 1...2 as ClosedRange<Int64> {
            flight.board(Post(id: id, url: "http://127.0.0.1/", headers: [], body: Body([])))
            let outcome = flight.stay(3)
            #expect(outcome.id == id && outcome.status == nil && !outcome.succeeded)
            #expect(outcome.error == "could not be started")
        }
    }
}
