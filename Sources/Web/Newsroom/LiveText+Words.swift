import Editorial
import Markdown
import Pages

extension Newsroom {
    /// The whole text, as pages and feeds show it.
    func text(of content: Content) -> ReleaseText {
        ReleaseText(
            headline: content.headline, subheadline: content.subheadline, dateline: content.dateline.map(words.dateline), summary: content.summary,
            speaker: content.speaker, body: MarkdownDocument(content.body).html(),
            boilerplates: content.boilerplate.map { StandingText(title: $0.title, html: MarkdownDocument($0.text).html(under: 2)) },
            contact: content.contact.map { contact in
                PressContact(
                    role: contact.role, name: contact.name, email: contact.email, phone: contact.phone,
                    call: contact.phone.map { $0.filter { $0 == "+" || $0.isNumber } })
            },
            correctionNote: content.correctionNote)
    }

    /// One line of a list.
    func item(_ text: LiveText) -> NewsItem {
        NewsItem(
            href: office.path(of: text), headline: text.revision.content.headline, summary: text.revision.content.teaser, kind: words.kind(text.description.kind),
            section: title(text.description.section), published: words.moment(text.publishedAt), corrected: !text.corrections.isEmpty)
    }
}

extension Content {
    /// The summary, or how the text begins.
    var teaser: String? {
        if let summary { return summary }
        // A text may be a mebibyte long; its beginning is enough.
        let start = MarkdownDocument(String(body.prefix(2000))).plainText().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if start.isEmpty { return nil }
        guard start.count > 200 else { return start }
        return start.prefix(200).split(separator: " ").dropLast().joined(separator: " ") + " …"
    }
}
