import Editorial
import Fixtures
import Testing

@testable import imprimatur

@Suite("A release as a Markdown file")
struct ReleaseFileTests {
    private let good = """
        ---
        headline: >-
          The pier
          reopens
        kind: statement
        section: events
        language: en
        dateline: {place: Moscow, date: 2022-05-16}
        boilerplate: [about, more]
        contact:
          role: Press office
          email: press@harbour.example
        ---


        It does.

        And *how*.

        """

    private func read(_ text: String) throws -> ReleaseFile { try ReleaseFile(text, file: "pier.md", office: .sample, at: .noon) }

    @Test("is read whole, without the blank lines around its body")
    func whole() throws {
        let file = try read(good)
        #expect(file.new.content.headline == "The pier reopens" && file.new.content.body == "It does.\n\nAnd *how*.")
        #expect(file.new.kind == .statement && file.new.section == "events" && file.new.language == "en")
        #expect(file.new.content.dateline == Dateline(place: "Moscow", date: "2022-05-16"))
        #expect(file.new.content.contact == Contact(role: "Press office", email: "press@harbour.example"))
        #expect(file.boilerplate.count == 2 && file.new.slug == nil && file.publishedAt == nil)
    }

    @Test("a missing contact is the office's, and null is none")
    func contact() throws {
        let without = "---\nheadline: A\nsection: events\n---\n"
        #expect(try read(without).new.content.contact == .sample)
        #expect(try read(without.replacing("section", with: "contact: null\nsection")).new.content.contact == nil)
    }

    @Test("times are RFC 3339, or a day and a time on the office's clocks")
    func times() throws {
        func published(_ text: String) throws -> String? { try read(good.replacing("kind:", with: "published_at: \(text)\nkind:")).publishedAt?.rfc3339 }
        #expect(try published("2022-05-16T10:00:00+03:00") == "2022-05-16T07:00:00.000Z")
        #expect(try published("2022-05-16 10:00") == "2022-05-16T07:00:00.000Z")
        #expect(try published("2022-05-16") == "2022-05-15T21:00:00.000Z")
        #expect(throws: FileFault.self) { try published("2022-02-30") }
        #expect(throws: FileFault.self) { try published("yesterday") }
        #expect(throws: FileFault.self) { try published("2031-01-01") }
    }

    @Test("a time that the clocks leap over or show twice is refused at its line, with what can be written instead")
    func summerTime() throws {
        var office = Office.sample
        office.timeZone = "Europe/Lisbon"
        func time(_ text: String) throws -> NewRelease {
            try ReleaseFile(good.replacing("kind:", with: "release_at: \(text)\nkind:"), file: "pier.md", office: office, at: .noon).new
        }
        let twice = #expect(throws: FileFault.self) { try time("2027-10-31 01:30") }
        #expect(twice?.message == "2027-10-31 01:30 comes twice in Lisbon: the clocks are put back then. Write 2027-10-31T01:30:00+01:00 or 2027-10-31T01:30:00+00:00.")
        let never = #expect(throws: FileFault.self) { try time("2027-03-28 01:30") }
        #expect(never?.message == "2027-03-28 01:30 does not come in Lisbon: the clocks are put forward then. Write 2027-03-28T00:30:00+00:00 or 2027-03-28T02:30:00+01:00.")
        #expect([twice, never].allSatisfy { ($0?.file, $0?.line) == ("pier.md", 5) })
        let said = try time("2027-10-31 09:00")
        #expect(said.releaseAt?.rfc3339 == "2027-10-31T09:00:00.000Z" && said.releaseZone == "Europe/Lisbon")
        let exact = try time("2027-10-31T01:30:00+01:00")
        #expect(exact.releaseAt?.rfc3339 == "2027-10-31T00:30:00.000Z" && exact.releaseZone == nil)
    }

    @Test("a release time is written as it is kept, with the zone in which it was said, and read so again")
    func zone() throws {
        for zone in ["Europe/Lisbon", "UTC", nil] {
            var release = try Release.draft()
            // The second of the two half past ones in Lisbon.
            (release.releaseAt, release.releaseZone) = (Instant(rfc3339: "2027-10-31T01:30:00.250Z"), zone)
            let text = ReleaseFile.write(release, office: .sample, at: .noon, source: nil) { _ in nil }
            let again = try read(text).new
            #expect(again.releaseAt == release.releaseAt && again.releaseZone == zone, "\(text)")
        }
        let there = try read(good.replacing("kind:", with: "release_at: 2027-06-01 09:00\nrelease_zone: Europe/Lisbon\nkind:")).new
        #expect(there.releaseAt?.rfc3339 == "2027-06-01T08:00:00.000Z" && there.releaseZone == "Europe/Lisbon")
    }

