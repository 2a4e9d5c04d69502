import Editorial
import Fixtures
import Testing

@Suite("What may be given in advance")
struct AdvanceCopyTests {
    private let hour = Instant.noon.later(hours: 1)

    @Test("an approved text with a release time, and nothing before it is approved")
    func approved() throws {
        let release = try Release.approved()
        let copy = try #require(release.advanceCopy(under: .sample))
        #expect(copy.revision == 1 && copy.digest == release.revision.digest && copy.description == release.description && copy.releaseAt == hour)
        for release in try [Release.draft(releaseAt: hour), .submitted(releaseAt: hour)] { #expect(release.advanceCopy(under: .sample) == nil) }
    }

    @Test("not what has no release time, is public, was taken back or was dropped")
    func without() throws {
        let all = try [Release.published(), .withdrawn(), .dropped(), .inCorrection(), Release.approved().after("unapprove", by: Cast.sam)]
        for release in all { #expect(release.advanceCopy(under: .sample) == nil, "\(release.state)") }
    }

    @Test("not what is confined")
    func confined() throws {
        #expect(try Release.approved().after(.confine(to: []), by: Cast.sam).advanceCopy(under: .sample) == nil)
    }

    @Test("where it takes two, not before both have approved")
    func quorum() throws {
        let office = Office.sample(with: .quorum)
        let one = try Release.submitted(releaseAt: hour, under: office).after("approve", by: Cast.sam, under: office)
        #expect(one.advanceCopy(under: office) == nil)
        #expect(try one.after("approve", by: Cast.pia, under: office).advanceCopy(under: office) != nil)
    }

    @Test("also while a comment waits to be resolved: it changes nothing of the text")
    func openComment() throws {
        var release = try Release.approved()
        release.openComments = 1
        #expect(release.advanceCopy(under: .sample) != nil)
    }

    @Test("also where somebody presses the button when it is time")
    func byHand() throws {
        let office = Office.sample(with: .byHand)
        let release = try Release.submitted(releaseAt: hour, under: office)
        #expect(release.advanceCopy(under: office) == nil)
        #expect(try release.after("approve", by: Cast.sam, under: office).advanceCopy(under: office)?.releaseAt == hour)
    }

    @Test("under an urgent word as under an approval, and not for the road alone by which there could be one")
    func urgent() throws {
        let office = Office.sample(with: .flash)
        let draft = try Release.draft(releaseAt: hour, under: office)
        #expect(draft.advanceCopy(under: office) == nil)
        #expect(try draft.after("schedule-urgently", by: Cast.sam, under: office).advanceCopy(under: office)?.releaseAt == hour)
    }
}
