import Distribution
import Editorial
import Testing

@testable import imprimatur

@Suite("The configuration file")
struct ConfigurationTests {
    private func read(_ text: String) throws -> Configuration { try Configuration.read(Array(text.utf8), file: "imprimatur.yaml") }

    @Test("without a word it is a plain office with one language and one section")
    func plain() throws {
        for configuration in [Configuration(), try read(""), try read("# nothing\n")] {
            #expect(configuration.languages == ["en"] && configuration.sections.map(\.slug) == ["news"])
            #expect(configuration.workflow.standard == "press-release" && configuration.delivery.schedule.delays.count == 10)
        }
    }

    @Test("names, contacts and titles are one for all or one a language")
    func localised() throws {
        let configuration = try read(
            """
            languages: [en, ru]
            organisation: {en: Harbour Office, ru: Портовое управление}
            default_contact: {role: Press office, email: press@harbour.example}
            sections:
              - {slug: events, title: {en: Events, ru: События}}
              - {slug: speeches, title: Speeches}
            """)
        #expect(configuration.organisation["ru"] == "Портовое управление" && configuration.organisation["en"] == "Harbour Office")
        #expect(configuration.defaultContact?["ru"] == Contact(role: "Press office", email: "press@harbour.example"))
        #expect(configuration.sections.map { $0.title["ru"] } == ["События", "Speeches"])

        let contacts = try read("languages: [en, ru]\ndefault_contact:\n  en: {name: Ana}\n  ru: {name: Анна}\n").defaultContact
        #expect(contacts?["ru"] == Contact(name: "Анна") && contacts?["en"] == Contact(name: "Ana"))
    }

    @Test("durations are seconds, or say their unit")
    func durations() throws {
        let configuration = try read("retry_schedule: [0, 5s, 30m, 2h, 7]\ndelivery_timeout: 2s\n")
        #expect(configuration.delivery.schedule.delays == [0, 5, 1800, 7200, 7] && configuration.delivery.timeout == 2)
    }

    @Test("what has ended is kept for so long, and never deliveries shorter than their attempts")
    func keeping() throws {
        let keeping = try read("keep_attempts: 12h\nkeep_deliveries: 400d\n").delivery.keeping
        #expect(keeping.attempts == 43_200 && keeping.deliveries == 400 * 86_400)
        let standard = try read("keep_deliveries: 30d\n").delivery.keeping
        #expect(standard.attempts == 30 * 86_400 && standard.deliveries == standard.attempts)
    }

    @Test("a kind or a section may have a workflow of its own")
    func workflows() throws {
        let configuration = try read("workflow: {default: press-release, kinds: {statement: urgent}, sections: {news: quiet}}")
        #expect(configuration.workflow == WorkflowChoice(standard: "press-release", kinds: [.statement: "urgent"], sections: ["news": "quiet"]))
        #expect(throws: FileFault.self) { try configuration.office(baseURL: "http://localhost", workflows: [:]) }
    }

    @Test(
        "a mistake names its line",
        arguments: [
            ("organisation: X\ncolour: red", 2, "colour"), ("organisation: X\norganisation: Y", 2, "twice"), ("a:\n  - b\n c", 3, "YAML"),
            ("\ntime_zone: Europe/Atlantis", 2, "Europe/Atlantis"), ("retry_schedule:\n  - 0\n  - soon", 3, "soon"), ("retry_schedule: [5s]", 1, "0"),
            ("delivery_timeout: 0", 1, "delivery_timeout"), ("keep_attempts: 91d", 1, "shorter"), ("keep_attempts: 1d\nkeep_deliveries: 1h", 2, "shorter"),
            ("keep_attempts: 0", 1, "keep_attempts"), ("keep_deliveries: 1e300", 1, "keep_deliveries"), ("sections:\n  - {slug: Events and more, title: Events}", 2, "Events and more"),
            ("sections:\n  - {slug: news, title: News}\n  - {slug: news, title: More}", 3, "twice"), ("sections:\n  - {slug: news}", 2, "title"),
            ("languages: [en, ru]\nsections:\n  - {slug: news, title: {ru: Новости}}", 3, "en"), ("languages: []", 1, "languages"),
            ("languages: [english]", 1, "english"), ("default_contact:\n  nmae: X", 2, "nmae"), ("refuse_ranges:\n  - 10.0.0.0/33", 2, "10.0.0.0/33"),
            ("workflow:\n  kinds:\n    rumour: urgent", 3, "rumour"), ("organisation: [X]", 1, "organisation"), ("- a list", 1, "mapping"),
        ])
    func mistakes(text: String, line: Int, words: String) {
        let fault = #expect(throws: FileFault.self) { try read(text) }
        #expect(fault?.line == line && fault?.message.contains(words) == true, "\(String(describing: fault))")
    }

    @Test("a line that is not UTF-8 is named")
    func encoding() {
        let bytes = Array("organisation: X\n".utf8) + [0x23, 0xFF, 0x0A]
        #expect(throws: FileFault.self) { try Configuration.read(bytes, file: "imprimatur.yaml") }
    }
}
