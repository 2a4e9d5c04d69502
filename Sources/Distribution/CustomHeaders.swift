import Editorial

/// The header fields that an endpoint asks for in each delivery, besides ours: a gateway's key, for example. Their values are secrets.
package struct CustomHeaders: Sendable, Equatable {
    package static let none = CustomHeaders()
    /// More than a receiver has use for.
    package static let most = 10
    /// Of one value, in bytes.
    package static let longest = 2000

    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String
        package init(name: String, value: String) { (self.name, self.value) = (name, value) }
    }

    package let fields: [Field]

    private init() { fields = [] }

    /// Surrounding white space is no part of a value (RFC 9110, section 5.5). Throws `Invalid` at `/headers`, with every problem; no problem quotes a value.
    package init(_ fields: [Field]) throws(Invalid) {
        let fields = fields.map { Field(name: $0.name, value: $0.value.trimmed) }
        var problems: [Invalid.Problem] = fields.compactMap { field in field.problem.map { .init("/headers", $0) } }
        if fields.count > Self.most { problems.append(.init("/headers", "An endpoint has at most \(Self.most) headers.")) }
        if Set(fields.map { $0.name.lowercased() }).count < fields.count { problems.append(.init("/headers", "A header stands there twice.")) }
        if !problems.isEmpty { throw Invalid(problems) }
        self.fields = fields
    }

    /// Of lines `Name: value`; empty ones are left out. Throws as the other.
    package init(lines text: String) throws(Invalid) {
        var fields: [Field] = []
        for (number, line) in text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.allSatisfy(\.isWhitespace) {
            guard let colon = line.firstIndex(of: ":") else { throw Invalid("/headers", "Line \(number + 1) has no colon: a header is written “Name: value”.") }
            fields.append(Field(name: line[..<colon].trimmed, value: line[line.index(after: colon)...].trimmed))
        }
        try self.init(fields)
    }

    package var names: [String] { fields.map(\.name) }

    /// What a receiver says, without what was told to it in confidence: an answer that echoes the request is kept, and read by many.
    package func withheld(from text: String) -> String {
        let secrets = fields.flatMap { [$0.value] + $0.value.split(separator: " ").map(String.init) }.filter { $0.utf8.count >= 6 }
        return secrets.sorted { $0.utf8.count > $1.utf8.count }.reduce(text) { $0.replacing($1, with: "[withheld]") }
    }
}

extension CustomHeaders.Field {
    /// Ours, and those by which a connection or a message is framed.
    private static let reserved: Set<String> = [
        "host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "keep-alive", "te", "trailer", "upgrade", "expect", "user-agent",
        "accept-encoding", "date",
    ]
    /// RFC 9110, section 5.6.2: `tchar`.
    private static let token = Set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz".utf8)

    fileprivate var problem: String? {
        let lower = name.lowercased()
        if name.isEmpty || name.utf8.count > 100 || !lower.utf8.allSatisfy(Self.token.contains) {
            return "The name of a header has 1 to 100 letters, digits and hyphens."
        }
        if Self.reserved.contains(lower) || ["webhook-", "proxy-", "svix-"].contains(where: lower.hasPrefix) { return "The header \(name) is not for an endpoint to set." }
        if value.isEmpty { return "The header \(name) has no value." }
        if value.utf8.count > CustomHeaders.longest { return "The value of the header \(name) is longer than \(CustomHeaders.longest) bytes." }
        return value.utf8.allSatisfy { $0 == 0x09 || 0x20...0x7E ~= $0 } ? nil : "The value of the header \(name) holds a character that no header can carry."
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)])
    }
}
