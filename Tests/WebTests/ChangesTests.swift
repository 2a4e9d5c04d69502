import Courier
import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("What has changed since")
struct ChangesTests {
    private static func take(_ name: String, _ release: Release, by person: Person, _ site: OpenSite) async throws -> Release {
        try await site.store.perform(.transition(release.step(name)), on: release.id, by: person.origin, at: .noon)
    }

    private static func write(_ body: String, _ release: Release, _ site: OpenSite) async throws -> Release {
        let content = Content.sample.with(body: body, correctionNote: "A word was wrong: \(body)")
        return try await site.store.perform(.edit(Edit(content: content)), on: release.id, by: Cast.ana.origin, at: .noon)
    }

    /// What a revision is compared with where nobody says.
    private static func against(_ number: Int, of release: Release, _ site: OpenSite) async throws -> JSON {
        let answer = try await site.api("GET", "releases/\(release.id)/revisions/\(number)/diff")
        #expect(answer.status == 200)
        return answer.json["against"]
    }

    @Test("by default it is the text that was approved last before it, not one that was sent back, nor itself")
    func approved() async throws {
        try await OpenSite.use { site in
            var new = NewRelease.sample
            new.releaseAt = .noon.later(hours: 9)
            var release = try await site.store.create(new, by: Cast.ana.origin, at: .noon)
            for step in ["submit", "approve", "unapprove"] { release = try await Self.take(step, release, by: step == "approve" ? Cast.sam : Cast.ana, site) }
            for body in ["Two.", "Three."] { release = try await Self.write(body, release, site) }
            #expect(try await Self.against(3, of: release, site) == 1)
            release = try await Self.take("submit", release, by: Cast.ana, site)
            release = try await Self.take("request-changes", release, by: Cast.sam, site)
            release = try await Self.write("Four.", release, site)
            #expect(try await Self.against(4, of: release, site) == 1)
            release = try await Self.take("submit", release, by: Cast.ana, site)
            release = try await Self.take("approve", release, by: Cast.sam, site)
            #expect(try await Self.against(4, of: release, site) == 1)
        }
    }

    @Test("where nobody approved one it is what the public sees, unless that is later")
    func live() async throws {
        try await OpenSite.use(.sample(with: .flash)) { site in
            var release = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            release = try await Self.write("Two.", release, site)
            release = try await Self.take("submit", release, by: Cast.ana, site)
            release = try await Self.take("publish-urgently", release, by: Cast.sam, site)
            #expect(release.live.text?.revision.number == 2)
            release = try await Self.take("correct", release, by: Cast.ana, site)
            for body in ["Three.", "Four."] { release = try await Self.write(body, release, site) }
            #expect(try await Self.against(4, of: release, site) == 2)
            #expect(try await Self.against(1, of: release, site) == .null)
        }
    }

    @Test("a correction that was sent back is shown beside what was sent back, and beside what the public sees")
    func both() async throws {
        try await OpenSite.use { site in
            var release = try await site.store.approved()
            release = try await Self.take("correct", release, by: Cast.ana, site)
            release = try await Self.write("Two.", release, site)
            release = try await Self.take("submit", release, by: Cast.ana, site)
            release = try await Self.take("request-changes", release, by: Cast.sam, site)
            release = try await Self.write("Three.", release, site)
            let page = try await DeskBrowser.signedIn(Cast.sam, at: site).get("/desk/releases/\(release.id)")
            #expect(page.words.contains("Changed since sam requested changes to revision 2"))
            #expect(page.words.contains("Changed since what the public sees, revision 1"))
        }
    }

    @Test("where it stands and when it goes out are told, too, each as it was when somebody decided")
    func standing() async throws {
        try await OpenSite.use { site in
            var release = try await site.store.create(.sample, by: Cast.ana.origin, at: .noon)
            release = try await Self.take("submit", release, by: Cast.ana, site)
            release = try await Self.take("request-changes", release, by: Cast.sam, site)
            let later = Instant.noon.later(seconds: 1)
            let edit = Command.edit(Edit(kind: .speech, language: "ru", slug: "elsewhere"))
            for command in [edit, .setReleaseTime(.noon.later(hours: 3), comment: nil)] {
                release = try await site.store.perform(command, on: release.id, by: Cast.ana.origin, at: later)
            }
            release = try await Self.take("submit", release, by: Cast.ana, site)
            let page = try await DeskBrowser.signedIn(Cast.sam, at: site).get("/desk/releases/\(release.id)")
            #expect(page.words.contains("Changed since sam requested changes to revision 1"))
            for added in [Kind.speech.title, ReleaseWords.language("ru"), "elsewhere", "Wed 25 Nov 18:00 (Moscow)"] {
                #expect(page.words.contains("added: </span>\(added)<"), "\(added)")
            }
        }
    }
}
