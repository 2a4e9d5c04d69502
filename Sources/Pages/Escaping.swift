import Markdown
import Mustache

/// Escapes text for HTML and XML. The library's own way compares characters, and `"` with an accent upon it is another character than `"`.
struct Escaping: MustacheContentType {
    static let name = "IMPRIMATUR"
    /// Every template and part begins with it: the library falls back to its own way in each part.
    static let pragma = "{{% CONTENT_TYPE:\(name)}}"

    func escapeText(_ text: String) -> String { SafeHTML(escaping: text).source }
}
