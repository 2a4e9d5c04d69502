import Editorial
import Foundation

/// The certificates in a text of PEM (RFC 7468), as DER. What stands between them explains them, and is left out.
struct PEMBundle {
    private(set) var certificates: [[UInt8]] = []

    /// Throws `Invalid` at `/ca` for the first line or certificate that is not right, and before all else for a private key.
    init(_ text: String, most: Int) throws(Invalid) {
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            // A byte order mark, with which some editors begin a file, goes as well.
            String(Substring(line)).trimmingCharacters(in: .whitespaces.union(.controlCharacters))
        }
        if let line = lines.firstIndex(where: { $0.contains("-----BEGIN") && $0.contains("PRIVATE KEY") }) {
            throw Invalid("/ca", "Line \(line + 1) begins a private key, which must stay where it is used: only certificates belong here. Nothing of this was kept.")
        }
        var begun: (line: Int, base64: String)?
        for (line, number) in zip(lines, 1...) {
            switch line {
            case "-----BEGIN CERTIFICATE-----":
                if let begun { throw unfinished(since: begun.line) }
                guard certificates.count < most else { throw Invalid("/ca", "These are more than \(most) certificates: line \(number) begins another.") }
                begun = (number, "")
            case "-----END CERTIFICATE-----":
                guard let whole = begun else { throw Invalid("/ca", "Line \(number) ends a certificate that has no beginning.") }
                guard let bytes = Data(base64Encoded: whole.base64), !bytes.isEmpty else {
                    throw Invalid("/ca", "Certificate \(certificates.count + 1), which begins in line \(whole.line), is not base64.")
                }
                certificates.append(Array(bytes))
                begun = nil
            case _ where line.hasPrefix("-----"):
                throw Invalid("/ca", "Line \(number) neither begins nor ends a certificate: only certificates belong here, each between lines of their own.")
            default: begun?.base64 += line
            }
        }
        if let begun { throw unfinished(since: begun.line) }
        if certificates.isEmpty { throw Invalid("/ca", "There is no certificate here: in PEM each begins with “-----BEGIN CERTIFICATE-----”.") }
    }

    private func unfinished(since line: Int) -> Invalid { Invalid("/ca", "Certificate \(certificates.count + 1), which begins in line \(line), has no end.") }

    /// One certificate, as each program writes it.
    static func pem(of der: [UInt8]) -> String {
        let base64 = Array(Data(der).base64EncodedString().utf8)
        let lines = stride(from: 0, to: base64.count, by: 64).map { String(decoding: base64[$0..<min($0 + 64, base64.count)], as: UTF8.self) }
        return (["-----BEGIN CERTIFICATE-----"] + lines + ["-----END CERTIFICATE-----", ""]).joined(separator: "\n")
    }
}
