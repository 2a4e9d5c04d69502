import Editorial
import Fixtures
import Foundation
import Testing

@Suite("Whatever people do")
struct PropertyTests {
    /// SEED and PLAYS in the environment repeat a run, or lengthen it.
    static let seed = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1_000_000)
    static let plays = ProcessInfo.processInfo.environment["PLAYS"].flatMap { Int($0) } ?? 300

    @Test("no promise is broken, in any workflow", arguments: ["press-release", "two-roles", "quorum", "by-hand", "open-desk", "flash"])
    func promises(of name: String) throws {
        let workflow = try #require(Office.sample.workflows[name])
        try check(.sample(with: workflow), workflow.name)
    }

    @Test("no promise is broken where kinds are bound to workflows that ask for more")
    func bound() throws {
        var office = Office.sample(with: .flash)
        office.choice.kinds = [.news: "two-roles", .statement: "two-roles", .speech: "quorum"]
        try check(office, "bound kinds")
    }

    private func check(_ office: Office, _ name: String) throws {
        var chance = Chance(seed: Self.seed)
        for number in 0..<Self.plays {
            let play = try Play.random(40, by: &chance, under: office)
            guard let broken = try play.broken(Promise.all) else { continue }
            let least = try play.shrunk(breaking: Promise.all)
            Issue.record("\(name), SEED=\(Self.seed), play \(number): \(broken.promises)\n\(least.words)")
            return
        }
    }

    @Test("a fault is cut down to the moves that it takes")
    func shrinking() throws {
        let never = Promise(name: "nothing is ever taken back") { $0.after.live.notice == nil }
        var office = Office.sample
        office.workflows = ["press-release": .pressRelease]
        var chance = Chance(seed: 7)
        var play = try Play.random(200, by: &chance, under: office)
        while try play.broken([never]) == nil { play = try Play.random(200, by: &chance, under: office) }
        let least = try play.shrunk(breaking: [never])
        let steps = least.moves.map { move in if case .act(_, .transition(let step)) = move { step.transition } else { "another" } }
        #expect(steps == ["submit", "approve", "withdraw"], "\(least.words)")
    }
}
