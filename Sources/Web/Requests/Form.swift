import Editorial
import Hummingbird

/// The fields of a form (application/x-www-form-urlencoded), in the order they came; a name may come more than once.
struct Form: Sendable, Equatable {
    /// The hidden field that proves that the form was ours.
    static let tokenField = "form_token"

    let fields: [(name: String, value: String)]

    init(_ fields: [(name: String, value: String)] = []) { self.fields = fields }

    /// Reads the body of `request`. Throws a 415 where it is no form, a 413 where it is too large, and `Invalid` where it is not one that a browser makes.
    init(_ request: Request) async throws {
        guard request.mediaType == "application/x-www-form-urlencoded" else { throw Problem(.unsupportedMediaType, "Send the form as a browser does.") }
        try self.init(encoded: await request.bytes())
    }

    /// Reads a query or a form's body.
    init(encoded bytes: some Collection<UInt8>) throws(Invalid) {
        let pairs = bytes.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= Limits.fields else { throw Invalid("", "A form has at most \(Limits.fields) fields.") }
        var fields: [(name: String, value: String)] = []
        for pair in pairs {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0]), let value = parts.count > 1 ? Self.decode(parts[1]) : "" else {
                throw Invalid("", "The form holds bytes that are no UTF-8.")
            }
            fields.append((name, value))
        }
        self.fields = fields
    }

    /// The first value of that name, nil where there is none.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
    /// Every value of that name.
    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
    /// Without the fields of that name.
    func without(_ name: String) -> Form { Form(fields.filter { $0.name != name }) }

    static func == (a: Form, b: Form) -> Bool { a.fields.elementsEqual(b.fields, by: ==) }

    /// WHATWG URL, application/x-www-form-urlencoded parsing; nil where the result is not UTF-8.
    private static func decode(_ bytes: some Collection<UInt8>) -> String? {
        var decoded: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(0x20)
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2)
                if digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                    let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
                {
                    decoded.append(value)
                    rest = rest.dropFirst(2)
                } else {
                    decoded.append(byte)
                }
            default: decoded.append(byte)
            }
        }
        return String(validating: decoded, as: UTF8.self)
    }
}
