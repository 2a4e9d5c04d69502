@testable import Distribution
import Editorial
import Fixtures
import Testing

@Suite("An endpoint's own template")
struct PayloadTemplateTests {
    private func render(_ template: String, _ event: JSON) throws -> JSON { try JSON.parse(PayloadTemplate(template).body(of: event)) }

    @Test("values are escaped as JSON strings need it, with two braces or three")
    func escaping() throws {
        let words = "a \"quoted\" \\ word,\n<b> & \u{1}"
        let event: JSON = ["headline": .string(words)]
        #expect(try render(#"{"two": "{{headline}}", "three": "{{{headline}}}", "and": "{{&headline}}"}"#, event) == [
            "two": .string(words), "three": .string(words), "and": .string(words),
        ])
    }

    @Test("sections go through lists and leave out what is null, false, empty or not there; null hides the outer value of that name")
    func sections() throws {
        let event: JSON = ["name": "outer", "list": ["a", "b"], "none": [], "yes": true, "no": false, "null": nil, "blank": "", "inner": ["name": nil]]
        let template = """
            {"list": [{{#list}}"{{.}}"{{^last()}}, {{/last()}}{{/list}}], "flags": "{{#yes}}y{{/yes}}{{#no}}n{{/no}}{{#null}}u{{/null}}{{#blank}}b{{/blank}}{{#none}}e{{/none}}{{#gone}}g{{/gone}}",
             "name": "{{#inner}}{{name}}{{/inner}}"}
            """
        #expect(try render(template, event) == ["list": ["a", "b"], "flags": "y", "name": ""])
    }

    @Test("json() writes a value of any kind as JSON")
    func literal() throws {
        let event: JSON = ["text": "\"", "number": 7, "list": ["a", nil], "object": ["b": true], "null": nil, "yes": true]
        let template = #"[{{json(null.and.more)}}, {{json(text)}}, {{json(number)}}, {{json(list)}}, {{json(object)}}, {{json(null)}}, {{yes}}, {{count(list)}}]"#
        #expect(try render(template, event) == [nil, "\"", 7, ["a", nil], ["b": true], nil, true, 2])
    }

    @Test("a template that every sample renders is taken", arguments: EventType.allCases)
    func taken(type: EventType) {
        let template = #"{"what": "{{type}}", "title": "{{data.release.revision.content.headline}}{{data.release.headline}}", "n": {{json(data)}}}"#
        #expect(PayloadTemplate.problem(with: template, for: [type], trusted: false) == nil)
    }

    @Test("what does not parse is refused, with the line", arguments: [
        ("{\n\"a\": \"{{type\"}", "Line 2 of the template"), ("{{#data}}\n{}", "a section is not closed"), ("{{#data}}{{/type}}{}", "closed by another name"),
        ("{}\n{{> part}}", "Line 2 of the template: there are no parts"), ("{{=<% %>=}}", "delimiters"), ("{{$a}}{}{{/a}}", "no parts or blocks"),
        (String(repeating: "{{#data}}", count: 17), "more than 16 sections"), (String(repeating: " ", count: 70_000), "64 KiB"),
    ])
    func malformed(template: String, reason: String) throws {
        let problem = try #require(PayloadTemplate.problem(with: template, for: [.published], trusted: false))
        #expect(problem.contains(reason), "\(problem)")
    }

    @Test("what renders no JSON is refused, with the event that it fails for and where")
    func noJSON() throws {
        #expect(try #require(PayloadTemplate.problem(with: "Hello {{type}}", for: [], trusted: false)).contains("sample of release.published"))
        #expect(try #require(PayloadTemplate.problem(with: #""{{type}}""#, for: [.published], trusted: false)).contains("neither an object nor a list"))
        let problem = try #require(PayloadTemplate.problem(with: "{\n  \"v\": {{data.release.published_at}}\n}", for: [.withdrawn, .submitted], trusted: false))
        #expect(problem.contains("release.withdrawn") && problem.contains("line 2, column"))
        let desk = #"{"by": {{json(data.release.by)}}}"#
        #expect(PayloadTemplate.problem(with: desk, for: [.submitted, .approved], trusted: false) == nil)
        #expect(try #require(PayloadTemplate.problem(with: desk, for: [.submitted, .published], trusted: false)).contains("release.published:"))
    }

    @Test("a template for published texts must render what follows them, too")
    func following() throws {
        let template = #"{"workflow": {{json(data.release.workflow)}}}"#
        let problem = try #require(PayloadTemplate.problem(with: template, for: [.published], trusted: false))
        #expect(problem.contains("release.withdrawn, which follows the text to everyone who was given it"))
    }

    @Test("sections in one another over a long list come to an end")
    func endless() {
        let event: JSON = ["list": .array(Array(repeating: "x", count: 200))]
        let template = String(repeating: "{{#list}}", count: 8) + "x" + String(repeating: "{{/list}}", count: 8)
        #expect(throws: Unrenderable("What the template renders is longer than 16 MiB.")) { _ = try PayloadTemplate(template).body(of: event) }
    }

    @Test("the samples have every field that is delivered, and no other")
    func samples() throws {
        let before = try Release.inCorrection()
        let corrected = try before.after("submit", by: Cast.dan).after("approve", by: Cast.sam)
        let all: [(EventType, Release)] = [
            (.published, try .published()), (.corrected, corrected), (.reinstated, try Release.withdrawn().after("reinstate", by: Cast.sam)),
            (.withdrawn, try .withdrawn()), (.submitted, try .submitted()), (.approved, try .approved()), (.changesRequested, try .draft()),
        ]
        for (type, release) in all {
            let payload = StandardPayload(
                type, of: release, previous: before.live.lastText, minor: false, by: nil, at: .noon, under: .sample, render: { _ in ("", "") })
            let real = try JSON.parse(payload.bytes)
            for sample in SamplePayload.all(of: type) { #expect(sample.names == real.names, "\(type)") }
        }
        for type in EventType.desk {
            let payload = StandardPayload(
                type, of: try .submitted(), previous: nil, minor: false, by: "ana", withText: true, at: .noon, under: .sample, render: { _ in ("", "") })
            let real = try JSON.parse(payload.bytes)
            for sample in SamplePayload.all(of: type, trusted: true) { #expect(sample.names == real.names, "\(type)") }
        }
        let (first, correction) = (try Release.approved(), try before.with(releaseAt: .noon.later(hours: 1)).after("submit", by: Cast.dan).after("approve", by: Cast.sam))
        for (sample, release) in zip(SamplePayload.all(of: .advance), [correction, first]) {
            let copy = try #require(release.advanceCopy(under: .sample))
            let real = try JSON.parse(StandardPayload.advance(copy, of: release, at: .noon, under: .sample, render: { _ in ("", "") }).bytes)
            #expect(sample.names == real.names)
            let end = try JSON.parse(StandardPayload.advanceCancelled(copy, of: release, at: .noon, under: .sample).bytes)
            #expect(SamplePayload.all(of: .advanceCancelled)[0].names == end.names)
        }
        #expect(SamplePayload.all(of: .ping)[0].names == ["type", "timestamp", "data", "data/endpoint"])
    }
}

extension JSON {
    /// The paths of all members down to a revision's content.
    fileprivate var names: Set<String> {
        (object ?? [:]).reduce(into: []) { names, member in
            names.insert(member.key)
            if ["data", "release", "revision", "content", "previous", "live"].contains(member.key) { names.formUnion(member.value.names.map { "\(member.key)/\($0)" }) }
        }
    }
}

extension Release {
    fileprivate func with(releaseAt: Instant) -> Release {
        var release = self
        release.releaseAt = releaseAt
        return release
    }
}
