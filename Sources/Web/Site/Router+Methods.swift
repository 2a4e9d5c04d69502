import HTTPTypes
import Hummingbird

extension Router<WebContext> {
    /// Hummingbird answers a wrong method with 404: whatever a path does not take is a route of its own here, which answers 405 and says what it takes.
    func refuseOtherMethods() {
        let taken = Dictionary(grouping: routes, by: \.path.description).mapValues { Set($0.map(\.method)) }
        for (path, methods) in taken {
            // HEAD is made from GET afterwards, by the router's option.
            let answered = methods.contains(.get) ? methods.union([.head]) : methods
            let allow = answered.map(\.rawValue).sorted().joined(separator: ", ")
            for method in HTTPRequest.Method.known where !answered.contains(method) {
                on(RouterPath(path), method: method) { _, _ -> Response in throw Problem(.methodNotAllowed, headers: [.allow: allow]) }
            }
        }
    }
}

extension HTTPRequest.Method {
    /// RFC 9110, section 9, and RFC 5789; a request of any other method is answered before it reaches a route.
    static let known: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]
    /// Whether it changes nothing (RFC 9110, section 9.2.1).
    var isSafe: Bool { [.get, .head, .options, .trace].contains(self) }
}
