import Fixtures
import Testing

@Suite("Other sites")
struct CrossSiteTests {
    @Test("what another site makes a browser send is refused, a neighbour's too")
    func foreign() async throws {
        let cases = [
            [("Sec-Fetch-Site", "cross-site")], [("Sec-Fetch-Site", "same-site")], [("Origin", "https://elsewhere.example")], [("Origin", "null")],
            [("Sec-Fetch-Site", "cross-site"), ("Origin", "https://rivers.example")],
        ]
        try await OpenSite.use(cast: []) { site in
            for headers in cases {
                let answers = [
                    try await site.send("POST", "/desk/login", headers), try await site.send("POST", "/api/v1/releases", headers),
                    try await site.send("GET", "/healthz", headers),
                ]
                #expect(answers.map(\.status) == [403, 403, 200], "\(headers)")
            }
        }
    }

    @Test("our own pages and programs get through")
    func own() async throws {
        try await OpenSite.use(cast: [Cast.ana]) { site in
            for headers in [[("Sec-Fetch-Site", "same-origin")], [("Origin", "https://rivers.example")], []] {
                let form = try await site.send("POST", "/desk/login", headers)
                let call = try await site.api("POST", "releases", [:], headers: [("Sec-Fetch-Site", "cross-site")])
                #expect([form, call].map(\.status) == [415, 422], "\(headers)")
            }
        }
    }
}
