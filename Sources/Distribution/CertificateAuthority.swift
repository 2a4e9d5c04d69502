import Editorial

/// Whom alone an endpoint's receiver is believed by, where it has authorities of its own: a bundle of CA certificates. None of it is secret.
package struct CertificateAuthority: Sendable, Equatable {
    package static let none = CertificateAuthority(pem: "", certificates: [])
    /// More than a private PKI has in use at once.
    package static let most = 20
    /// In bytes.
    package static let largest = 64 << 10

    /// The certificates in PEM and nothing else; empty where there is none.
    package let pem: String
    /// In the order in which they were given.
    package let certificates: [AuthorityCertificate]

    package var isNone: Bool { pem.isEmpty }

    private init(pem: String, certificates: [AuthorityCertificate]) { (self.pem, self.certificates) = (pem, certificates) }

    /// Of PEM as somebody gives it; white space alone is none. One that has expired is refused, unless it is there already. Throws `Invalid` at `/ca` with
    /// the first thing that is wrong, and where it is.
    package init(pem text: String, at now: Instant, keeping present: CertificateAuthority = .none) throws(Invalid) {
        if text.allSatisfy(\.isWhitespace) { self = .none; return }
        let ders = try PEMBundle(text, most: Self.most).certificates
        var certificates: [AuthorityCertificate] = []
        for (der, number) in zip(ders, 1...) {
            let certificate = try AuthorityCertificate(der: der, number: number)
            if certificate.notAfter < now, !present.certificates.contains(where: { $0.fingerprint == certificate.fingerprint }) {
                throw Invalid("/ca", "Certificate \(number) expired on \(certificate.notAfter.rfc3339.prefix(10)).")
            }
            certificates.append(certificate)
        }
        self.init(pem: ders.map(PEMBundle.pem).joined(), certificates: certificates)
        // A browser ends lines with two bytes, and what was taken once must be taken again.
        guard max(text.utf8.count { $0 != 0x0D }, pem.utf8.count) <= Self.largest else { throw Invalid("/ca", "The CA is larger than \(Self.largest >> 10) KB.") }
    }

    /// As it was checked when it was saved. What cannot be read any more is trusted by nobody, so nothing is sent.
    package init(kept pem: String) {
        let ders = (try? PEMBundle(pem, most: Self.most))?.certificates ?? []
        self.init(pem: pem, certificates: zip(ders, 1...).compactMap { try? AuthorityCertificate(der: $0, number: $1) })
    }

    /// Whether it must not be shown again, not even to whoever typed it.
    package static func holdsPrivateKey(_ text: String) -> Bool { text.contains("PRIVATE KEY") }
}
