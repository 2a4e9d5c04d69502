import CMarkGFM

/// A text in GitHub's Markdown (tables, bare links, strikethrough), read by cmark-gfm in its safe mode.
package struct MarkdownDocument: Sendable {
    private let source: String

    package init(_ source: String) { self.source = source }

    /// As HTML: links lead only to http, https, mailto and tel; a picture is one of `pictures` (file name to URL), any other leaves its alt text; raw HTML
    /// is shown as text. Headings begin one below `level`, that of the heading which the text stands under, and skip none.
    package func html(pictures: [String: String] = [:], under level: Int = 1) -> SafeHTML {
        SyntaxTree(source).tamed(pictures: pictures, headingsUnder: level).html
    }

    /// The words that its HTML shows, as a reader may select and copy them: without any marks, and without what a browser draws, like the numbers of a list.
    package func words() -> String { SyntaxTree(source).tamed(pictures: [:], headingsUnder: 0).words }

    /// Without any marks, and without an empty line at the end.
    package func plainText() -> String { SyntaxTree(source).tamed(pictures: [:], headingsUnder: 0).plainText.trimmingNewlines }
}
