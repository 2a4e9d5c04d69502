import Editorial
import HTTPTypes
import Hummingbird

extension Problem {
    /// As the API says it (RFC 9457). `request` is the id that the log knows it by.
    func json(request: String) -> Response {
        var members: [String: JSON] = [
            "type": "about:blank", "title": .string(status.reasonPhrase), "status": JSON(status.code), "detail": .string(detail),
        ]
        if !objections.isEmpty { members["objections"] = .array(objections.map { ["code": .string($0.code.rawValue), "detail": .string($0.detail)] }) }
        if !errors.isEmpty { members["errors"] = .array(errors.map { ["pointer": .string($0.pointer), "detail": .string($0.detail)] }) }
        if namesRequest { members["request_id"] = .string(request) }
        return Response(
            status: status, headers: headers.with(.contentType, "application/problem+json"),
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSON.object(members).canonical)))
    }

    /// As people read it.
    func html(request: String) -> Response {
        let reasons = (objections.map(\.detail) + errors.map(\.detail)).map { "<li>\($0.htmlEscaped)</li>" }.joined()
        let list = reasons.isEmpty ? "" : "<ul>\(reasons)</ul>"
        let number = namesRequest ? "<p>Request \(request.htmlEscaped)</p>" : ""
        let title = status.reasonPhrase.htmlEscaped
        let page = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>\(title)</title></head>\
            <body><main role="alert"><h1>\(title)</h1><p>\(detail.htmlEscaped)</p>\(list)\(number)<p><a href="/">Home</a></p></main></body></html>
            """
        return Response(
            status: status, headers: headers.with(.contentType, "text/html; charset=utf-8"), body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
    }

    /// What is not there is the same wherever it is not there.
    private var namesRequest: Bool { status != .notFound }
}

extension HTTPFields {
    /// The same, with that field set.
    func with(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
        var fields = self
        fields[name] = value
        return fields
    }
}

extension String {
    fileprivate var htmlEscaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
