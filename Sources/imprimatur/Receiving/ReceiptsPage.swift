/// The receiver's own page: what arrived, newest first.
enum ReceiptsPage {
    static func html(_ receipts: [Receipt]) -> String {
        let rows = receipts.map { receipt in
            let headline = receipt.headline.escapedForHTML
            let address = receipt.url?.escapedForHTML
            let link = address.map { $0.hasPrefix("http") ? "<a href=\"\($0)\">\(headline)</a>" : headline } ?? headline
            return """
                <tr><td><time datetime="\(receipt.at.rfc3339)">\(receipt.at.rfc3339)</time></td><td>\(receipt.type.escapedForHTML)</td><td>\(link)</td>\
                <td>\(receipt.verdict.words.escapedForHTML)</td><td>\(receipt.attempt.map(String.init) ?? "")</td><td>\(receipt.answered.escapedForHTML)</td><td><code>\(receipt.id.escapedForHTML)</code></td></tr>
                """
        }
        let table =
            rows.isEmpty
            ? "<p>Nothing has arrived yet.</p>"
            : "<table><thead><tr><th>Arrived<th>Event<th>Release<th>Signature<th>Attempt<th>Answer<th>webhook-id</tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table>"
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>What arrived</title>
            <style>
            :root { color-scheme: light dark } body { font: 16px/1.5 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto; padding: 0 1rem }
            table { border-collapse: collapse; width: 100% } th, td { text-align: start; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8886; vertical-align: top }
            </style></head>
            <body><h1>What arrived</h1><p>This is a subscriber, not the newsroom: each row is one webhook, newest first. Load the page again to see more.</p>
            \(table)
            </body></html>
            """
    }
}

extension String {
    /// Safe between tags and in quoted attributes. By scalar: a mark that combines must not hide a bracket.
    fileprivate var escapedForHTML: String {
        unicodeScalars.reduce(into: "") { html, scalar in
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            default: html.unicodeScalars.append(scalar)
            }
        }
    }
}
