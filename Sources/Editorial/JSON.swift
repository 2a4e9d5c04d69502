/// A JSON value (RFC 8259). Numbers are IEEE 754 doubles, as in RFC 8785.
package enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])
}

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(nilLiteral: ()) { self = .null }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .number(Double(value)) }
    package init(stringLiteral value: String) { self = .string(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(Dictionary(elements) { _, last in last }) }
}

extension JSON {
    /// A string, or null where there is none.
    package init(_ text: String?) { self = text.map(JSON.string) ?? .null }
    /// A whole number, or null where there is none.
    package init(_ number: Int?) { self = number.map { .number(Double($0)) } ?? .null }
    /// An instant as RFC 3339 in UTC with milliseconds, or null where there is none.
    package init(_ instant: Instant?) { self = instant.map { .string($0.rfc3339) } ?? .null }
    /// A list of strings.
    package init(_ texts: [String]) { self = .array(texts.map(JSON.string)) }

    /// The member of that name, null where there is none or where this is no object.
    package subscript(name: String) -> JSON {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }
    /// The string, or nil where this is another kind of value.
    package var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The whole number, or nil where this is another kind of value or has a fraction.
    package var integer: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
    /// The truth value, or nil where this is another kind of value.
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The elements, or nil where this is no array.
    package var array: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
    /// The members, or nil where this is no object.
    package var object: [String: JSON]? { if case .object(let members) = self { members } else { nil } }
}
