/// A piece of HTML that can do no harm. Only this room makes one, so that what a template puts out unescaped has come through here.
package struct SafeHTML: Sendable, Hashable {
    package let source: String

    init(_ source: String) { self.source = source }

    /// Plain text, escaped.
    package init(escaping text: String) { source = text.htmlEscaped }

    /// A JSON text as it may stand in a `script` element that holds data: nothing in it can end the element.
    package init(dataBlock json: String) { source = json.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e").replacing("&", with: "\\u0026") }
}

extension String {
    /// By scalars: `"` with an accent upon it is another character than `"`, and ends an attribute all the same.
    var htmlEscaped: String {
        var escaped = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
