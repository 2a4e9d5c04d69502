import Testing

@testable import imprimatur

@Suite("What a receiver for trying out answers")
struct AnsweringTests {
    private func statuses(_ answering: Answering) -> [Int] { (1...4).map { answering.answer(toAttempt: $0).status } }

    @Test("204, unless it is told to answer something else")
    func plain() throws {
        #expect(try statuses(Answering()) == [204, 204, 204, 204])
        #expect(try statuses(Answering(status: 202)) == [202, 202, 202, 202])
        #expect(try statuses(Answering(status: 503)) == [503, 503, 503, 503])
    }

    @Test("the first attempts fail as often as it is told, with the status that it is told")
    func failing() throws {
        #expect(try statuses(Answering(failures: 2)) == [503, 503, 204, 204])
        #expect(try statuses(Answering(status: 429, failures: 3)) == [429, 429, 429, 204])
    }

    @Test("Retry-After stands in what is no success, in whole seconds, and nowhere else")
    func retryAfter() throws {
        let answering = try Answering(failures: 1, retryAfter: "2m")
        #expect(answering.answer(toAttempt: 1) == .init(status: 503, retryAfter: 120))
        #expect(answering.answer(toAttempt: 2) == .init(status: 204, retryAfter: nil))
        #expect(try Answering(status: 429, retryAfter: "10").answer(toAttempt: 9).retryAfter == 10)
    }

    @Test("what cannot be meant is refused, and the option named", arguments: [
        ("--answer", 100, nil, nil, nil), ("--answer", 600, nil, nil, nil), ("--fail", nil, 0, nil, nil), ("--fail", nil, -1, nil, nil), ("--fail", 204, 2, nil, nil),
        ("--retry-after", nil, nil, "10", nil), ("--retry-after", 200, nil, "10", nil), ("--retry-after", 503, nil, "soon", nil), ("--retry-after", 503, nil, "-1", nil),
        ("--delay", nil, nil, nil, "5 minutes"), ("--delay", nil, nil, nil, "-1s"), ("--delay", nil, nil, nil, "2d"), ("--delay", nil, nil, nil, "25h"),
    ] as [(String, Int?, Int?, String?, String?)])
    func refused(option: String, status: Int?, failures: Int?, retryAfter: String?, delay: String?) {
        let failure = #expect(throws: Failure.self) { try Answering(status: status, failures: failures, retryAfter: retryAfter, delay: delay) }
        #expect(failure?.code == 64)
        #expect(failure?.message.hasPrefix(option) == true)
    }
}
