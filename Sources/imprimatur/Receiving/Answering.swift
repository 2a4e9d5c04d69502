import Distribution

/// How a receiver for trying out answers what it believes: as it was told, so that one can watch how it is tried again.
struct Answering: Sendable, Equatable {
    struct Answer: Sendable, Equatable {
        let status: Int
        /// In seconds, as the header has it.
        var retryAfter: Int?
    }

    private let status: Int?
    private let failures: Int?
    private let retryAfter: Int?
    /// How long each answer is held back, in seconds.
    let delay: Double

    /// The options as they were typed. Throws a 64 that names the one which is wrong.
    init(status: Int? = nil, failures: Int? = nil, retryAfter: String? = nil, delay: String? = nil) throws(Failure) {
        if let status, !(200...599 ~= status) { throw .usage("--answer: \(status) is no status to answer with; they go from 200 to 599.") }
        if let failures, failures < 1 { throw .usage("--fail: \(failures) is not 1 or more.") }
        (self.status, self.failures) = (status, failures)
        if failures != nil, let status, Self.isSuccess(status) { throw .usage("--fail: nothing fails with --answer \(status).") }
        self.retryAfter = try retryAfter.map { text throws(Failure) in Int(try Self.seconds(text, of: "--retry-after").rounded(.up)) }
        self.delay = try delay.map { text throws(Failure) in try Self.seconds(text, of: "--delay") } ?? 0
        if retryAfter != nil, Self.isSuccess(answer(toAttempt: 1).status) {
            throw .usage("--retry-after goes with an answer that is no success: say --fail or --answer as well.")
        }
    }

    /// What an event's attempt is answered, counted from 1. `Retry-After` stands in no success.
    func answer(toAttempt number: Int) -> Answer {
        let fails = failures.map { number <= $0 } ?? true
        let status = fails ? self.status ?? (failures == nil ? 204 : 503) : 204
        return Answer(status: status, retryAfter: Self.isSuccess(status) ? nil : retryAfter)
    }

    private static func isSuccess(_ status: Int) -> Bool { 200...299 ~= status }

    private static func seconds(_ text: String, of option: String) throws(Failure) -> Double {
        guard let seconds = RetrySchedule.seconds(text), 0...86_400 ~= seconds else {
            throw .usage("\(option): \(text) is no duration of up to a day. They are like 20, 5s, 30m or 2h.")
        }
        return seconds
    }
}
