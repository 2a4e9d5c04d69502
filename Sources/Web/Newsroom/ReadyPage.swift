import Editorial
import HTTPTypes
import Hummingbird

/// One answer of the newsroom as the bytes that go out, with everything that it says to browsers: made once, since making it costs more than sending it.
struct ReadyPage: Sendable {
    let etag: String
    let body: ByteBuffer
    /// The heads as HTTP/1.1 writes them, up to the date, which is the sender's.
    let fullHead: ByteBuffer
    let notModifiedHead: ByteBuffer
    private let full: HTTPResponse
    private let notModified: HTTPResponse

    /// `always` is what every answer says.
    init(_ text: String, mediaType: String, always: HTTPFields) {
        body = ByteBuffer(string: text)
        etag = "\"" + String(sha256(Array(text.utf8)).prefix(32)) + "\""
        // May be kept, and is asked for anew each time: what is withdrawn is gone at once.
        var headers = HTTPFields()
        headers[.contentType] = mediaType
        headers[.eTag] = etag
        headers[.cacheControl] = "no-cache"
        for field in always { headers[field.name] = field.value }
        notModified = HTTPResponse(status: .notModified, headerFields: headers)
        headers[.contentLength] = String(body.readableBytes)
        full = HTTPResponse(status: .ok, headerFields: headers)
        (fullHead, notModifiedHead) = (full.wire, notModified.wire)
    }

    /// Whether a client that says so in `If-None-Match` has this very text.
    func isKnown(_ field: String?) -> Bool { field?.names(etag: etag) ?? false }

    func response(to request: Request) -> Response {
        let isKnown = isKnown(request.headers[.ifNoneMatch])
        let head = isKnown ? notModified : full
        return Response(
            status: head.status, headers: head.headerFields,
            body: isKnown || request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: body))
    }
}

extension HTTPResponse {
    fileprivate var wire: ByteBuffer {
        var buffer = ByteBuffer(string: "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n")
        for field in headerFields { buffer.writeString("\(field.name.rawName): \(field.value)\r\n") }
        return buffer
    }
}

extension String {
    /// Whether this `If-None-Match` names that text (RFC 9110, section 13.1.2: weak comparison).
    func names(etag: String) -> Bool {
        self == etag || self == "*" || split(separator: ",").contains { $0.filter { !$0.isWhitespace }.replacing("W/", with: "") == etag }
    }
}
