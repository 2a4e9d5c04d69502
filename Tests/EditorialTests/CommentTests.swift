import Editorial
import Fixtures
import Testing

@Suite("Comments on a text")
struct CommentTests {
    @Test("a passage that stands more than once is told by its number")
    func occurrences() throws {
        let content = Content.sample.with(body: "The pier opens. The *pier* closes. A third pier, [the pier](https://pier.example/).")
        var draft = try Release.draft()
        draft = try draft.after(.edit(Edit(content: content)), by: Cast.ana)
        func problems(_ occurrence: Int, _ quote: String = "pier") -> [String] {
            let passages = Passages(of: draft.revision, in: [.body]) { $0.replacing("(https://pier.example/)", with: "") }
            do { try draft.checkComment("Which?", on: Anchor(field: .body, quote: quote, occurrence: occurrence), in: passages) } catch { return error.problems.map { "\($0.pointer) \($0.detail)" } }
            return []
        }
        #expect(problems(4) == [])
        #expect(problems(5) == ["/occurrence This passage stands there only 4 times."])
        #expect(problems(2, "third") == ["/occurrence This passage stands there only once."])
        #expect(problems(0) == ["/occurrence This is a whole number from 1, the first."])
    }

    @Test("whoever reads drafts may comment; auditors and administrators change nothing")
    func who() throws {
        let draft = try Release.draft()
        for person in [Cast.ana, Cast.dan, Cast.sam, Cast.pub, Cast.lea] { #expect(draft.objections(toCommentingBy: person.actor).isEmpty) }
        for person in [Cast.ada, Cast.aud] { #expect(draft.objections(toCommentingBy: person.actor).map(\.code) == [.role]) }
    }

    @Test("a comment is settled by whoever wrote it, may edit or may approve")
    func settling() throws {
        let draft = try Release.draft()
        let comment = Editorial.Comment(number: 1, anchor: nil, body: "Which council?", by: "pub", at: .noon)
        for person in [Cast.ana, Cast.dan, Cast.sam, Cast.pub] {
            #expect(draft.objections(toResolving: comment, by: person.actor, under: .sample).isEmpty, "\(person.login)")
        }
        for person in [Cast.lea, Cast.ada, Cast.aud] {
            #expect(draft.objections(toResolving: comment, by: person.actor, under: .sample).map(\.code) == [.role], "\(person.login)")
        }
        let own = Editorial.Comment(number: 2, anchor: nil, body: "Which river?", by: "aud", at: .noon)
        #expect(draft.objections(toResolving: own, by: Cast.aud.actor, under: .sample).map(\.code) == [.role], "from before they became an auditor")
    }

    @Test("one that says nothing, says too much or is on a passage that is not there names its place")
    func invalid() throws {
        let draft = try Release.draft()
        func pointers(_ body: String, _ quote: String? = nil) -> [String] {
            let passages = Passages(of: draft.revision, in: [.body]) { $0 }
            do { try draft.checkComment(body, on: quote.map { Anchor(field: .body, quote: $0) }, in: passages) } catch { return error.problems.map(\.pointer) }
            return []
        }
        #expect(pointers("Which council?", "The council") == [])
        for blank in [" \n ", "\u{200B}", "\u{202E} \u{FE0F}", "\u{00AD}"] { #expect(pointers(blank) == ["/body"]) }
        #expect(pointers("👍") == [] && pointers("👨‍👩‍👧") == [])
        #expect(pointers(String(repeating: "é", count: 5_001)) == ["/body"])
        #expect(pointers("\u{1}") == ["/body"])
        #expect(pointers("Which?", "The senate") == ["/quote"])
        #expect(pointers("Which?", String(repeating: "a", count: 5_001)) == ["/quote"])
    }
}
