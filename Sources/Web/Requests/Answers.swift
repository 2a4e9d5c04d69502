import Editorial
import HTTPTypes
import Hummingbird

extension Response {
    /// A page; `Pages` made it, so that everything in it is escaped.
    static func html(_ page: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        Response(status: status, headers: headers.with(.contentType, "text/html; charset=utf-8"), body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
    }

    static func json(_ json: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        Response(
            status: status, headers: headers.with(.contentType, "application/json"), body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.canonical)))
    }

    /// To another page of ours after a form was taken (303), so that a reload does not send it again.
    static func seeOther(_ path: String) -> Response { Response(status: .seeOther, headers: [.location: path]) }
}
