import Distribution
import Editorial
import Fixtures
import Testing

@Suite("An endpoint's own CA")
struct CertificateAuthorityTests {
    private func read(_ text: String, at now: Instant = .noon, keeping present: CertificateAuthority = .none) throws -> CertificateAuthority {
        try CertificateAuthority(pem: text, at: now, keeping: present)
    }

    @Test("its certificates are told by name, by the fingerprint that openssl shows, and by when they hold")
    func told() throws {
        let ca = try read(Certificates.root + Certificates.second)
        #expect(ca.certificates.map(\.subject) == ["CN=Harbour Root,O=Harbour\\, Ltd", "CN=Harbour Second Root,O=Harbour\\, Ltd"])
        #expect(ca.certificates[0].fingerprint == "EA:8A:6A:A5:2E:F1:AB:35:67:30:D1:DE:F7:4B:78:C3:6A:F3:3A:68:56:80:14:8F:D5:E4:96:A3:6E:21:A4:80")
        #expect(ca.certificates[0].notBefore.rfc3339 == "2020-01-01T00:00:00.000Z" && ca.certificates[0].notAfter.rfc3339 == "2060-01-01T00:00:00.000Z")
        #expect(try read(Certificates.coming).certificates.count == 1, "one that is to come is set before it is needed")
        #expect(try read(Certificates.disguised).certificates[0].subject.contains("Harbour [U+202E right-to-left override]tooR"))
    }

    private static let written: [String] = [
        "# Ours\n\(Certificates.root)", "\u{FEFF}\(Certificates.root)\n\n", Certificates.root.replacing("\n", with: "\r\n"), "  " + Certificates.root.replacing("\n", with: " \n  "),
        Certificates.root.split(separator: "\n").dropFirst().dropLast().joined().framed,
    ]

    @Test("what is kept are the certificates alone, in one writing, and the same is read from that again", arguments: written)
    func kept(text: String) throws {
        let ca = try read(text)
        #expect(ca.pem == Certificates.root)
        #expect(try read(ca.pem) == ca && CertificateAuthority(kept: ca.pem) == ca)
    }

    @Test("white space alone is none", arguments: ["", " \r\n\n"])
    func none(text: String) throws { #expect(try read(text).isNone) }

    /// What somebody may give, and what is said to it.
    private static let wrong: [(text: String, said: String)] = [
        ("This is no PEM.", "There is no certificate here"),
        (Certificates.root + "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n", "Line 12 begins a private key"),
        ("-----BEGIN CERTIFICATE-----\n-----BEGIN ENCRYPTED PRIVATE KEY-----\n", "Line 2 begins a private key"),
        (Certificates.root + Certificates.server, "Certificate 2 is no CA certificate"),
        (Certificates.silent, "Certificate 1 is no CA certificate"),
        (Certificates.root + Certificates.second + Certificates.unsigning, "Certificate 3 may sign no other certificates"),
        (Certificates.root + Certificates.expired, "Certificate 2 expired on 2024-01-01."),
        ("MIIB".framed, "Certificate 1 cannot be read"),
        (Certificates.root + "MI*B".framed, "Certificate 2, which begins in line 12, is not base64"),
        ("".framed, "Certificate 1, which begins in line 1, is not base64"),
        (Certificates.root + "-----BEGIN CERTIFICATE-----\nMIIB\n", "Certificate 2, which begins in line 12, has no end"),
        ("-----BEGIN CERTIFICATE-----\nMIIB\n" + Certificates.root, "Certificate 1, which begins in line 1, has no end"),
        ("MIIB\n-----END CERTIFICATE-----\n", "Line 2 ends a certificate that has no beginning"),
        ("\n-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n", "Line 2 neither begins nor ends a certificate"),
        (String(repeating: Certificates.root, count: 21), "These are more than 20 certificates: line 221 begins another"),
        (Certificates.root + String(repeating: " ", count: 65_536), "larger than 64 KB"),
        ]

    @Test("what is none is refused, saying what and where", arguments: wrong)
    func refused(text: String, saying: String) {
        #expect { try read(text) } throws: { error in
            let problems = (error as? Invalid)?.problems ?? []
            return problems.count == 1 && problems[0].pointer == "/ca" && problems[0].detail.contains(saying) && !problems[0].detail.contains("c2VjcmV0")
        }
    }

    @Test("twenty are taken")
    func most() throws { #expect(try read(String(repeating: Certificates.root, count: 20)).certificates.count == 20) }

    @Test("one that has expired since it was set keeps nobody from saving the others, and no new one comes beside it that has")
    func expired() throws {
        let before = try #require(Instant(rfc3339: "2023-12-31T23:59:59Z"))
        let present = try read(Certificates.expired, at: before)
        #expect(try read(Certificates.expired + Certificates.root, keeping: present).certificates.count == 2)
        #expect(throws: Invalid.self) { try read(Certificates.expired, keeping: read(Certificates.root)) }
    }

    @Test("it says in time that it ends", arguments: [
        ("2019-12-31T23:59:59Z", AuthorityCertificate.Standing.early), ("2020-01-01T00:00:00Z", .good), ("2023-12-01T23:59:59Z", .good), ("2023-12-02T00:00:00Z", .ending),
        ("2024-01-01T00:00:00Z", .ending), ("2024-01-01T00:00:01Z", .expired),
    ])
    func standing(now: String, standing: AuthorityCertificate.Standing) throws {
        #expect(CertificateAuthority(kept: Certificates.expired).certificates[0].standing(at: try #require(Instant(rfc3339: now))) == standing)
    }

    @Test("what is kept and cannot be read is still not none: then nobody is trusted")
    func damaged() { #expect(!CertificateAuthority(kept: "damaged").isNone && CertificateAuthority(kept: "damaged").certificates.isEmpty) }
}

extension String {
    /// As the base64 of a certificate.
    fileprivate var framed: String { "-----BEGIN CERTIFICATE-----\n\(self)\n-----END CERTIFICATE-----\n" }
}
