import Editorial

/// The shape in which an endpoint is told of an event. Each is made of the `standard` payload, as it was stored when the event happened.
package enum PayloadFormat: Sendable, Hashable {
    case standard
    /// IPTC ninjs 3.1.
    case ninjs
    /// A message for Slack, Mattermost or Rocket.Chat.
    case slack
    /// A Mustache template of the endpoint's own that renders JSON.
    case template(String)

    /// As the API, the command line and the database call them.
    package enum Name: String, Sendable, CaseIterable { case standard, ninjs, slack, template }

    /// Nil where a template is missing, or where there is one that nothing would render.
    package init?(_ name: Name, template: String?) {
        switch (name, template) {
        case (.standard, nil): self = .standard
        case (.ninjs, nil): self = .ninjs
        case (.slack, nil): self = .slack
        case (.template, let text?): self = .template(text)
        default: return nil
        }
    }

    package var name: Name {
        switch self {
        case .standard: .standard
        case .ninjs: .ninjs
        case .slack: .slack
        case .template: .template
        }
    }

    /// The template's text, nil in the other formats.
    package var template: String? { if case .template(let text) = self { text } else { nil } }

    /// What renders alike has the same: the format's name, or the digest of the template.
    package var shape: String { template.map { "sha256:" + sha256(Array($0.utf8)) } ?? name.rawValue }

    /// The body in this format. Throws where there is none: only a template can fail.
    package func body(of standard: [UInt8]) throws(Unrenderable) -> [UInt8] {
        if self == .standard { return standard }
        guard let event = try? JSON.parse(standard) else { throw Unrenderable("The stored event cannot be read.") }
        switch self {
        case .standard: return standard
        case .ninjs: return Ninjs.item(of: event).canonical
        case .slack: return SlackMessage(event).json.canonical
        case .template(let text): return try PayloadTemplate(text).body(of: event)
        }
    }
}

/// Why an event has no body in some format, in one sentence for people.
package struct Unrenderable: Error, Sendable, Equatable {
    package let reason: String
    package init(_ reason: String) { self.reason = reason }
}
