import Editorial
import Testing

@testable import Web

@Suite("A release's form")
struct DeskFormTests {
    private func form(_ fields: [String: String], boilerplate: [String] = []) -> ReleaseForm {
        ReleaseForm(typed: { fields[$0] }, boilerplate: boilerplate)
    }

    @Test("lines that a browser sends become lines of the text, and empty fields are absent")
    func newlines() throws {
        let content = try form(["headline": "Low water", "body": "One\r\n\r\nTwo", "summary": ""]).content(over: nil) { _ in nil }
        #expect(content.body == "One\n\nTwo")
        #expect(content.summary == nil)
        #expect(content.dateline == nil)
        #expect(content.contact == nil)
    }

    @Test("boilerplates that stand in the text stay as they are, new ones are copied in")
    func boilerplates() throws {
        let kept = Boilerplate(name: "about", title: "About us", text: "As it was")
        let current = Content(headline: "Low water", boilerplate: [kept])
        let content = try form(["headline": "Low water"], boilerplate: ["tides", "about"]).content(over: current) {
            Boilerplate(name: $0, title: $0, text: "As it is")
        }
        #expect(content.boilerplate.map(\.text) == ["As it was", "As it is"])
    }

    @Test("every problem is named at once, each at its field")
    func problems() {
        var problems = FieldProblems()
        let form = form(["headline": "", "kind": "rumour"], boilerplate: ["nobody"])
        #expect(problems.gather { () throws(Invalid) in try form.kind() } == nil)
        #expect(problems.gather { () throws(Invalid) in try form.content(over: nil) { _ in nil } } == nil)
        #expect(problems["kind"] != nil)
        #expect(problems["headline"] != nil)
        #expect(problems["boilerplate"] != nil)
        #expect(problems["body"] == nil)
    }

    @Test("a form whose answer shows a secret is taken once")
    func once() {
        let forms = UsedForms()
        #expect(forms.take("a"))
        #expect(!forms.take("a"))
        #expect(!forms.take(""))
    }
}
