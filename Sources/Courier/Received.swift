/// What has come of an answer so far. Decides how much is taken of it; the callbacks of `Flight` only hand bytes on.
struct Received {
    static let headLimit = 32_768
    static let bodyLimit = 65_536
    static let excerptLimit = 2048

    private var headBytes = 0
    private var bodyBytes = 0
    private var beginning: [UInt8] = []
    private var isInterim = false
    /// Whether the whole head is there, interim ones (1xx) aside.
    private(set) var isHeadComplete = false
    var isHeadTooLong: Bool { headBytes > Self.headLimit }

    /// One line of the head; `false` ends the connection.
    mutating func take(line: UnsafeRawBufferPointer) -> Bool {
        headBytes += line.count
        if line.starts(with: "HTTP/".utf8) {
            isHeadComplete = false
            // `HTTP/1.1 103`; another protocol (101) is not asked for, and whoever changes to it has answered.
            let status = line.drop { $0 != UInt8(ascii: " ") }.dropFirst().prefix(3)
            isInterim = status.first == UInt8(ascii: "1") && !status.elementsEqual("101".utf8)
        }
        if line.elementsEqual("\r\n".utf8) || line.elementsEqual("\n".utf8) { isHeadComplete = !isInterim }
        return !isHeadTooLong
    }

    /// A piece of the body; `false` ends the connection.
    mutating func take(body: UnsafeRawBufferPointer) -> Bool {
        bodyBytes += body.count
        beginning += body.prefix(Self.excerptLimit - beginning.count)
        return bodyBytes < Self.bodyLimit
    }

    /// The body's beginning as text: what is no UTF-8, and every control character but tabs and line ends, is replaced. Nil where there is none.
    var excerpt: String? {
        guard !beginning.isEmpty else { return nil }
        let whole = bodyBytes > beginning.count ? beginning.droppingIncompleteCharacter() : beginning[...]
        let text = String(decoding: whole, as: UTF8.self)
        let scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control && !"\t\n\r".unicodeScalars.contains($0) ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(scalars))
    }
}

extension [UInt8] {
    /// Without the beginning of a UTF-8 sequence whose end was cut off.
    fileprivate func droppingIncompleteCharacter() -> ArraySlice<UInt8> {
        guard let lead = lastIndex(where: { $0 & 0xC0 != 0x80 }), self[lead] >= 0xC0 else { return self[...] }
        let length = self[lead] >= 0xF0 ? 4 : self[lead] >= 0xE0 ? 3 : 2
        return count - lead < length ? self[..<lead] : self[...]
    }
}
