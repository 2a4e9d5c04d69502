import Distribution
import Testing

@Suite("Webhook URLs")
struct WebhookURLTests {
    @Test("a public URL is taken", arguments: [
        "https://example.org", "https://example.org/", "http://example.org/hook?a=b&c=%20", "https://Example.ORG:8443/x", "https://example.org:443/x", "http://example.org:80",
        "https://xn--e1afmkfd.xn--p1ai/hook", "https://1.1.1.1/x", "https://[2606:4700:4700::1111]:1024/", "HTTPS://example.org/", "https://a.example.org./x", "https://example.org?x=@",
        "https://my_host.example.org/",
    ])
    func taken(url: String) { #expect(WebhookURL.problem(with: url, allowPrivate: false) == nil) }

    @Test("what is no URL is refused in one sentence", arguments: [
        ("", "not a URL"), ("example.org/hook", "not a URL"), ("://example.org", "not a URL"), ("https:/example.org", "not a URL"), ("ftp://example.org/", "not to ftp"),
        ("file:///etc/passwd", "not to file"), ("gopher://example.org", "not to gopher"), ("https://", "no valid host"), ("https:///x", "no valid host"),
        ("https://example..org/", "no valid host"), ("https://exa%6dple.org/", "no valid host"), ("https://example.org:/", "no valid host"), ("https://example.org:0/", "no valid host"),
        ("https://example.org:65536/", "no valid host"), ("https://example.org:+80/", "no valid host"), ("https://[::1", "no valid host"), ("https://[1.2.3.4]/", "no valid host"),
        ("https://::1/", "no valid host"), ("https://1.2.3.4.5/", "no valid host"), ("https://1.2.3.256/", "no valid host"), ("https://example.1/", "no valid host"),
        ("https://[fe80::1%25eth0]/", "no valid host"), ("https://пример.рф/", "must be encoded"), ("https://example.org/a b", "must be encoded"), ("https://example.org\\@evil.org/", "must be encoded"),
        ("https://example.org/\r\nX: y", "must be encoded"), ("https://example.org/\u{0}", "must be encoded"),
        ("https://example.org/#top", "no fragment"), ("https://ana:secret@example.org/", "no user name"), ("https://ana@example.org/", "no user name"), ("https://@example.org/", "no user name"),
    ])
    func refused(url: String, reason: String) throws {
        for allowPrivate in [false, true] {
            let problem = try #require(WebhookURL.problem(with: url, allowPrivate: allowPrivate))
            #expect(problem.contains(reason))
        }
    }

    @Test("a secret in a URL is not repeated")
    func secret() throws { #expect(try #require(WebhookURL.problem(with: "https://ana:hunter2@example.org/", allowPrivate: false)).contains("hunter2") == false) }

    @Test("a private address is refused in any notation, unless the endpoint allows it", arguments: [
        "http://127.0.0.1:8080/", "http://127.1:8080/", "http://2130706433/", "http://0x7f.1/", "http://0x7f000001/", "http://0177.0.0.1/", "http://017700000001/", "http://0/", "http://0x/",
        "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fd00:ec2::254]/", "http://127.0.0.1./",
        "http://localhost/", "http://LOCALHOST:9000/", "http://a.localhost/", "http://localhost./", "http://0XA.0.0.1/",
    ])
    func privateAddresses(url: String) throws {
        #expect(try #require(WebhookURL.problem(with: url, allowPrivate: false)).contains("private or reserved"))
        #expect(WebhookURL.problem(with: url, allowPrivate: true) == nil)
    }

    @Test("below 1024 only the ports of the web are open, unless the endpoint allows private addresses", arguments: [1, 22, 25, 79, 81, 444, 1023])
    func ports(port: Int) throws {
        #expect(try #require(WebhookURL.problem(with: "http://example.org:\(port)/", allowPrivate: false)).contains("port 80, 443"))
        #expect(WebhookURL.problem(with: "http://example.org:\(port)/", allowPrivate: true) == nil)
    }

    @Test("the office's own ranges count")
    func further() throws {
        let ranges = RefusedRanges(adding: [try #require(AddressRange("8.8.8.0/24"))])
        #expect(WebhookURL.problem(with: "https://8.8.8.8/", allowPrivate: false, refusing: ranges) != nil)
        #expect(WebhookURL.problem(with: "https://8.8.8.8/", allowPrivate: false) == nil)
    }

    @Test("who answers is told by the host, and on this machine by the port, too", arguments: [
        ("https://Hooks.example/a?b", "hooks.example"), ("http://hooks.example.:8080/c", "hooks.example"), ("https://192.0.2.7:9000/", "https://0xc0.0.2.7/"),
        ("http://127.0.0.1:9000/a", "http://127.1:9000/b"), ("http://localhost:9000/", "http://LOCALHOST:9000/x"), ("http://[::1]:9/", "http://[0::1]:9/a"),
    ])
    func receiver(url: String, same: String) {
        let other = same.contains("://") ? same : "https://\(same)/"
        #expect(WebhookURL.receiver(at: url) == WebhookURL.receiver(at: other))
        #expect(WebhookURL.receiver(at: url) != WebhookURL.receiver(at: "http://127.0.0.1:9001/"))
    }

    @Test("it has an end") func long() throws {
        #expect(try #require(WebhookURL.problem(with: "https://example.org/" + String(repeating: "a", count: 2048), allowPrivate: true)).contains("2048"))
    }
}
