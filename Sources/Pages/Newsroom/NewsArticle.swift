import Editorial
import Markdown

extension SafeHTML {
    /// What search engines read of a release: schema.org's NewsArticle as JSON-LD, a data block that no browser runs.
    init(article headline: String, url: String, description: String?, published: Moment, modified: Moment, language: String, publisher: String) {
        var members: [String: JSON] = [
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": .string(headline), "mainEntityOfPage": .string(url),
            "datePublished": .string(published.machine), "dateModified": .string(modified.machine), "inLanguage": .string(language),
            "publisher": ["@type": "Organization", "name": .string(publisher)],
        ]
        if let description { members["description"] = .string(description) }
        self.init(dataBlock: String(decoding: JSON.object(members).canonical, as: UTF8.self))
    }
}
