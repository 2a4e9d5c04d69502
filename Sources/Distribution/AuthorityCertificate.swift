import Editorial
import Foundation
import SwiftASN1
import X509

/// What people must know of a CA certificate (RFC 5280) to tell it from another, and whether it still holds.
package struct AuthorityCertificate: Sendable, Equatable {
    /// Its distinguished name as RFC 4514 writes it; what nobody would see in it is named.
    package let subject: String
    /// SHA-256 of its DER, as `openssl x509 -fingerprint -sha256` writes it: pairs of digits with colons between them.
    package let fingerprint: String
    package let notBefore: Instant
    /// The last instant at which it holds.
    package let notAfter: Instant

    package enum Standing: Sendable, Equatable { case early, good, ending, expired }

    /// Says `ending` within thirty days of its end.
    package func standing(at now: Instant) -> Standing {
        if notAfter < now { return .expired }
        if now < notBefore { return .early }
        return notAfter <= now.later(seconds: 30 * 86_400) ? .ending : .good
    }

    package init(subject: String, fingerprint: String, notBefore: Instant, notAfter: Instant) {
        (self.subject, self.fingerprint, self.notBefore, self.notAfter) = (subject, fingerprint, notBefore, notAfter)
    }

    /// Throws `Invalid` at `/ca` where it cannot be read or may vouch for nobody; the number is for people.
    init(der: [UInt8], number: Int) throws(Invalid) {
        guard let certificate = try? Certificate(derEncoded: der), let rights = try? Rights(certificate) else {
            throw Invalid("/ca", "Certificate \(number) cannot be read: it is damaged, or its key is of a kind that is not known here.")
        }
        guard rights.isAuthority else { throw Invalid("/ca", "Certificate \(number) is no CA certificate: it does not say that it may vouch for others (basicConstraints, CA:TRUE).") }
        guard rights.mayCertify else { throw Invalid("/ca", "Certificate \(number) may sign no other certificates (keyUsage without keyCertSign).") }
        self.init(
            subject: certificate.subject.description.withHiddenNamed, fingerprint: Self.fingerprint(of: der),
            notBefore: Instant(certificate.notValidBefore), notAfter: Instant(certificate.notValidAfter))
    }

    private static func fingerprint(of der: [UInt8]) -> String {
        sha256(der).uppercased().enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, digit.offset.isMultiple(of: 2) { text += ":" }
            text.append(digit.element)
        }
    }
}

/// What RFC 5280, sections 4.2.1.3 and 4.2.1.9, has a certificate say about itself.
private struct Rights {
    let isAuthority: Bool
    let mayCertify: Bool

    /// Throws what the library throws for an extension that cannot be read.
    init(_ certificate: Certificate) throws {
        if case .isCertificateAuthority? = try certificate.extensions.basicConstraints { isAuthority = true } else { isAuthority = false }
        mayCertify = try certificate.extensions.keyUsage?.keyCertSign ?? true
    }
}

extension Instant {
    fileprivate init(_ date: Date) { self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded())) }
}
