import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Pages

/// The files of `Public`, read once at start: small, few, and served with long lifetimes.
struct StaticFiles: Sendable {
    private let files: [String: File]

    fileprivate struct File: Sendable {
        let mediaType: String
        let body: ByteBuffer
        let digest: String
    }

    /// Throws where the folder cannot be read.
    init(in directory: String) throws {
        var files: [String: File] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: directory) {
            // What does not look like a file of a page is no business of the public.
            guard let dot = path.lastIndex(of: "."), let mediaType = Self.mediaTypes[String(path[path.index(after: dot)...])], !path.hasPrefix("."), !path.contains("/.") else {
                continue
            }
            let data = try Data(contentsOf: URL(filePath: directory).appending(path: path))
            let digest = SHA256.hash(data: data).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            files["/" + path] = File(mediaType: mediaType, body: ByteBuffer(bytes: data), digest: digest)
        }
        self.files = files
    }

    /// The address under which a browser may keep that file for a year: a changed file has another one.
    func address(of path: String) -> String { files[path].map { "\(path)?v=\($0.digest)" } ?? path }

    /// Where pages find theirs.
    var assets: Assets {
        Assets(
            desk: address(of: "/css/desk.css"), release: address(of: "/css/release.css"), newsroom: address(of: "/css/newsroom.css"),
            script: address(of: "/js/desk.js"), icon: address(of: "/favicon.svg"))
    }

    func add(to router: some RouterMethods<WebContext>) {
        for (path, file) in files {
            router.get(RouterPath(path)) { request, _ in file.answer(to: request) }
        }
    }

    private static let mediaTypes = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg",
        "webp": "image/webp", "ico": "image/x-icon", "woff2": "font/woff2", "txt": "text/plain; charset=utf-8", "xsl": "application/xslt+xml",
    ]
}

extension StaticFiles.File {
    func answer(to request: Request) -> Response {
        let isNamedByDigest = request.uri.queryParameters["v"].map(String.init) == digest
        let headers: HTTPFields = [
            .contentType: mediaType, .eTag: "\"\(digest)\"", .cacheControl: isNamedByDigest ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        ]
        if request.headers[.ifNoneMatch]?.names(etag: "\"\(digest)\"") == true { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
