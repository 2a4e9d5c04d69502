import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// The whole body. Throws a 413 beyond `Limits.body`.
    func bytes() async throws -> [UInt8] {
        do { return Array(try await body.collect(upTo: Limits.body).readableBytesView) } catch is NIOTooManyBytesError { throw Problem(.contentTooLarge) }
    }

    /// The media type of the body in lower case, without parameters.
    var mediaType: String? {
        headers[.contentType].map { String($0.prefix { $0 != ";" }).filter { !$0.isWhitespace }.lowercased() }
    }

    /// Path and query as they came.
    var target: String { head.path ?? "/" }
}
