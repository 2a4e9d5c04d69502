/// How one endpoint has answered over the last day, as a small picture and in words.
package struct HealthPart: Sendable {
    /// One hour, oldest first: what arrived stands above the line, what failed hangs below it.
    package struct Bar: Sendable {
        /// All in the picture's units; heights up to `HealthPart.height`.
        package let x, arrivedY, arrived, failed: Int
    }

    /// Of each half of the picture.
    private static let height = 16
    private static let step = 6

    package let bars: [Bar]
    package let words: String

    /// `hours` are how many attempts succeeded and failed in each, the oldest first. The busiest fills its half; the smallest number still shows.
    package init(hours: [(succeeded: Int, failed: Int)], words: String) {
        let most = max(1, hours.map { max($0.succeeded, $0.failed) }.max() ?? 1)
        func height(of count: Int) -> Int { count == 0 ? 0 : max(2, Self.height * count / most) }
        bars = hours.enumerated().map { place, hour in
            let arrived = height(of: hour.succeeded)
            return Bar(x: place * Self.step, arrivedY: Self.height - arrived, arrived: arrived, failed: height(of: hour.failed))
        }
        self.words = words
    }
}
