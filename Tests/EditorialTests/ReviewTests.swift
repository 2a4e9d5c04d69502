import Editorial
import Fixtures
import Testing

@Suite("A review that is owed")
struct ReviewTests {
    private let office = Office.sample(with: .flash)

    private func urgent(of content: Content = .sample) throws -> Release {
        var new = NewRelease.sample
        new.content = content
        return try Release.draft(new, id: "r", by: Cast.ana.actor, at: .noon, under: office).after("publish-urgently", by: Cast.sam, under: office)
    }

    @Test("is done by nobody in a role that could not have approved the text, though the file opens the step to it")
    func role() throws {
        var open = office
        open.workflows["flash"] = Workflow.flash.changed(name: "flash", title: "Flash", opening: ["accept"], to: [.publisher])
        let release = try urgent()
        #expect(release.refused("accept", by: Cast.pub, under: open) == [.role])
        #expect(release.refused("accept", by: Cast.pia, under: open) == [])
    }

    @Test("keeps the release on a road on which it can be done, whatever its kind is bound to")
    func bound() throws {
        var bound = office
        bound.choice = WorkflowChoice(standard: "flash", kinds: [.speech: "press-release"])
        let correction = try urgent().after("correct", by: Cast.ana, under: bound)
        let speech = Command.edit(Edit(kind: .speech))
        #expect(try correction.after(speech, by: Cast.ana, under: bound).workflow == "flash")
        let reviewed = try urgent().after("accept", by: Cast.pia, under: bound).after("correct", by: Cast.ana, under: bound)
        #expect(try reviewed.after(speech, by: Cast.ana, under: bound).workflow == "press-release")
    }

    @Test("a text that went out alone is vouched for once it is approved and goes out again")
    func later() throws {
        let first = Content.sample.with(correctionNote: "The first word.")
        let release = try urgent(of: first)
        #expect(release.unvouched == [1: ["sam"]])
        let second = Command.edit(Edit(content: .sample.with(body: "Else.", correctionNote: "The second word.")))
        var corrected = try release.after("correct", by: Cast.ana, under: office).after(second, by: Cast.ana, under: office)
        for (step, person) in [("submit", Cast.ana), ("approve", Cast.pia), ("correct", Cast.ana)] { corrected = try corrected.after(step, by: person, under: office) }
        #expect(corrected.live.text?.revision.number == 2 && corrected.unvouched == [1: ["sam"]])
        var again = try corrected.after(.restore(release.revision, Edit()), by: Cast.ana, under: office)
        for (step, person) in [("submit", Cast.ana), ("approve", Cast.pia)] { again = try again.after(step, by: person, under: office) }
        #expect(again.live.text?.revision.number == 1 && again.unvouched.isEmpty)
    }
}
