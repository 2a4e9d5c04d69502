import Distribution
import Editorial
import Fixtures
import Testing

@testable import Web

@Suite("What follows, in words beside each button")
struct DeskConsequenceTests {
    private func words(
        _ transition: String, of release: Release, by person: Person, onHold: Bool = false, endpoints: Int = 14, under office: Office = .sample
    ) throws -> String? {
        let offer = try #require(release.offers(to: person.actor, at: .noon, under: office).first { $0.transition.name == transition })
        return Consequence(of: offer, on: release, by: person.actor, at: .noon, under: office, onHold: onHold)?
            .words(endpoints: [.published: endpoints, .corrected: endpoints + 1, .withdrawn: endpoints + 2, .reinstated: endpoints + 3], at: .noon, under: office)
    }

    @Test("an approval without a release time says that it goes public now, and to how many endpoints")
    func now() throws {
        #expect(try words("approve", of: .submitted(), by: Cast.sam) == "Goes public now, to 14 endpoints")
        #expect(try words("approve", of: .submitted(), by: Cast.sam, endpoints: 1) == "Goes public now, to 1 endpoint")
        #expect(try words("approve", of: .submitted(), by: Cast.sam, endpoints: 0) == "Goes public now, to no endpoint")
    }

    @Test("an approval under embargo says when it goes out, on the office's clock")
    func embargo() throws {
        #expect(try words("approve", of: .submitted(releaseAt: .noon.later(hours: 21)), by: Cast.sam) == "Goes out Thu 26 Nov 12:00 (Moscow), to 14 endpoints")
    }

    @Test("where endpoints are trusted with it, it says that they get it at once, or are told not to use it")
    func advance() throws {
        func words(_ transition: String, _ release: Release, _ endpoints: [EventType: Int], onHold: Bool = false) throws -> String? {
            let offer = try #require(release.offers(to: Cast.sam.actor, at: .noon, under: .sample).first { $0.transition.name == transition })
            return Consequence(of: offer, on: release, by: Cast.sam.actor, at: .noon, under: .sample, onHold: onHold)?.words(endpoints: endpoints, at: .noon, under: .sample)
        }
        let waiting = try Release.submitted(releaseAt: .noon.later(hours: 21))
        #expect(
            try words("approve", waiting, [.published: 14, .advance: 2])
                == "Goes out Thu 26 Nov 12:00 (Moscow), to 14 endpoints; 2 endpoints get it at once, under embargo")
        #expect(try words("approve", waiting, [.published: 14, .advance: 1])?.hasSuffix("; 1 endpoint gets it at once, under embargo") == true)
        #expect(try words("approve", waiting, [.advance: 2], onHold: true)?.hasSuffix("; 2 endpoints get it when the hold ends, under embargo") == true)
        #expect(try words("approve", .submitted(), [.published: 14, .advance: 2]) == "Goes public now, to 14 endpoints")
        #expect(
            try words("unapprove", .approved(), [.advanceCancelled: 2])
                == "Back to draft; the approval is taken back; 2 endpoints that have an advance copy are told not to use it")
    }

    @Test("on hold an approval says that nothing goes out before the hold ends")
    func hold() throws {
        #expect(try words("approve", of: .submitted(), by: Cast.sam, onHold: true) == "Approved; goes out only when an administrator ends the hold")
    }

    @Test("where it takes two, the first approval says that it is one of two")
    func quorum() throws {
        let office = Office.sample(with: .quorum)
        #expect(try words("approve", of: .submitted(under: office), by: Cast.sam, under: office) == "1 of 2 approvals; it stays as it is until all are there")
    }

    @Test("steps that keep the text from the public say where it goes")
    func back() throws {
        #expect(try words("submit", of: .draft(), by: Cast.ana) == "Waiting for approval")
        #expect(try words("take-back", of: .submitted(), by: Cast.ana) == "Back to draft")
        #expect(try words("unapprove", of: .approved(), by: Cast.pub) == "Back to draft; the approval is taken back")
        #expect(try words("correct", of: .published(), by: Cast.ana) == "Back to draft; what the public sees stays")
        #expect(try words("drop", of: .draft(), by: Cast.ana) == "Dropped")
    }

    @Test("withdrawing, reinstating and correcting say what the public gets, each to those whom it reaches")
    func public_() throws {
        #expect(try words("withdraw", of: .published(), by: Cast.pub) == "Your note takes the text’s place in public now, to 16 endpoints")
        #expect(try words("reinstate", of: .withdrawn(), by: Cast.sam) == "The withdrawn text is public again now, to 17 endpoints")
        let correction = try Release.inCorrection().after("submit", by: Cast.dan)
        #expect(try words("approve", of: correction, by: Cast.sam) == "Goes public now as a correction, to 15 endpoints")
    }

    @Test("a refused step has no consequence")
    func refused() throws {
        #expect(try words("approve", of: .submitted(), by: Cast.ana) == nil)
    }
}

@Suite("What waits for me")
struct DeskWaitingTests {
    @Test("an approver sees what is theirs to decide, and what is not with the reason")
    func approver() throws {
        let own = try Release.draft(by: Cast.nia).after("submit", by: Cast.nia)
        let waiting = Waiting([try .submitted(), own, try .draft(), try .published()], for: Cast.nia, at: .noon, under: .sample)
        #expect(waiting.toApprove.map(\.createdBy) == ["ana"])
        #expect(waiting.notTheirs.map(\.release.createdBy) == ["nia"])
        #expect(waiting.notTheirs.allSatisfy { !$0.reasons.isEmpty })
    }

    @Test("a drafter sees their own drafts, and nothing to approve")
    func drafter() throws {
        let waiting = Waiting([try .draft(), try .draft(by: Cast.dan), try .submitted()], for: Cast.ana, at: .noon, under: .sample)
        #expect(waiting.drafts.map(\.createdBy) == ["ana"])
        #expect(waiting.toApprove.isEmpty)
        #expect(waiting.notTheirs.isEmpty)
    }

    @Test("administrators and auditors have nothing to decide", arguments: [Cast.ada, Cast.aud])
    func bystanders(person: Person) throws {
        let waiting = Waiting(try Release.inEveryState(), for: person, at: .noon, under: .sample)
        #expect(waiting.toApprove.isEmpty && waiting.notTheirs.isEmpty && waiting.drafts.isEmpty)
    }
}
