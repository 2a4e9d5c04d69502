import Editorial
import Fixtures
import Testing

@Suite("Release times and roads")
struct ReleaseTimeTests {
    let later = Instant.noon.later(hours: 3)

    @Test("until approval those who write set it, without a word")
    func before() throws {
        for release in [try Release.draft(), try .submitted()] {
            for person in Cast.everybody {
                let writes = !person.roles.isDisjoint(with: [.drafter, .pressSecretary])
                #expect(release.refused(.setReleaseTime(later, comment: nil), by: person) == (writes ? [] : [.role]))
            }
            let set = try release.after(.setReleaseTime(later, comment: nil), by: Cast.ana)
            #expect(set.releaseAt == later && set.version == release.version + 1 && set.revision == release.revision)
        }
    }

    @Test("after it those who may withdraw push it back, with a comment, and the approval stands")
    func after() throws {
        let release = try Release.approved()
        for person in Cast.everybody {
            let may = !person.roles.isDisjoint(with: [.pressSecretary, .publisher])
            #expect(release.refused(.setReleaseTime(later, comment: "Later."), by: person) == (may ? [] : [.role]))
            #expect(release.refused(.setReleaseTime(later, comment: " "), by: person) == (may ? [.comment] : [.role, .comment]))
        }
        let set = try release.after(.setReleaseTime(later, comment: "Later."), by: Cast.pub)
        #expect(set.releaseAt == later && set.approvals == release.approvals && set.state == "approved")
    }

    @Test("only those who approve bring it forward, or publish at once")
    func forward() throws {
        let release = try Release.approved()
        for sooner in [nil, Instant(milliseconds: Instant.noon.milliseconds + 60_000)] {
            for person in Cast.everybody {
                #expect(release.refused(.setReleaseTime(sooner, comment: "Now."), by: person) == (person.roles.contains(.pressSecretary) ? [] : [.role]))
            }
        }
        #expect(try release.after(.setReleaseTime(nil, comment: "Now."), by: Cast.sam).state == "published")
    }

    @Test("what is public or withdrawn has none, but a correction of it has")
    func live() throws {
        #expect(try Release.published().refused(.setReleaseTime(later, comment: "x"), by: Cast.sam) == [.state])
        #expect(try Release.withdrawn().refused(.setReleaseTime(later, comment: "x"), by: Cast.sam) == [.state])
        #expect(try Release.inCorrection().refused(.setReleaseTime(later, comment: nil), by: Cast.dan) == [])
        #expect(try Release.withdrawn().after("correct", by: Cast.ana).refused(.setReleaseTime(later, comment: nil), by: Cast.dan) == [])
    }

    @Test("with the first of two signatures the text counts as approved")
    func quorum() throws {
        let office = Office.sample(with: .quorum)
        let half = try Release.submitted(under: office).after("approve", by: Cast.sam, under: office)
        #expect(half.refused(.setReleaseTime(later, comment: nil), by: Cast.ana, under: office) == [.role, .comment])
    }

    @Test("another workflow voids what was approved and begins at its beginning")
    func workflow() throws {
        let command = Command.changeWorkflow("quorum", comment: "Two must sign.")
        let changed = try Release.approved().after(command, by: Cast.sam)
        #expect(changed.workflow == "quorum" && changed.state == "draft" && changed.approvals == [])
        #expect(try Release.submitted().after(command, by: Cast.sam).state == "draft")
        let correction = try Release.inCorrection().after(command, by: Cast.sam)
        #expect(correction.live.text?.revision.number == 1 && correction.approvals.map(\.revision) == [1])
        #expect(try Release.draft().refused(.changeWorkflow("quorum", comment: nil), by: Cast.ana) == [.role, .comment])
        #expect(try Release.draft().decide(.changeWorkflow("press-release", comment: "x"), by: Cast.sam.actor, at: .noon, under: .sample) == [])
    }

    @Test("only a workflow that knows the present state takes a release over")
    func unknownState() throws {
        var office = Office.sample
        office.workflows["short"] = Workflow(name: "short", title: "Short", approvals: [:], states: [.init(name: "draft", title: "Draft")], transitions: [], digest: "")
        #expect(try Release.draft().refused(.changeWorkflow("short", comment: "x"), by: Cast.sam, under: office) == [])
        #expect(try Release.submitted().refused(.changeWorkflow("short", comment: "x"), by: Cast.sam, under: office) == [.state])
    }

    @Test("a workflow that the office binds to a kind is not got around")
    func bound() throws {
        var office = Office.sample
        office.choice.kinds[.statement] = "two-roles"
        let statement = try Release.draft().after(.edit(Edit(kind: .statement)), by: Cast.ana, under: office)
        #expect(statement.workflow == "two-roles" && statement.state == "draft")
        #expect(statement.refused(.changeWorkflow("press-release", comment: "x"), by: Cast.sam, under: office) == [.fixed])
        let new = NewRelease(kind: .statement, section: "events", language: "en", content: .sample, workflow: "press-release")
        #expect(throws: Invalid("/workflow", "The office binds this kind or section to the workflow “two-roles”.")) { try new.check(under: office, at: .noon) }
    }

    @Test("a release whose workflow is gone can do nothing but change it")
    func gone() throws {
        var office = Office.sample
        office.workflows["press-release"] = nil
        let release = try Release.draft()
        #expect(release.refused("submit", by: Cast.ana, under: office) == [.state])
        #expect(release.refused(.edit(Edit()), by: Cast.ana, under: office) == [.state])
        #expect(release.offers(to: Cast.ana.actor, at: .noon, under: office).isEmpty && release.automatic(at: .noon, under: office) == nil)
        #expect(release.refused(.changeWorkflow("quorum", comment: "x"), by: Cast.sam, under: office) == [])
    }
}
