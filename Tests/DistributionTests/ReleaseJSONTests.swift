import Distribution
import Editorial
import Fixtures
import Testing

@Suite("A release as JSON")
struct ReleaseJSONTests {
    func json(_ release: Release, for person: Person = Cast.ana, onHold: Bool = false, standing: (String) -> Boilerplate? = { _ in nil }) -> JSON {
        release.json(for: person.actor, at: .noon, under: .sample, onHold: onHold, standing: standing)
    }
    func payload(_ type: EventType, _ release: Release, previous: LiveText? = nil, minor: Bool = false) throws -> JSON {
        let payload = StandardPayload(
            type, of: release, previous: previous, minor: minor, by: "ana", at: .noon, under: .sample,
            render: { ("<p>\($0.headline)</p>", $0.headline) })
        return try JSON.parse(payload.bytes)
    }

    @Test("a draft has every field, and nothing public")
    func draft() throws {
        let json = json(try Release.draft())
        #expect(Set(json.object!.keys) == [
            "id", "slug", "url", "workflow", "state", "version", "kind", "section", "language", "translation_of", "release_at", "imported", "created_by",
            "created_at", "updated_at", "revision", "approvals", "live", "review", "notices", "transitions", "urgency",
            "release_zone", "confined_to", "open_comments",
        ])
        #expect(json["url"] == nil && json["live"] == nil && json["review"] == nil && json["approvals"] == [] && json["notices"] == [])
        #expect(json["created_at"] == "2026-11-25T12:00:00.000Z" && json["version"] == 1 && json["created_by"] == "ana")
        #expect(json["revision"]["digest"] == .string(Content.sample.digest) && json["revision"]["content"] == Content.sample.json)
        #expect(json["transitions"].array!.map { $0["name"] } == ["submit", "discard-correction", "keep-withdrawn", "withdraw", "drop"])
        #expect(json["transitions"].array![0] == ["name": "submit", "title": "Submit for approval", "to": "submitted", "objections": []])
        #expect(json["transitions"].array![1]["objections"] == [["code": "nothing-live", "detail": "No text of this release is public."]])
    }

    @Test("what is live is told beside what is being written, and where it stands")
    func live() throws {
        let json = json(try Release.inCorrection())
        #expect(json["url"] == "https://rivers.example/releases/the-river-council-meets" && json["revision"]["number"] == 2)
        #expect(json["live"] == [
            "revision": 1, "digest": .string(Content.sample.digest), "published_at": "2026-11-25T12:00:00.000Z", "since": "2026-11-25T12:00:00.000Z",
            "corrections": [], "withdrawn_at": nil, "withdrawal_note": nil,
        ])
        #expect(json["approvals"] == [[
            "revision": 1, "digest": .string(Content.sample.digest), "release_at": nil, "by": "sam", "role": "press-secretary", "at": "2026-11-25T12:00:00.000Z",
        ]])
        let withdrawn = self.json(try Release.withdrawn())
        #expect(withdrawn["live"]["withdrawal_note"] == "We take this back." && withdrawn["live"]["withdrawn_at"] == "2026-11-25T12:00:00.000Z")
    }

    @Test("notices say where the office's text has changed since, and what a hold keeps back")
    func notices() throws {
        let about = Content.sample.boilerplate[0]
        let draft = try Release.draft()
        #expect(json(draft, standing: { _ in about })["notices"] == [])
        #expect(json(draft, standing: { _ in Boilerplate(name: about.name, title: about.title, text: "New.") })["notices"].array!.map { $0["code"] } == ["boilerplate-changed"])
        #expect(json(draft, onHold: true)["notices"] == [])
        #expect(json(try Release.approved(), onHold: true)["notices"].array!.map { $0["code"] } == ["on-hold"])
    }

    @Test("the payload carries the live text as it was approved, and nobody's login")
    func published() throws {
        let json = try payload(.published, Release.published())
        let release = json["data"]["release"]
        #expect(json["type"] == "release.published" && json["timestamp"] == "2026-11-25T12:00:00.000Z" && json["data"].object!.count == 1)
        #expect(release["body_html"] == "<p>The river council meets</p>" && release["body_text"] == "The river council meets")
        #expect(release["published_at"] == "2026-11-25T12:00:00.000Z" && release["withdrawal_note"] == nil && release["attachment_urls"] == [])
        #expect(release["version"] == 4 && release["state"] == "published" && release["url"] == "https://rivers.example/releases/the-river-council-meets")
        #expect(release["approvals"] == [["revision": 1, "digest": .string(Content.sample.digest), "role": "press-secretary", "at": "2026-11-25T12:00:00.000Z"]])
        for absent in ["created_by", "transitions", "review", "notices"] { #expect(release.object![absent] == nil) }
        #expect(Set(release["revision"].object!.keys) == ["number", "digest", "created_at", "content"])
        let bytes = StandardPayload(.published, of: try .published(), previous: nil, minor: false, by: nil, at: .noon, under: .sample, render: { _ in ("", "") }).bytes
        #expect(String(decoding: bytes, as: UTF8.self).contains(String(decoding: Content.sample.json.canonical, as: UTF8.self)))
    }

    @Test("while a correction is written, a payload is still of the live text")
    func neverTheDraft() throws {
        let text = String(decoding: try payload(.published, Release.inCorrection()).canonical, as: UTF8.self)
        #expect(!text.contains("tomorrow") && text.contains("The council **meets**"))
    }

    @Test("a correction names what it replaces, and whether it is minor")
    func corrected() throws {
        let before = try Release.inCorrection()
        let after = try before.after("submit", by: Cast.dan).after("approve", by: Cast.sam)
        let data = try payload(.corrected, after, previous: before.live.lastText, minor: true)["data"]
        #expect(data["previous"] == ["revision": 1, "digest": .string(Content.sample.digest), "since": "2026-11-25T12:00:00.000Z"])
        #expect(data["minor"] == true && data["release"]["revision"]["number"] == 2 && data["release"]["live"]["corrections"].array!.count == 1)
    }

    @Test("a withdrawal carries no text, and no headline where it is hidden")
    func withdrawn() throws {
        let release = try payload(.withdrawn, Release.withdrawn())["data"]["release"]
        #expect(release["headline"] == "The river council meets" && release["withdrawal_note"] == "We take this back." && release["slug"] == "the-river-council-meets")
        #expect(release["revision"] == ["number": 1, "digest": .string(Content.sample.digest), "content": nil] && release["body_html"] == nil && release["body_text"] == nil)
        let published = try Release.published()
        var step = published.step("withdraw")
        step.hideHeadline = true
        let hidden = try payload(.withdrawn, published.after(.transition(step), by: Cast.pub))
        #expect(hidden["data"]["release"]["headline"] == nil)
        #expect(!String(decoding: hidden.canonical, as: UTF8.self).contains("The river council meets"))
    }

    @Test("what goes on at the desk is told without text and headline")
    func desk() throws {
        for (type, release) in [(EventType.submitted, try Release.submitted()), (.approved, try .approved()), (.changesRequested, try .draft())] {
            #expect(try payload(type, release)["data"]["release"] == [
                "id": .string(release.id), "version": JSON(release.version), "state": .string(release.state), "kind": "news", "section": "events", "by": "ana",
                "desk_url": .string("https://rivers.example/desk/releases/\(release.id)"),
            ])
        }
    }

    @Test("an attachment's address escapes its name")
    func attachments() throws {
        let digest = "sha256:" + String(repeating: "a", count: 64)
        var content = Content.sample
        content.attachments = [Attachment(digest: digest, filename: "Отчёт 1/2?.pdf", mediaType: "application/pdf")]
        let release = try Release.draft().after(.edit(Edit(content: content)), by: Cast.ana).after("submit", by: Cast.ana).after("approve", by: Cast.sam)
        #expect(try payload(.published, release)["data"]["release"]["attachment_urls"] == [
            .string("https://rivers.example/attachments/\(digest)/%D0%9E%D1%82%D1%87%D1%91%D1%82%201%2F2%3F.pdf")
        ])
    }

    @Test("a ping names its endpoint")
    func ping() throws {
        #expect(try JSON.parse(StandardPayload.ping(endpoint: "e1", at: .noon).bytes) == [
            "type": "endpoint.ping", "timestamp": "2026-11-25T12:00:00.000Z", "data": ["endpoint": "e1"],
        ])
    }
}
