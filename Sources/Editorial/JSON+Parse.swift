extension JSON {
    /// Why bytes are not taken as JSON.
    package enum ParseError: Error, Sendable, Equatable {
        /// Not JSON (RFC 8259), not UTF-8, or a lone surrogate: line and column from 1.
        case malformed(line: Int, column: Int, String)
        /// A name that stands twice in one object: its JSON pointer.
        case duplicate(pointer: String)
        /// Deeper than 64 levels.
        case tooDeep
    }

    /// Strict RFC 8259.
    package static func parse(_ bytes: some Collection<UInt8>) throws(ParseError) -> JSON {
        var reader = JSONReader(bytes: Array(bytes))
        return try reader.document()
    }

    /// A part of a JSON pointer (RFC 6901), with `~` and `/` escaped.
    package static func pointer(_ token: String) -> String {
        "/" + token.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}

/// Reads one JSON document from its first byte to its last.
private struct JSONReader {
    typealias ParseError = JSON.ParseError
    static let deepest = 64

    let bytes: [UInt8]
    var position = 0
    /// The way to the value that is being read.
    var path: [String] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func document() throws(ParseError) -> JSON {
        let value = try value()
        skipSpace()
        guard next == nil else { throw malformed("nothing may follow the value") }
        return value
    }

    mutating func value() throws(ParseError) -> JSON {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case let byte? where byte == UInt8(ascii: "-") || byte.isDigit: return try number()
        default: throw malformed("a value is missing here")
        }
    }

    mutating func object() throws(ParseError) -> JSON {
        guard path.count < Self.deepest else { throw .tooDeep }
        position += 1
        var members: [String: JSON] = [:]
        if skip("}") { return .object(members) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw malformed("a name in quotes is missing here") }
            path.append(try string())
            defer { path.removeLast() }
            guard skip(":") else { throw malformed("a colon is missing here") }
            let value = try value()
            // Names that Swift holds for equal though their bytes differ ("é", "e\u{301}") cannot stand side by side either.
            guard members.updateValue(value, forKey: path[path.count - 1]) == nil else {
                throw .duplicate(pointer: path.map(JSON.pointer).joined())
            }
        } while skip(",")
        guard skip("}") else { throw malformed("a comma or a closing brace is missing here") }
        return .object(members)
    }

    mutating func array() throws(ParseError) -> JSON {
        guard path.count < Self.deepest else { throw .tooDeep }
        position += 1
        var elements: [JSON] = []
        if skip("]") { return .array(elements) }
        repeat {
            path.append(String(elements.count))
            defer { path.removeLast() }
            elements.append(try value())
        } while skip(",")
        guard skip("]") else { throw malformed("a comma or a closing bracket is missing here") }
        return .array(elements)
    }

    mutating func word(_ word: String, _ value: JSON) throws(ParseError) -> JSON {
        guard bytes[position...].starts(with: word.utf8) else { throw malformed("a value is missing here") }
        position += word.utf8.count
        return value
    }

    mutating func number() throws(ParseError) -> JSON {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        if next == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if next == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)), number.isFinite else {
            position = start
            throw malformed("this number is too large")
        }
        return .number(number)
    }

    mutating func digits() throws(ParseError) {
        let start = position
        while let byte = next, byte.isDigit { position += 1 }
        guard position > start else { throw malformed("a digit is missing here") }
    }

    mutating func string() throws(ParseError) -> String {
        let start = position
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: text, as: UTF8.self) else {
                    position = start
                    throw malformed("this text is not UTF-8")
                }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            case ..<0x20: throw malformed("a control character must be escaped")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw malformed("this text does not end", at: start)
    }

    mutating func escape(into text: inout [UInt8]) throws(ParseError) {
        let start = position
        position += 1
        let letter = next
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter ?? 0)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var units = [try unit(from: start)]
            if UTF16.isLeadSurrogate(units[0]), bytes[min(position, bytes.count)...].starts(with: #"\u"#.utf8) {
                position += 2
                units.append(try unit(from: start))
            }
            guard let character = String(validating: units, as: UTF16.self) else { throw malformed("a surrogate stands alone", at: start) }
            text += character.utf8
        default: throw malformed("there is no such escape", at: start)
        }
    }

    mutating func unit(from start: Int) throws(ParseError) -> UInt16 {
        let digits = bytes[min(position, bytes.count)..<min(position + 4, bytes.count)]
        position += 4
        // `UInt16` alone would take a sign.
        guard digits.count == 4, digits.allSatisfy(\.isHexadecimal), let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw malformed("four hexadecimal digits are missing here", at: start)
        }
        return unit
    }

    mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    /// Passes that mark, and the space before it.
    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    func malformed(_ what: String, at place: Int? = nil) -> ParseError {
        let before = bytes[..<min(place ?? position, bytes.count)]
        let line = before.lastIndex(of: 0x0A).map { before[($0 + 1)...] } ?? before
        return .malformed(line: before.count { $0 == 0x0A } + 1, column: String(decoding: line, as: UTF8.self).unicodeScalars.count + 1, what)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
    fileprivate var isHexadecimal: Bool { Unicode.Scalar(self).properties.isASCIIHexDigit }
}
