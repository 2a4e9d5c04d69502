import NIOCore

/// How much one request may bring.
enum Limits {
    /// Bytes of a body.
    static let body = 4 << 20
    /// Bytes of the request line and the headers.
    static let head = 16 << 10
    /// Fields of a form.
    static let fields = 1000
    /// How long a connection may say nothing.
    static let idle = TimeAmount.seconds(60)
}
