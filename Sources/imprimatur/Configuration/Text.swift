/// The text of a file: UTF-8, with or without a byte order mark, its lines ended in either manner.
struct Text {
    /// Lines end with LF.
    let string: String

    /// Throws a fault at the first line that is not UTF-8.
    init(_ bytes: [UInt8], file: String) throws(FileFault) {
        var unix: [UInt8] = []
        unix.reserveCapacity(bytes.count)
        var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        while let byte = rest.popFirst() { if byte != 0x0D || rest.first != 0x0A { unix.append(byte) } }
        guard let string = String(validating: unix, as: UTF8.self) else {
            let lines = unix.split(separator: 0x0A, omittingEmptySubsequences: false)
            let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
            throw FileFault(file: file, line: line + 1, message: "This line is not UTF-8.")
        }
        self.string = string
    }
}
