import Distribution
import Fixtures
import Foundation
import Testing

@testable import imprimatur

@Suite("The options of serve")
struct SettingsTests {
    private let folder = TemporaryFolder("settings")

    init() throws { try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true) }

    private func settings(_ file: String, _ flags: [String] = [], environment: [String: String] = [:]) throws -> Settings {
        let path = folder.path + "/\(UUID()).yaml"
        try Data(file.utf8).write(to: URL(filePath: path))
        return try Settings(DataOptions.parse(["--config", path]), ServeOptions.parse(flags), environment: environment)
    }

    @Test("a flag beats the environment, which beats the file, which beats the default")
    func order() throws {
        let file = "bind: 127.0.0.1:1\ndata: from-file\n"
        #expect(try settings("").binding == Binding(host: "127.0.0.1", port: 8080))
        #expect(try settings(file).binding.port == 1)
        #expect(try settings(file, environment: ["IMPRIMATUR_BIND": "127.0.0.1:2"]).binding.port == 2)
        #expect(try settings(file, ["--bind", "127.0.0.1:3"], environment: ["IMPRIMATUR_BIND": "127.0.0.1:2"]).binding.port == 3)
        #expect(try settings(file).data == "from-file")
    }

    @Test("a list is repeated as a flag, and has commas in the environment")
    func lists() throws {
        #expect(try settings("", ["--trusted-proxy", "127.0.0.1", "--trusted-proxy", "::1"]).trustedProxies.count == 2)
        #expect(try settings("", environment: ["IMPRIMATUR_TRUSTED_PROXY": "127.0.0.1, ::1"]).trustedProxies.count == 2)
        #expect(try settings("trusted_proxy: [127.0.0.1]").trustedProxies == [.v4(0x7F00_0001)])
    }

    @Test("the base URL is where it listens, unless one is said")
    func baseURL() throws {
        let bound = Binding(host: "127.0.0.1", port: 4711)
        #expect(try settings("", ["--bind", "127.0.0.1:0"]).baseURL(listeningAt: bound) == "http://127.0.0.1:4711")
        #expect(try settings("base_url: https://news.example.org/").baseURL(listeningAt: bound) == "https://news.example.org")
        #expect(try settings("base_url: http://[::1]:8080").baseURL(listeningAt: bound) == "http://[::1]:8080")
    }

    @Test(
        "http is for this machine only",
        arguments: ["http://news.example.org", "http://10.0.0.1", "ftp://localhost", "https://", "news.example.org", "https://a.example/path", "https://u:p@a.example"])
    func unsafe(url: String) {
        #expect(throws: Failure.self) { try settings("", ["--base-url", url]) }
        #expect(throws: Failure.self) { try settings("base_url: '\(url)'") }
    }

    @Test("listening to the world needs a name for it")
    func world() throws {
        let settings = try settings("", ["--bind", "0.0.0.0:8080"])
        #expect(throws: Failure.self) { try settings.baseURL(listeningAt: settings.binding) }
    }

    @Test("what was said wrongly is refused where it was said")
    func places() throws {
        func failure(_ file: String, _ flags: [String] = [], _ environment: [String: String] = [:]) -> Failure? {
            #expect(throws: Failure.self) { try settings(file, flags, environment: environment) }
        }
        #expect(failure("", ["--bind", "nowhere"])?.code == 64)
        #expect(failure("", [], ["IMPRIMATUR_BIND": "nowhere"])?.message.hasPrefix("IMPRIMATUR_BIND: ") == true)
        let inFile = failure("data: x\nbind: nowhere")
        #expect(inFile?.code == 65 && inFile?.message.contains(".yaml:2: ") == true)
    }

    @Test("an address is host and port", arguments: ["127.0.0.1", ":80", "::1:80", "[::1]", "a b:1", "x:70000", "x:-1", ""])
    func addresses(text: String) {
        #expect(Binding(text) == nil)
        #expect(Binding("[::1]:80")?.authority == "[::1]:80" && Binding("localhost:0")?.port == 0)
    }
}
