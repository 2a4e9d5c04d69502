import Editorial

/// One attempt on its way to the wire.
package struct Post: Sendable {
    /// The number of its flight, which its outcome names again.
    package let id: Int64
    package let url: String
    /// `Name: value`.
    package let headers: [String]
    package let body: Body
    /// On a connection of its own: a pooled one may have been what broke the attempt before.
    package let fresh: Bool
    /// The only authorities that may vouch for the receiver, in PEM; nil for those that this machine trusts.
    package let ca: String?

    package init(id: Int64, url: String, headers: [String], body: Body, fresh: Bool = false, ca: String? = nil) {
        (self.id, self.url, self.headers, self.body, self.fresh, self.ca) = (id, url, headers, body, fresh, ca)
    }
}

/// A payload's bytes, at a place that does not move while libcurl sends them. One serves any number of posts at once.
package final class Body: @unchecked Sendable {
    package let bytes: UnsafeRawBufferPointer

    package init(_ bytes: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        copy.copyBytes(from: bytes)
        self.bytes = UnsafeRawBufferPointer(copy)
    }

    deinit { bytes.deallocate() }
}

/// What came of a post.
package struct Outcome: Sendable, Equatable {
    package let id: Int64
    /// The answer's status, nil where none came.
    package let status: Int?
    /// libcurl's own code, 0 where it has nothing to say.
    package let code: Int
    package let milliseconds: Int
    /// What went wrong, in words that name no address; nil after a success.
    package let error: String?
    /// The first 2 KiB of the answer's body.
    package let excerpt: String?
    /// In seconds, where the receiver asked for patience.
    package let retryAfter: Double?
    /// Where the connection led.
    package let address: String?

    /// A 2xx whose head arrived, whatever became of its body.
    package var succeeded: Bool { error == nil }
    /// The receiver wants nothing more.
    package var gone: Bool { status == 410 }
}
