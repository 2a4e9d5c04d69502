@testable import Distribution
import Editorial
import Fixtures
import Testing

@Suite("ninjs")
struct NinjsTests {
    private func item(_ type: EventType, _ release: Release, previous: LiveText? = nil) throws -> JSON {
        let payload = StandardPayload(
            type, of: release, previous: previous, minor: false, by: "ana", at: .noon, under: .sample, render: { _ in ("<p>The council.</p>", "The council.") })
        return try JSON.parse(PayloadFormat.ninjs.body(of: payload.bytes))
    }

    @Test("a published text is usable, whole, and under no embargo any more")
    func published() throws {
        let item = try item(.published, .published())
        #expect(item["pubStatus"] == "usable" && item["representationType"] == "full" && item["type"] == "text" && item.object!["embargoedUntil"] == nil)
        #expect(item["uri"] == "urn:uuid:01935f2e-0000-7000-8000-000000000001" && item["version"] == "4" && item["language"] == "en")
        #expect(item["headlines"].array!.map { $0["value"] } == ["The river council meets", "Հանդիպում — встреча"])
        #expect(item["bodies"].array!.map { $0["contentType"] } == ["text/html", "text/plain", "text/markdown"])
        #expect(item["bodies"].array![0]["value"] == "<p>The council.</p>" && item["bodies"].array![1]["wordCount"] == 2)
        #expect(item["located"] == "Yerevan" && item["infoSources"].array![0]["contactInfo"] == [["type": "email", "value": "press@rivers.example"]])
        #expect(item["altIds"] == [["role": "digest", "value": .string(Content.sample.digest)]])
        for absent in ["people", "associations", "edNote"] { #expect(item.object![absent] == nil) }
    }

    @Test("a withdrawal is canceled, without a text, and says why")
    func withdrawn() throws {
        let item = try item(.withdrawn, .withdrawn())
        #expect(item["pubStatus"] == "canceled" && item["representationType"] == "partial" && item["edNote"] == "We take this back.")
        #expect(item["title"] == "The river council meets" && item.object!["bodies"] == nil)
    }

    @Test("a correction says what was wrong")
    func corrected() throws {
        let before = try Release.inCorrection()
        let item = try item(.corrected, before.after("submit", by: Cast.dan).after("approve", by: Cast.sam), previous: before.live.lastText)
        #expect(item["pubStatus"] == "usable" && item["edNote"] == "The day was wrong." && item["descriptions"].array![1]["role"] == "correction")
    }

    @Test("what is not to be published yet is withheld: work at the desk, a trial, a text under embargo, which says until when")
    func withheld() throws {
        let desk = try item(.submitted, .submitted())
        #expect(desk["pubStatus"] == "withheld" && desk.object!["headlines"] == nil && desk.object!["bodies"] == nil)
        let ping = try JSON.parse(PayloadFormat.ninjs.body(of: StandardPayload.ping(endpoint: "01935f2e-0000-7000-8000-000000000009", at: .noon).bytes))
        #expect(ping["pubStatus"] == "withheld" && ping["uri"] == "urn:uuid:01935f2e-0000-7000-8000-000000000009")
        let item = Ninjs.item(of: SamplePayload.all(of: .advance)[0].with("timestamp", "2026-11-23T09:00:00.000Z"))
        #expect(item["pubStatus"] == "withheld" && item["embargoedUntil"] == "2026-11-24T09:00:00.000Z" && item["bodies"].array!.count == 4)
        let end = Ninjs.item(of: SamplePayload.all(of: .advanceCancelled)[0])
        #expect(end["pubStatus"] == "canceled" && end["edNote"].string?.contains("do not publish") == true && end["embargoedUntil"] == nil)
    }

    @Test("pictures and documents are associated, each with its address")
    func attachments() {
        let associations = Ninjs.item(of: SamplePayload.all(of: .published)[0])["associations"].array!
        #expect(associations.map { $0["type"] } == ["picture", "text"] && associations.map { $0["name"] } == ["a.jpg", "b.pdf"])
        #expect(associations[1]["renditions"].array![0]["href"] == "https://newsroom.example/attachments/sha256:00/b.pdf")
        #expect(associations[0]["descriptions"].array!.count == 2 && associations[1].object!["descriptions"] == nil)
    }
}

extension JSON {
    func with(_ name: String, _ value: JSON) -> JSON { .object((object ?? [:]).merging([name: value]) { $1 }) }
}
