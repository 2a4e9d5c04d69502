@testable import Distribution
import Editorial
import Fixtures
import Testing

@Suite("A message to a chat")
struct SlackMessageTests {
    private func message(_ type: EventType, _ release: Release) throws -> JSON {
        let payload = StandardPayload(
            type, of: release, previous: release.live.lastText, minor: false, by: "ana", at: .noon, under: .sample, render: { _ in ("", "The council meets.") })
        return try JSON.parse(PayloadFormat.slack.body(of: payload.bytes))
    }

    private func published(_ content: Content) throws -> JSON {
        let release = try Release.inCorrection().after(.edit(Edit(content: content)), by: Cast.dan).after("submit", by: Cast.dan).after("approve", by: Cast.sam)
        return try message(.corrected, release)
    }

    @Test("the text alone says what happened, of which release, and where it stands")
    func text() throws {
        let published = try message(.published, .published())
        #expect(published["text"] == "Published: <https://rivers.example/releases/the-river-council-meets|The river council meets>\nThe council of the five rivers meets in Yerevan.")
        let withdrawn = try message(.withdrawn, .withdrawn())
        #expect(withdrawn["text"] == "Withdrawn: <https://rivers.example/releases/the-river-council-meets|The river council meets>\nWe take this back.")
        let submitted = try message(.submitted, .submitted())
        #expect(submitted["text"] == "Waiting for approval · <https://rivers.example/desk/releases/01935f2e-0000-7000-8000-000000000001|Look at it>")
        let ping = try JSON.parse(PayloadFormat.slack.body(of: StandardPayload.ping(endpoint: "01935f2e", at: .noon).bytes))
        #expect(ping["text"] == "A trial message: this endpoint works")
    }

    @Test("&, < and > are escaped wherever Slack reads its own format, and no headline can call everybody or end its link")
    func escaping() throws {
        var content = Content.sample.with(headline: "Rivers & <!channel> | lakes>", correctionNote: "It said <b> & more.")
        content.summary = "1 < 2 & 3 > 2"
        let message = try published(content)
        #expect(message["text"].string!.hasSuffix("|Rivers &amp; &lt;!channel&gt; ¦ lakes&gt;>\n1 &lt; 2 &amp; 3 &gt; 2\nIt said &lt;b&gt; &amp; more."))
        let blocks = message["blocks"].array!
        #expect(blocks.map { $0["type"] } == ["header", "section", "section", "context"])
        #expect(blocks[0]["text"]["type"] == "plain_text" && blocks[0]["text"]["text"] == "Rivers & <!channel> | lakes>")
        #expect(blocks[1]["text"]["text"] == "1 &lt; 2 &amp; 3 &gt; 2")
    }

    @Test("what is longer than Slack takes is cut between characters, on one line")
    func length() throws {
        var content = Content.sample.with(headline: String(repeating: "👨‍👩‍👧‍👦", count: 100), correctionNote: "Note.")
        content.summary = String(repeating: "<word>\n", count: 500)
        let message = try published(content)
        let header = message["blocks"].array![0]["text"]["text"].string!
        #expect(header.utf16.count <= 150 && header.hasSuffix("👨‍👩‍👧‍👦…"))
        #expect(message["blocks"].array![1]["text"]["text"].string!.utf16.count <= 3000)
        #expect(message["text"].string!.split(separator: "\n").count == 3)
    }

    @Test("without a summary the text's first paragraph leads")
    func lead() throws {
        var content = Content.sample.with(correctionNote: "Note.")
        content.summary = nil
        #expect(try published(content)["text"].string!.contains("\nThe council meets.\n"))
    }
}
