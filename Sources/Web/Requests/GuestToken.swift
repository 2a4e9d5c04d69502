import Hummingbird

/// The form token of somebody without a session: stands in the form and in a cookie, which no other site can set or read.
struct GuestToken: Sendable {
    let value: String
    private let cookie: BrowserCookie

    /// The one that the browser has, or a fresh one.
    init(for request: Request, at site: Site) {
        cookie = .guest(site)
        value = cookie.value(in: request).flatMap { $0.isEmpty ? nil : $0 } ?? Self.fresh()
    }

    /// Has the browser keep it, in the answer that shows the form.
    func keep(in response: inout Response) { response.add(cookie: cookie.setting(value)) }

    /// Throws a 403 where the form does not carry the token of the browser's cookie.
    static func check(_ form: Form, of request: Request, at site: Site) throws(Problem) {
        guard let kept = BrowserCookie.guest(site).value(in: request), !kept.isEmpty, form[Form.tokenField] == kept else { throw .foreignForm }
    }

    /// 256 bits from the system's generator, in hexadecimal.
    private static func fresh() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
