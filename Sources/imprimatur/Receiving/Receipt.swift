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
    let verdict: Verdict
    /// Which one of its event's attempts it is, counted from 1; nil where it is not believed, and so is nobody's attempt.
    var attempt: Int?
    /// What it is answered, and after how many seconds.
    var answer = Answering.Answer(status: 401)
    var delay = 0.0

    enum Verdict: Sendable, Equatable {
        /// By which of several secrets, counted from 1; empty where there is only one.
        case verified(by: [Int])
        /// There was no secret to check it with.
        case unchecked
        case doubted(String)

        var words: String {
            switch self {
            case .verified(let secrets): secrets.isEmpty ? "verified" : "verified by secret \(secrets.map(String.init).joined(separator: " and "))"
            case .unchecked: "not checked"
            case .doubted(let why): "REFUSED: \(why)"
            }
        }
    }

    /// `header` finds a header of the request by its name. One of several keys is enough.
    init(body: [UInt8], header: (String) -> String?, keys: [VerifyingKey], at now: Instant) {
        (at, id) = (now, header("webhook-id") ?? "no webhook-id")
        let event = (try? JSON.parse(body)) ?? JSON.null
        type = event["type"].string ?? "not JSON"
        let release = event["data"]["release"]
        headline = release["revision"]["content"]["headline"].string ?? release["headline"].string ?? ""
        (url, version) = (release["url"].string, release["version"].integer)
        var (fitting, doubt): ([Int], VerifyingKey.Doubt?) = ([], nil)
        for (number, key) in zip(1..., keys) {
            do {
                try key.verify(id: header("webhook-id"), timestamp: header("webhook-timestamp"), signatures: header("webhook-signature"), body: body, at: now)
                fitting.append(number)
            } catch { doubt = error }
        }
        verdict =
            if keys.isEmpty { .unchecked }
            else if fitting.isEmpty, let doubt { .doubted(doubt.rawValue) }
            else { .verified(by: keys.count == 1 ? [] : fitting) }
    }

    var isBelieved: Bool { if case .doubted = verdict { false } else { true } }

    /// What it is answered, in words.
    var answered: String {
        let after = answer.retryAfter.map { ", Retry-After \($0)" } ?? ""
        let late = delay > 0 ? " after \(delay == delay.rounded() ? String(Int(delay)) : String(delay)) s" : ""
        return "answered \(answer.status)\(after)\(late)"
    }

    /// One line for a terminal.
    var line: String {
        let line = [at.rfc3339, type, id, attempt.map { "attempt \($0)" } ?? "", verdict.words, answered, headline].filter { !$0.isEmpty }.joined(separator: "  ")
        return line.replacingControls(but: [])
    }
}

extension String {
    /// Control characters of a sender's do not reach the terminal.
    func replacingControls(but kept: Set<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control && !kept.contains($0) ? " " : $0 }))
    }
}
