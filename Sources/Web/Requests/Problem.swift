import Editorial
import HTTPTypes
import Hummingbird
import Storage

/// Why a request gets no other answer: what RFC 9457 calls a problem. Says nothing of what is inside.
struct Problem: Error, Sendable {
    let status: HTTPResponse.Status
    /// One sentence for people.
    let detail: String
    var objections: [Objection] = []
    var errors: [Invalid.Problem] = []
    var headers: HTTPFields = [:]

    init(_ status: HTTPResponse.Status, _ detail: String? = nil, headers: HTTPFields = [:]) {
        (self.status, self.detail, self.headers) = (status, detail ?? Self.usual(status), headers)
    }

    /// What the other rooms threw, as the outside is told of it; anything unknown is a 500.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let refusal as Refusal:
            self.init(refusal.objections.contains { $0.code == .role } ? .forbidden : .conflict, "This is refused now.")
            objections = refusal.objections
        case let invalid as Invalid:
            self.init(.unprocessableContent, "What was sent cannot be taken.")
            errors = invalid.problems
        case let stale as Stale:
            self.init(.preconditionFailed, "This has changed since you saw it: it is at version \(stale.version) now.", headers: [.eTag: "\"\(stale.version)\""])
        case is NotFound: self.init(.notFound)
        case let conflict as Conflict: self.init(.conflict, conflict.detail)
        case let forbidden as Forbidden: self.init(.forbidden, forbidden.detail)
        case let damaged as DamagedRelease: self.init(.serviceUnavailable, "The release \(damaged.id) cannot be read. \(DamagedRelease.words)")
        case let unavailable as DataUnavailable: self.init(.serviceUnavailable, unavailable.reason, headers: [.retryAfter: "10"])
        case let error as any HTTPResponseError: self.init(error.status, headers: [:])
        default: self.init(.internalServerError)
        }
    }

    static let foreignForm = Problem(.forbidden, "This form is not one of ours, or too old. Open it again.")
    static let foreignSite = Problem(.forbidden, "This was sent from another site.")

    /// Whether it is about where a form came from.
    var isForeign: Bool { [Self.foreignForm.detail, Self.foreignSite.detail].contains(detail) }

    private static func usual(_ status: HTTPResponse.Status) -> String {
        switch status {
        case .badRequest: "The request cannot be read."
        case .forbidden: "Your roles do not allow this."
        case .notFound: "There is nothing here."
        case .methodNotAllowed: "This cannot be done here."
        case .contentTooLarge: "This is larger than what is taken."
        case .internalServerError: "Something went wrong here. It has been noted."
        default: status.reasonPhrase
        }
    }
}
