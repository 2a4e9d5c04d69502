import Editorial

/// An event as a message to a chat. Slack shows the blocks; Mattermost and Rocket.Chat show the text, which therefore says it all.
struct SlackMessage {
    private let event: JSON
    private var release: JSON { event["data"]["release"] }
    private var content: JSON { release["revision"]["content"] }

    init(_ event: JSON) { self.event = event }

    var json: JSON {
        var blocks: [JSON] = [["type": "header", "text": ["type": "plain_text", "text": .string((headline ?? title).clipped(to: 150)), "emoji": false]]]
        blocks += [lead, note].compactMap(\.self).map { ["type": "section", "text": ["type": "mrkdwn", "text": .string($0)]] }
        blocks.append(["type": "context", "elements": [["type": "mrkdwn", "text": .string(facts.joined(separator: " · "))]]])
        return ["text": .string(text), "blocks": .array(blocks), "unfurl_links": false]
    }

    private var text: String {
        var first = headline.map { "\(title): \(link(url, $0))" } ?? title
        if headline == nil, let url { first += " · \(link(url, "Look at it"))" }
        return [first, lead, note].compactMap(\.self).joined(separator: "\n")
    }

    /// What happened, in words.
    private var title: String {
        switch event["type"].string {
        case "release.published": "Published"
        case "release.corrected": event["data"]["minor"].bool == true ? "Corrected (minor)" : "Corrected"
        case "release.withdrawn": "Withdrawn"
        case "release.reinstated": "Published again"
        case "release.submitted": "Waiting for approval"
        case "release.approved": "Approved"
        case "release.changes_requested": "Changes requested"
        case "release.advance": "Under embargo until \(moment(release["release_at"]) ?? "it is released")"
        case "release.advance_cancelled": "Not to be released: the advance copy is taken back"
        case "endpoint.ping": "A trial message: this endpoint works"
        case let type: type ?? ""
        }
    }

    private var headline: String? { content["headline"].string ?? release["headline"].string }
    /// Where there is something to see.
    private var url: String? {
        let isAhead = ["release.advance", "release.advance_cancelled"].contains(event["type"].string)
        return isAhead ? nil : release["url"].string ?? release["desk_url"].string
    }

    /// The summary, or the text's first paragraph.
    private var lead: String? {
        let paragraph = release["body_text"].string?.split(separator: "\n").first { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
        return (content["summary"].string ?? paragraph).map { $0.clipped(to: 600).mrkdwn }
    }

    private var note: String? {
        (release["withdrawal_note"].string ?? content["correction_note"].string).map { $0.clipped(to: 600).mrkdwn }
    }

    private var facts: [String] {
        [headline == nil ? nil : title, release["kind"].string, release["section"].string, release["by"].string, moment(event["timestamp"])].compactMap { $0?.mrkdwn }
            + (url.map { [link($0, release["desk_url"] == .null ? "Read it" : "Open it at the desk")] } ?? [])
    }

    /// "2026-11-23 09:00 UTC".
    private func moment(_ time: JSON) -> String? { time.string.map { "\($0.prefix(16).replacing("T", with: " ")) UTC" } }

    private func link(_ url: String?, _ label: String) -> String {
        // What ends the address or its label in this notation.
        guard let url else { return label.clipped(to: 300).mrkdwn }
        let address = url.replacing("|", with: "%7C").replacing("<", with: "%3C").replacing(">", with: "%3E").replacing("&", with: "&amp;")
        return "<\(address)|\(label.clipped(to: 300).mrkdwn.replacing("|", with: "¦"))>"
    }
}

extension String {
    /// Slack's own text format: only these three characters have to be escaped in it, and nothing else can be. A line break would end a link's label.
    fileprivate var mrkdwn: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    /// At most `limit` UTF-16 code units long, as Slack counts, on one line, and never cut within a character.
    fileprivate func clipped(to limit: Int) -> String {
        let line = String(map { $0.isNewline ? " " : $0 })
        guard line.utf16.count > limit else { return line }
        var clipped = ""
        var length = 1
        for character in line {
            length += character.utf16.count
            guard length <= limit else { break }
            clipped.append(character)
        }
        return clipped + "…"
    }
}
