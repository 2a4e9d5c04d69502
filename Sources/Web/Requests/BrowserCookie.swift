import HTTPTypes
import Hummingbird

/// A cookie that only our own pages and no script can read. Under https its name makes browsers refuse it from anywhere else (RFC 6265bis, `__Host-`).
struct BrowserCookie: Sendable {
    let name: String
    private let isSecure: Bool

    /// The signed-in browser's token.
    static func session(_ site: Site) -> BrowserCookie { BrowserCookie("session", site) }
    /// What proves that a guest's form is ours: the same value stands in the form.
    static func guest(_ site: Site) -> BrowserCookie { BrowserCookie("guest", site) }
    /// The mark of a browser that has signed in before.
    static func known(_ site: Site) -> BrowserCookie { BrowserCookie("known", site) }

    private init(_ name: String, _ site: Site) {
        isSecure = site.isSecure
        self.name = isSecure ? "__Host-\(name)" : name
    }

    /// Its value in that request, nil where there is none.
    func value(in request: Request) -> String? {
        for field in request.headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2, parts[0].drop(while: \.isWhitespace) == name { return String(parts[1]) }
            }
        }
        return nil
    }

    /// The `Set-Cookie` that keeps `value` for that many seconds, or until the browser is closed.
    func setting(_ value: String, seconds: Int? = nil) -> String {
        "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "") + (seconds.map { "; Max-Age=\($0)" } ?? "")
    }

    /// The `Set-Cookie` that takes it away.
    var removing: String { setting("", seconds: 0) }
}

extension Response {
    /// Adds a `Set-Cookie`.
    mutating func add(cookie: String) { headers.append(HTTPField(name: .setCookie, value: cookie)) }
}
