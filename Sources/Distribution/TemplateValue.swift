import Editorial
import Mustache

/// How much may still be rendered, in bytes: a few sections in one another over a long list would else render for ever.
final class Purse {
    private var left: Int
    init(_ limit: Int) { left = limit }

    var isEmpty: Bool { left < 0 }

    /// Whether there was enough.
    func pay(_ bytes: Int) -> Bool {
        if left >= 0 { left -= bytes }
        return left >= 0
    }
}

/// A JSON value as Mustache sees it. What is null is there, and shows nothing: it must not be looked for further out.
struct TemplateValue: MustacheParent, MustacheCustomRenderable, MustacheTransformable {
    private let json: JSON
    private let purse: Purse
    /// What the turn of a loop costs: it renders no more of the template's own text.
    private let each: Int

    private init(_ json: JSON, _ purse: Purse, each: Int) { (self.json, self.purse, self.each) = (json, purse, each) }

    /// Lists and truth values are other types, by which the library knows how to go through a section.
    static func of(_ json: JSON, _ purse: Purse, each: Int) -> Any {
        switch json {
        case .bool(let value): value
        case .array(let elements): TemplateList(elements: elements, purse: purse, each: each)
        default: TemplateValue(json, purse, each: each)
        }
    }

    /// Of what is null, everything is null: a withdrawal's content is.
    func child(named name: String) -> Any? { json == .null ? self : json.object?[name].map { Self.of($0, purse, each: each) } }

    var renderText: String {
        let text = switch json {
        case .string(let text): text
        case .null: ""
        default: String(decoding: json.canonical, as: UTF8.self)
        }
        // The quotes stand in the template.
        return purse.pay(text.utf8.count) ? String(decoding: JSON.string(text).canonical.dropFirst().dropLast(), as: UTF8.self) : ""
    }

    /// An empty text opens no section, as in JavaScript's Mustache.
    var isNull: Bool { json == .null || json == "" }

    func transform(_ name: String) -> Any? { name == "json" ? purse.literal(json) : nil }
}

/// A JSON list as Mustache goes through it.
struct TemplateList: MustacheSequence, MustacheTransformable {
    let elements: [JSON]
    let purse: Purse
    let each: Int

    func makeIterator() -> AnyIterator<Any> {
        var rest = elements.makeIterator()
        return AnyIterator { purse.pay(each) ? rest.next().map { TemplateValue.of($0, purse, each: each) } : nil }
    }

    func transform(_ name: String) -> Any? {
        switch name {
        case "json": purse.literal(.array(elements))
        case "count": elements.count
        case "empty": elements.isEmpty
        case "first": elements.first.map { TemplateValue.of($0, purse, each: each) }
        case "last": elements.last.map { TemplateValue.of($0, purse, each: each) }
        default: nil
        }
    }
}

extension Purse {
    /// The value as JSON.
    fileprivate func literal(_ json: JSON) -> String {
        let bytes = json.canonical
        return pay(bytes.count) ? String(decoding: bytes, as: UTF8.self) : ""
    }
}
