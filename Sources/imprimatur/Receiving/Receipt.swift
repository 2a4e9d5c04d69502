import Distribution
import Editorial
import Foundation

/// One delivery as a receiver got it.
struct Receipt: Sendable {
    let at: Instant
    let id: String
    /// The event's type.
    let type: String
    let headline: String
    let url: String?
    let version: Int?
    /// Why it is not to be believed, nil where its signature is right; unknown where there was no secret to check it with.
    let verdict: Verdict

    enum Verdict: Sendable, Equatable {
        case verified, unchecked
        case doubted(String)

        var words: String {
            switch self {
            case .verified: "verified"
            case .unchecked: "not checked"
            case .doubted(let why): "REFUSED: \(why)"
            }
        }
    }

    /// `header` finds a header of the request by its name.
    init(body: [UInt8], header: (String) -> String?, key: VerifyingKey?, at now: Instant) {
        (at, id) = (now, header("webhook-id") ?? "no webhook-id")
        let event = (try? JSON.parse(body)) ?? JSON.null
        type = event["type"].string ?? "not JSON"
        let release = event["data"]["release"]
        headline = release["revision"]["content"]["headline"].string ?? release["headline"].string ?? ""
        (url, version) = (release["url"].string, release["version"].integer)
        guard let key else {
            verdict = .unchecked
            return
        }
        do {
            try key.verify(id: header("webhook-id"), timestamp: header("webhook-timestamp"), signatures: header("webhook-signature"), body: body, at: now)
            verdict = .verified
        } catch {
            verdict = .doubted(error.rawValue)
        }
    }

    var isBelieved: Bool { if case .doubted = verdict { false } else { true } }

    /// One line for a terminal: control characters of the sender's do not reach it.
    var line: String {
        let line = [at.rfc3339, type, id, verdict.words, headline].filter { !$0.isEmpty }.joined(separator: "  ")
        return String(String.UnicodeScalarView(line.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
