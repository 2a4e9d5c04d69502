import CCurl
import Distribution
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

@Suite("A host with two addresses")
struct HalfRefusedTests {
    // Both are this machine's, so that the test means the same where there is no IPv6.
    @Test("of which one is refused, is reached at the other, and its answer counts")
    func half() throws {
        let (receiver, refused) = (Receiver(), try #require(IPAddress("127.0.0.2")))
        let flight = Flight(CurlTransport.Rules()) { $0 == refused }
        let known = HeaderList(["half.example:\(receiver.port):127.0.0.2,127.0.0.1"])
        flight.easy.set(CURLOPT_RESOLVE, UnsafeRawPointer(known.raw))
        flight.board(Post(id: 1, url: "http://half.example:\(receiver.port)/", headers: [], body: Body([])))
        let outcome = withExtendedLifetime(known) { flight.land(curl_easy_perform(flight.easy.raw)) }
        #expect(outcome.status == 204)
        #expect(outcome.succeeded)
        #expect(receiver.requests.count == 1)
    }
}
