// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "imprimatur",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "imprimatur", targets: ["imprimatur"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The rules: no I/O, clock or chance.
        .target(name: "Editorial", dependencies: [crypto]),
        .target(name: "Distribution", dependencies: ["Editorial", asn1, crypto, mustache, x509]),
        .target(name: "WorkflowFiles", dependencies: ["Editorial", yams]),

        // The edge.
        .systemLibrary(name: "CMarkGFM", pkgConfig: "libcmark-gfm", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .target(name: "Markdown", dependencies: ["CMarkGFM"]),
        .target(name: "Storage", dependencies: ["Distribution", "Editorial", "Markdown", crypto, cryptoExtras, grdb]),
        .target(name: "Pages", dependencies: ["Distribution", "Editorial", "Markdown", mustache], resources: [.embedInCode("Templates")]),
        .systemLibrary(name: "CCurlLibrary", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CCurl", dependencies: ["CCurlLibrary"]),
        .target(name: "Courier", dependencies: ["CCurl", "Distribution", "Editorial", "Storage", log, lifecycle]),
        .target(name: "Timekeeping", dependencies: ["Editorial", "Storage", log, lifecycle]),
        .target(name: "Web", dependencies: ["Distribution", "Editorial", "Markdown", "Pages", "Storage", crypto, log, hummingbird, hummingbirdCore, httpTypes, nioCore, nioHTTP1]),
        .executableTarget(
            name: "imprimatur",
            dependencies: [
                "CCurl", "Courier", "Distribution", "Editorial", "Markdown", "Pages", "Storage", "Timekeeping", "Web", "WorkflowFiles",
                argumentParser, crypto, hummingbird, lifecycle, log, nioCore, yams,
            ]),

        .target(name: "Fixtures", dependencies: ["Distribution", "Editorial"], path: "Tests/Fixtures"),
        .testTarget(name: "EditorialTests", dependencies: ["Editorial", "Fixtures"]),
        .testTarget(name: "DistributionTests", dependencies: ["Distribution", "Editorial", "Fixtures"]),
        .testTarget(name: "WorkflowFilesTests", dependencies: ["Editorial", "Fixtures", "WorkflowFiles"]),
        .testTarget(name: "MarkdownTests", dependencies: ["Markdown"]),
        .testTarget(name: "StorageTests", dependencies: ["Distribution", "Editorial", "Fixtures", "Storage", grdb]),
        .testTarget(name: "PagesTests", dependencies: ["Editorial", "Fixtures", "Markdown", "Pages"]),
        .testTarget(name: "CourierTests", dependencies: ["CCurl", "Courier", "Distribution", "Editorial", "Fixtures", "Storage", log, lifecycle]),
        .testTarget(name: "TimekeepingTests", dependencies: ["Editorial", "Fixtures", "Storage", "Timekeeping", log]),
        .testTarget(name: "CommandTests", dependencies: ["Distribution", "Editorial", "Fixtures", "Storage", "imprimatur"]),
        .testTarget(name: "WebTests", dependencies: ["Courier", "Distribution", "Editorial", "Fixtures", "Pages", "Storage", "Web", hummingbird, httpTypes, log, lifecycle]),
    ],
    swiftLanguageModes: [.v6]
)

var asn1: Target.Dependency { .product(name: "SwiftASN1", package: "swift-asn1") }
var x509: Target.Dependency { .product(name: "X509", package: "swift-certificates") }
var crypto: Target.Dependency { .product(name: "Crypto", package: "swift-crypto") }
var cryptoExtras: Target.Dependency { .product(name: "CryptoExtras", package: "swift-crypto") }
var grdb: Target.Dependency { .product(name: "GRDB", package: "GRDB.swift") }
var mustache: Target.Dependency { .product(name: "Mustache", package: "swift-mustache") }
var hummingbird: Target.Dependency { .product(name: "Hummingbird", package: "hummingbird") }
var httpTypes: Target.Dependency { .product(name: "HTTPTypes", package: "swift-http-types") }
var hummingbirdCore: Target.Dependency { .product(name: "HummingbirdCore", package: "hummingbird") }
var nioHTTP1: Target.Dependency { .product(name: "NIOHTTP1", package: "swift-nio") }
var nioCore: Target.Dependency { .product(name: "NIOCore", package: "swift-nio") }
var log: Target.Dependency { .product(name: "Logging", package: "swift-log") }
var lifecycle: Target.Dependency { .product(name: "ServiceLifecycle", package: "swift-service-lifecycle") }
var yams: Target.Dependency { .product(name: "Yams", package: "Yams") }
var argumentParser: Target.Dependency { .product(name: "ArgumentParser", package: "swift-argument-parser") }
