import Courier
import Distribution
import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("Two people press at the same moment")
struct RaceTests {
    private static let races = 200

    /// What one of the two sends.
    private struct Press: Sendable {
        let action: String
        let person: Person
        let send: @Sendable (OpenSite, Release) async throws -> LocalCall.Answer
        /// The state in which the release is where this press was the one that was taken.
        let leads: String
    }

    private static func step(_ name: String, by person: Person, to state: String) -> Press {
        Press(action: "release.\(name)", person: person, send: { site, release in
            try await site.api(
                "POST", "releases/\(release.id)/transitions",
                ["transition": .string(name), "revision": JSON(release.revision.number), "release_at": nil, "comment": "The second line."], as: person)
        }, leads: state)
    }

    private static let save = Press(action: "release.edit", person: Cast.nia, send: { site, release in
        try await site.api(
            "PUT", "releases/\(release.id)", ["content": Content.sample.with(body: "Other words.").json], as: Cast.nia,
            headers: [("If-Match", "\"\(release.version)\"")])
    }, leads: "submitted")

    @Test("approve and approve: one is taken, the other hears that there is nothing left to approve")
    func twoApprovals() async throws {
        try await race(Self.step("approve", by: Cast.sam, to: "published"), Self.step("approve", by: Cast.pia, to: "published"))
    }

    @Test("approve and request changes: one is taken, the other hears where the release is now")
    func opposites() async throws {
        try await race(Self.step("approve", by: Cast.sam, to: "published"), Self.step("request-changes", by: Cast.pia, to: "draft"))
    }

    @Test("approve and save: the text that was approved is the one that was seen, or none was approved")
    func approveAndSave() async throws {
        try await race(Self.step("approve", by: Cast.sam, to: "published"), Self.save, in: .sample(with: .openDesk))
    }

    private func race(_ one: Press, _ other: Press, in office: Office = .sample) async throws {
        try await OpenSite.use(office) { site in
            let new = NewEndpoint(name: "All", url: "http://127.0.0.1:9/", subscription: Subscription(), allowPrivate: true)
            _ = try await site.store.addEndpoint(new, by: Cast.ada.origin, at: .noon)
            let auditor = try await DeskBrowser.signedIn(Cast.aud, at: site)
            var wins = [0, 0]
            for number in 1...Self.races {
                var draft = NewRelease.sample
                draft.content.headline = "Race \(number)"
                let made = try await site.store.create(draft, by: Cast.ana.origin, at: .noon)
                let release = try await site.store.perform(.transition(made.step("submit")), on: made.id, by: Cast.ana.origin, at: .noon)
                async let first = one.send(site, release)
                async let second = other.send(site, release)
                let answers = try await [first, second]
                let taken = answers.indices.filter { answers[$0].status == 200 }
                try #require(taken.count == 1, "race \(number): \(answers.map(\.status)) \(answers.map(\.objections))")
                wins[taken[0]] += 1
                try await check(site, auditor, release.id, won: [one, other][taken[0]], lost: [one, other][1 - taken[0]], answers[1 - taken[0]])
            }
            print("\(one.action) by \(one.person.login) was first \(wins[0]) times, \(other.action) by \(other.person.login) \(wins[1]) times")
        }
    }

    /// Page, state, journal and webhooks agree on which of the two it was.
    private func check(_ site: OpenSite, _ auditor: DeskBrowser, _ id: String, won: Press, lost: Press, _ refusal: LocalCall.Answer) async throws {
        #expect(refusal.status == 409 && !refusal.objections.isEmpty || refusal.status == 412, "\(refusal.status) \(refusal.text)")
        let release = try #require(try await site.store.release(id))
        #expect(release.state == won.leads)
        #expect((release.live.text != nil) == (won.leads == "published"))
        #expect(release.approvals.map(\.by) == (won.leads == "published" ? [won.person.login] : []))

        let entries = try await site.store.journal(JournalFilter(release: id), PageRequest(limit: 20)).items.map { "\($0.action) \($0.actor)" }
        #expect(entries.count { $0 == "\(won.action) \(won.person.login)" } == 1)
        #expect(!entries.contains("\(lost.action) \(lost.person.login)"))
        #expect(entries.contains("\(lost.action).refused \(lost.person.login)") == (refusal.status == 409))

        let told = try await site.store.deliveries(DeliveryFilter(release: id), PageRequest(limit: 20)).items.map(\.eventType)
        #expect(told == (won.leads == "published" ? [.published] : []))
        let title = try #require(site.store.office.workflows[release.workflow]?.state(release.state)?.title)
        #expect(try await auditor.get("/desk/releases/\(id)").words.contains(title))
    }
}
