import Editorial
import Fixtures
import Testing

@Suite("Who may do what, in which state")
struct MatrixTests {
    /// The shipped workflow as people are told of it: from, to, who.
    static let table: [String: (from: Set<String>, to: String, by: Set<Role>)] = [
        "submit": (["draft"], "submitted", ["drafter", "press-secretary"]), "take-back": (["submitted"], "draft", ["drafter"]),
        "request-changes": (["submitted"], "draft", ["press-secretary"]), "approve": (["submitted"], "approved", ["press-secretary"]),
        "publish": (["approved"], "published", ["publisher"]), "unapprove": (["approved"], "draft", ["drafter", "press-secretary", "publisher"]),
        "correct": (["published", "withdrawn"], "draft", ["drafter", "press-secretary"]),
        "discard-correction": (["draft", "submitted"], "published", ["drafter", "press-secretary"]),
        "keep-withdrawn": (["draft", "submitted"], "withdrawn", ["drafter", "press-secretary"]),
        "withdraw": (["draft", "submitted", "approved", "published"], "withdrawn", ["press-secretary", "publisher"]),
        "reinstate": (["withdrawn"], "published", ["press-secretary"]), "drop": (["draft"], "dropped", ["drafter", "press-secretary"]),
        "pick-up": (["dropped"], "draft", ["drafter", "press-secretary"]),
    ]

    @Test("the workflow is the table")
    func same() {
        #expect(Set(Workflow.pressRelease.transitions.map(\.name)) == Set(Self.table.keys))
        for transition in Workflow.pressRelease.transitions {
            let row = Self.table[transition.name]
            #expect(row?.from == transition.from && row?.to == transition.to && row?.by == transition.by, "\(transition.name)")
        }
    }

    @Test("a transition is refused for its state and its role exactly where the table says so", arguments: Cast.everybody.map(\.login))
    func roles(login: String) throws {
        let person = try #require(Cast.everybody.first { $0.login == login })
        for release in try Release.inEveryState() {
            for (name, row) in Self.table {
                let codes = release.refused(name, by: person, at: .noon.later(hours: 2))
                #expect(codes.contains(.state) != row.from.contains(release.state), "\(name) in \(release.state)")
                #expect(codes.contains(.role) == row.by.isDisjoint(with: person.roles), "\(name) by \(login)")
                #expect(!codes.contains(.stale) && !codes.contains(.comment) && !codes.contains(.publicNote))
            }
        }
    }

    @Test("what is offered is what leaves the state, and what is accepted leads where the table says", arguments: Cast.everybody.map(\.login))
    func offers(login: String) throws {
        let person = try #require(Cast.everybody.first { $0.login == login })
        for release in try Release.inEveryState() + [Release.inCorrection()] {
            let now = Instant.noon.later(hours: 2)
            let offers = release.offers(to: person.actor, at: now, under: .sample)
            #expect(Set(offers.map(\.transition.name)) == Set(Self.table.filter { $0.value.from.contains(release.state) }.keys))
            for offer in offers {
                let command = Command.transition(release.step(offer.transition.name))
                #expect(offer.objections == release.refusal(command, by: person.actor, at: now))
                guard offer.objections.isEmpty else { continue }
                let next = release.applying(try release.decide(command, by: person.actor, at: now, under: .sample), at: now)
                #expect(next.state == offer.transition.to && next.version == release.version + 1 && next.updatedAt == now)
            }
        }
    }

    @Test("only what is automatic is the clock's, and nothing is the courier's or the command line's")
    func machines() throws {
        for release in try Release.inEveryState() {
            for transition in Workflow.pressRelease.transitions {
                let command = Command.transition(release.step(transition.name))
                let byClock = release.refusal(command, by: .clock, at: .noon.later(hours: 2)).map(\.code)
                #expect(byClock.contains(.role) != (transition.name == "publish"))
                for actor in [Actor.courier, .commandLine(user: "root")] {
                    #expect(release.refusal(command, by: actor, at: .noon.later(hours: 2)).map(\.code).contains(.role))
                }
            }
        }
    }

    @Test("administrators and auditors can do nothing to a release")
    func bystanders() throws {
        for release in try Release.inEveryState() {
            for person in [Cast.ada, Cast.aud] {
                #expect(release.offers(to: person.actor, at: .noon, under: .sample).allSatisfy { $0.objections.map(\.code).contains(.role) })
                #expect(release.refused(.edit(Edit(content: .sample)), by: person).contains(.role))
                #expect(release.refused(.setReleaseTime(.noon.later(hours: 3), comment: "x"), by: person).contains(.role))
            }
        }
        #expect(throws: Refusal.self) { try Release.draft(by: Cast.ada) }
        #expect(throws: Refusal.self) { try Release.draft(by: Cast.pub) }
    }

    @Test("a refusal names every reason at once, in words")
    func everyReason() throws {
        let release = try Release.draft(releaseAt: .noon.later(hours: 1), by: Cast.nia)
        let step = Step("approve", revision: 7, releaseAt: .seen(nil))
        #expect(release.refusal(.transition(step), by: Cast.nia.actor).map(\.code) == [.state, .stale, .stale, .secondPairOfEyes])
        let bare = try Release.draft(NewRelease(kind: .news, section: "events", language: "en", content: Content(headline: "H")), id: "1", by: Cast.ana.actor, at: .noon, under: .sample)
        #expect(bare.refusal(.transition(Step("withdraw", revision: 1)), by: Cast.ana.actor) == [
            Objection(.role, "Only a press secretary or a publisher may do this."), Objection(.publicNote, "Write a note that tells the public why."),
            Objection(.nothingLive, "No text of this release is public."),
        ])
        #expect(bare.refusal(.transition(Step("submit", revision: 2)), by: Cast.pub.actor) == [
            Objection(.role, "Only a drafter or a press secretary may do this."),
            Objection(.stale, "The text has changed since you saw it: it is revision 1 now, not 2."),
            Objection(.incomplete, "The text itself is missing."),
            Objection(.incomplete, "The press contact needs a name or a role, and an e-mail address or a telephone number."),
        ])
        #expect(bare.refused("no-such-step", by: Cast.ana) == [.state])
    }
}
