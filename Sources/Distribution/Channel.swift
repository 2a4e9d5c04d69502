import Editorial
import Foundation

/// Where the public finds what is live, and where the server looks itself whether it is there.
package enum Channel: String, Sendable, CaseIterable {
    case page, feed

    /// Those that show that it happened. A feed is in the order of first publication, so it may have a corrected text far down.
    package static func showing(_ type: EventType) -> [Channel] {
        switch type {
        case .published, .withdrawn: [.page, .feed]
        case .corrected, .reinstated: [.page]
        default: []
        }
    }

    /// Under the base URL.
    package func path(of text: LiveText, under office: Office) -> String {
        let language = text.description.language
        return switch self {
        case .page: office.path(language: language, slug: text.description.slug)
        case .feed: (language == office.defaultLanguage ? "" : "/\(language)") + "/feed.atom"
        }
    }

    /// Why this answer does not show what is live, in words; nil where it does.
    package func fault(status: Int, body: String, of live: Live, under office: Office) -> String? {
        switch (self, live) {
        case (_, .nothing): nil
        case (.page, .text(let text)):
            status != 200 ? "answered \(status)" : body.contains("\"dateModified\":\"\(text.since.rfc3339)\"") ? nil : "shows another text"
        case (.page, .notice): status == 410 ? nil : status == 200 ? "still shows the text" : "answered \(status)"
        case (.feed, _) where status != 200: "answered \(status)"
        case (.feed, .text(let text)): body.contains(link(to: text, under: office)) || Self.isOlder(text, than: body) ? nil : "does not have it"
        case (.feed, .notice(let notice)): body.contains(link(to: notice.text, under: office)) ? "still has it" : nil
        }
    }

    private func link(to text: LiveText, under office: Office) -> String {
        "href=\"\(office.url(language: text.description.language, slug: text.description.slug))\""
    }

    /// Whether the last entry of a feed, the oldest, was published later, so that what it lacks has made room for all of them.
    private static func isOlder(_ text: LiveText, than feed: String) -> Bool {
        guard let last = feed.range(of: "<published>", options: .backwards) else { return false }
        return feed[last.upperBound...].prefix { $0 != "<" } >= text.publishedAt.rfc3339
    }
}