    @Test(
        "a mistake names its line",
        arguments: [
            ("", 1, "---"), ("no front matter\n", 1, "---"), ("---\nheadline: A\n\nbody\n", 1, "closed"), ("---\nheadline: [A\n---\n", 3, "YAML"),
            ("---\nheadline: A\nsection: events\ncolour: red\n---\n", 4, "colour"), ("---\nheadline: A\nheadline: B\n---\n", 3, "headline"),
            ("---\nsection: events\n---\n", 1, "headline"), ("---\nsection: events\nheadline: ''\n---\n", 3, "headline"),
            ("---\nheadline: A\nsection: weather\n---\n", 3, "weather"), ("---\nheadline: A\nsection: events\nlanguage: xx\n---\n", 4, "xx"),
            ("---\nheadline: A\nsection: events\nkind: rumour\n---\n", 4, "rumour"), ("---\nheadline: A\nsection: events\nattachments: []\n---\n", 4, "later version"),
            ("---\nheadline: A\nsection: events\nrelease_at: 2001-01-01\n---\n", 4, "release_at"),
            ("---\nheadline: A\nsection: events\nrelease_zone: Europe/Lisbon\n---\n", 4, "release_at"),
            ("---\nheadline: A\nsection: events\nrelease_at: 2027-06-01\nrelease_zone: Lisbon time\n---\n", 5, "time zone"),
            ("---\nheadline: A\nsection: events\nslug: Not A Slug\n---\n", 4, "slug"), ("---\nheadline: A\n---\n", 1, "section"),
            ("---\nheadline: A\nsection: events\n---\n\n\n\(String(repeating: "x", count: 2_000_000))", 7, "body"),
            ("---\nheadline: A\nsection: events\nbody: x\n---\n\ny", 4, "body"), ("---\nheadline: A\nsection: events\ncontact: {nmae: x}\n---\n", 4, "nmae"),
        ])
    func mistakes(text: String, line: Int, words: String) {
        let fault = #expect(throws: FileFault.self) { try read(text) }
        #expect(fault?.line == line && fault?.message.contains(words) == true && fault?.file == "pier.md", "\(String(describing: fault).prefix(300))")
    }

    @Test("CRLF and a byte order mark make no difference, and a line that is not UTF-8 is named")
    func bytes() throws {
        let windows = [0xEF, 0xBB, 0xBF] + Array(good.replacing("\n", with: "\r\n").utf8)
        #expect(try read(Text(windows, file: "pier.md").string).new == read(good).new)
        let fault = #expect(throws: FileFault.self) { try Text(Array("a\nb\n".utf8) + [0xFF, 0x0A], file: "pier.md") }
        #expect(fault?.line == 3)
    }

    @Test("what is written reads as the same text, to the byte")
    func roundTrip() throws {
        var contents = [Content.sample]
        contents.append(
            Content(
                headline: "null", subheadline: "", dateline: Dateline(place: nil, date: nil), summary: "a: \"b\" # c\n- d\t\\", body: "\n\n    code\n", speaker: "~",
                boilerplate: [Boilerplate(name: "about", title: "e\u{301}", text: "\u{85}\u{2028}\u{9F}🌊\n")], contact: nil, correctionNote: "'"))
        contents.append(Content(headline: " é e\u{301} ", body: "---\nx\n---\n", contact: Contact()))
        contents.append(Content(headline: "x\u{FEFF}", body: "lone \r return", contact: .sample))
        for content in contents {
            var release = try Release.draft()
            let revision = release.revision
            release.revision = Revision(
                number: 1, digest: content.digest, createdBy: revision.createdBy, createdAt: revision.createdAt, content: content, parent: nil, authors: revision.authors)
            let text = ReleaseFile.write(release, office: .sample, at: .noon, source: nil) { _ in nil }
            let file = try read(Text(Array(text.utf8), file: "pier.md").string)
            var again = file.new.content
            again.boilerplate = file.boilerplate.compactMap { if case .whole(let boilerplate) = $0 { boilerplate } else { nil } }
            #expect(again.digest == content.digest, "\(text)")
        }
    }
}
