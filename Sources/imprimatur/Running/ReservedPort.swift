import Foundation

/// A port that is ours before a server listens on it, so that its number is known, and its being in use is noticed, before anything is opened.
/// The socket is bound and never listens; the server binds beside it (SO_REUSEADDR) and does.
final class ReservedPort: Sendable {
    /// With the port that was picked where 0 was asked for.
    let binding: Binding
    private let descriptor: Int32

    /// Throws a 69 where the address is in use or not this machine's.
    init(_ asked: Binding) throws(Failure) {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(asked.host, "\(asked.port)", &hints, &found) == 0, let address = found else {
            throw .unavailable("\(asked.authority): there is no address of that name here.")
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(address.pointee.ai_family, address.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 else {
            let code = errno
            close(descriptor)
            throw .unavailable("\(asked.authority) \(code == EADDRINUSE ? "is in use" : "cannot be listened on: \(String(cString: strerror(code)))").")
        }
        self.descriptor = descriptor
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let port = withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
            // The port stands at the same place for both families.
            return $0.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { UInt16(bigEndian: $0.pointee.sin_port) }
        }
        binding = Binding(host: asked.host, port: Int(port))
    }

    deinit { close(descriptor) }
}
