import Editorial
import Foundation
import Testing

@testable import Timekeeping

@Suite("What the clock says")
struct NowTests {
    @Test("it is rounded down, so that nothing is ever early")
    func now() {
        for _ in 0..<100 {
            let said = Instant.now
            #expect(Double(said.milliseconds) <= Date().timeIntervalSince1970 * 1000)
        }
    }
}
