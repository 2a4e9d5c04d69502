import Distribution
import Editorial
import Fixtures
import Storage
import Testing

@testable import Web

@Suite("An endpoint's own CA, at the desk")
struct DeskOwnCATests {
    @Test("it is typed, shown with fingerprints, stays when another field changes, and goes when its field is emptied")
    func typed() async throws {
        try await OpenSite.use { site in
            let (endpoint, _) = try await site.store.addEndpoint(NewEndpoint(name: "Wire", url: "https://wire.example/hook"), by: Cast.ada.origin, at: site.clock.now)
            let path = "/desk/endpoints/\(endpoint.id)"
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            func subjects() async throws -> [String]? { try await site.store.endpoint(endpoint.id)?.ca.certificates.map(\.subject) }
            #expect(try await ada.submit(ada.get(path), to: path, ["ca": (Certificates.root + Certificates.coming).replacing("\n", with: "\r\n")]).status == 303)
            let page = try await ada.get(path)
            #expect(page.words.contains("CN=Harbour Root,O=Harbour\\, Ltd") && page.words.contains("Until Thu 1 Jan 2060"))
            #expect(page.words.contains("SHA-256 EA:8A:6A:A5:2E:F1:AB:35 67:30:D1:DE:F7:4B:78:C3 6A:F3:3A:68:56:80:14:8F D5:E4:96:A3:6E:21:A4:80"))
            #expect(page.words.contains("It is not valid yet.") && !page.words.contains("It expires within") && !page.words.contains("It has expired"))
            let fingerprints = try await site.store.endpoint(endpoint.id)?.ca.certificates.map(\.fingerprint) ?? []
            let entry = try await site.store.journal(JournalFilter(action: "endpoint.change"), PageRequest(limit: 50)).items.last { $0.details["ca"] != .null }
            #expect(entry?.details["ca"] == JSON(fingerprints) && fingerprints.count == 2)
            #expect(try await ada.submit(page, to: path, ["name": "Renamed"]).status == 303)
            #expect(try await subjects()?.count == 2)
            #expect(try await ada.submit(ada.get(path), to: path, ["ca": ""]).status == 303)
            #expect(try await subjects() == [])
        }
    }

    @Test("what is none is refused beside its field, and a private key is not shown again")
    func refused() async throws {
        try await OpenSite.use { site in
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            let form = try await ada.get("/desk/endpoints/new")
            func add(_ ca: String) async throws -> (status: Int, words: String) {
                let answer = try await ada.submit(form, to: "/desk/endpoints/new", ["name": "Wire", "url": "https://wire.example/hook", "ca": ca])
                return (answer.status, answer.words)
            }
            let server = try await add(Certificates.root + Certificates.server)
            #expect(server.status == 422 && server.words.contains("Certificate 2 is no CA certificate") && server.words.contains(Certificates.server))
            let key = try await add(Certificates.root + "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n")
            #expect(key.status == 422 && key.words.contains("Line 12 begins a private key") && !key.words.contains("c2VjcmV0"))
            #expect(try await site.store.endpoints(PageRequest(limit: 1)).items.isEmpty)
        }
    }

    @Test("one that ends or has ended says so, and does not keep the form from being saved")
    func ending() async throws {
        try await OpenSite.use { site in
            let ca = CertificateAuthority(kept: Certificates.expired)
            let new = NewEndpoint(name: "Wire", url: "https://wire.example/hook", ca: ca)
            let (endpoint, _) = try await site.store.addEndpoint(new, by: Cast.ada.origin, at: site.clock.now)
            let path = "/desk/endpoints/\(endpoint.id)"
            let ada = try await DeskBrowser.signedIn(Cast.ada, at: site)
            let page = try await ada.get(path)
            #expect(page.words.contains("It has expired."))
            #expect(try await ada.submit(page, to: path, ["name": "Renamed"]).status == 303)
            #expect(try await site.store.endpoint(endpoint.id)?.ca == ca)
        }
    }
}
