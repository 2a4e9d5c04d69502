#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The receiver's side of one connection: as much HTTP/1.1 as the tests need.
struct Wire {
    let client: Int32
    private var buffer: [UInt8] = []

    init(client: Int32) { self.client = client }

    /// The next request, or nil when the sender is gone.
    mutating func request() -> (line: String, headers: [(name: String, value: String)], body: [UInt8])? {
        let end = Array("\r\n\r\n".utf8)
        while buffer.firstRange(of: end) == nil {
            guard fill() else { return nil }
            // A TLS handshake: this receiver speaks plain HTTP.
            if buffer[0] == 0x16 { _ = send("HTTP/1.1 400 X\r\n\r\n"); return nil }
        }
        let split = buffer.firstRange(of: end)!
        let lines = String(decoding: buffer[..<split.lowerBound], as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (name: String(parts[0]), value: parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
        buffer.removeSubrange(..<split.upperBound)
        let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
        while buffer.count < length { guard fill() else { return nil } }
        defer { buffer.removeFirst(length) }
        return (String(lines[0]), headers, Array(buffer[..<length]))
    }

    /// Answers; `false` when the connection is done with.
    func answer(_ reply: Receiver.Reply) -> Bool {
        switch reply {
        case .status(let code, let headers, let body):
            let lines = ["HTTP/1.1 \(code) X", "Content-Length: \(body.utf8.count)"] + headers
            return send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
        case .after(let wait, let code):
            usleep(UInt32(wait / .microseconds(1)))
            return send("HTTP/1.1 \(code) X\r\nContent-Length: 0\r\n\r\n")
        case .raw(let text):
            _ = send(text)
            return false
        case .breakOff(let text):
            // What was sent must have been read: a reset throws away what is still on its way.
            if !text.isEmpty { _ = send(text); usleep(50_000) }
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(client, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
            return false
        case .stall(let text):
            _ = send(text)
            var byte: UInt8 = 0
            while read(client, &byte, 1) > 0 {}
            return false
        case .flood(let beginning, let piece, let pause):
            guard send(beginning) else { return false }
            while send(piece) { if pause > .zero { usleep(UInt32(pause / .microseconds(1))) } }
            return false
        }
    }

    private mutating func fill() -> Bool {
        let chunk = [UInt8](unsafeUninitializedCapacity: 65536) { space, count in
            count = max(0, read(client, space.baseAddress!, space.count))
        }
        buffer += chunk
        return !chunk.isEmpty
    }

    private func send(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(client, $0.baseAddress!, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }
}
