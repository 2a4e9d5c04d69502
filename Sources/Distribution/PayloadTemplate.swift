import Editorial
import Mustache

/// An endpoint's own Mustache template over the `standard` payload. Values are escaped for JSON strings; a section `{{#…}}` takes objects, lists and truth
/// values, and `{{json(…)}}` writes a value of any kind as JSON. There are no partials and no other delimiters.
package struct PayloadTemplate: Sendable {
    /// In bytes: of a template, and of what it may render.
    package static let longest = 64 << 10
    private static let mostRendered = 16 << 20
    /// Sections within sections: the library goes down into each.
    private static let deepest = 16

    private let template: MustacheTemplate
    private let length: Int

    /// Throws where it does not parse, saying in which line.
    package init(_ text: String) throws(Unrenderable) {
        // Else a line of a browser's or of Windows would be none to the library.
        let text = text.replacing("\r\n", with: "\n")
        length = text.utf8.count
        guard length <= Self.longest else { throw Unrenderable("A template has 64 KiB at most.") }
        try Self.checkTags(of: text)
        do {
            // The library would otherwise escape for HTML what is escaped for JSON already.
            template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
        } catch let error as MustacheTemplate.ParserError {
            throw Unrenderable("Line \(error.context.lineNumber) of the template: \(Self.words(for: error.error)).")
        } catch {
            throw Unrenderable("The template cannot be read.")
        }
    }

    /// Throws where what it renders is no JSON object or list, saying in which line.
    package func body(of event: JSON) throws(Unrenderable) -> [UInt8] {
        let purse = Purse(Self.mostRendered)
        let text = template.render(TemplateValue.of(event, purse, each: length))
        guard !purse.isEmpty else { throw Unrenderable("What the template renders is longer than 16 MiB.") }
        let bytes = Array(text.utf8)
        do {
            let json = try JSON.parse(bytes)
            guard json.object != nil || json.array != nil else { throw Unrenderable("The template renders JSON that is neither an object nor a list.") }
        } catch let error as JSON.ParseError {
            throw Unrenderable("The template does not render JSON: \(Self.words(for: error, in: text)).")
        } catch let error as Unrenderable {
            throw error
        } catch {
            throw Unrenderable("The template does not render JSON.")
        }
        return bytes
    }

    /// Why a template is not taken for an endpoint that wants these events, in one sentence for people; nil where it is. Renders a full and a bare sample of each,
    /// and of what follows a text to everyone who was given it: a withdrawal must not be what fails.
    package static func problem(with text: String, for events: [EventType], trusted: Bool) -> String? {
        do {
            let template = try PayloadTemplate(text)
            let wanted = events.isEmpty ? EventType.open : events
            let following: [EventType] = wanted.contains(where: EventType.open.contains) ? [.corrected, .withdrawn, .reinstated] : []
            let unasked: [EventType] = trusted ? [.advance, .advanceCancelled] : []
            for type in wanted + unasked + following.filter({ !wanted.contains($0) }) {
                let why = following.contains(type) && !wanted.contains(type) ? ", which follows the text to everyone who was given it" : ""
                for sample in SamplePayload.all(of: type, trusted: trusted) {
                    do { _ = try template.body(of: sample) } catch { return "With a sample of \(type.rawValue)\(why): \(error.reason)" }
                }
            }
            return nil
        } catch {
            return error.reason
        }
    }

    /// Refuses what could lead the library out of the template, or too deep into it.
    private static func checkTags(of text: String) throws(Unrenderable) {
        var depth = 0
        var line = 1
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == UInt8(ascii: "{"), rest.first == UInt8(ascii: "{") else { continue }
            rest.removeFirst()
            switch rest.first(where: { $0 > UInt8(ascii: " ") }).map({ Character(Unicode.Scalar($0)) }) {
            // Three braces are always a plain value.
            case "{": rest.removeFirst()
            case "#", "^": depth += 1
            case "/": depth -= 1
            case ">", "<", "$": throw Unrenderable("Line \(line) of the template: there are no parts or blocks to include.")
            case "=", "%": throw Unrenderable("Line \(line) of the template: delimiters and content type cannot be changed.")
            default: break
            }
            guard depth <= deepest else { throw Unrenderable("Line \(line) of the template: more than \(deepest) sections within each other.") }
        }
    }

    private static func words(for error: any Error) -> String {
        switch error as? MustacheTemplate.Error {
        case .sectionCloseNameIncorrect: "a section is closed by another name than it was opened by"
        case .expectedSectionEnd: "a section is not closed"
        case .unfinishedName: "a tag is not closed by }}"
        default: "a tag is malformed"
        }
    }

    private static func words(for error: JSON.ParseError, in text: String) -> String {
        switch error {
        case .malformed(let line, let column, let reason):
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let shown = lines.indices.contains(line - 1) ? lines[line - 1].drop { $0 == " " }.prefix(120) : ""
            return "\(reason), at line \(line), column \(column) of what it renders: \(shown)"
        case .duplicate(let pointer): return "\(pointer) is there twice"
        case .tooDeep: return "it is nested deeper than 64 levels"
        }
    }
}
