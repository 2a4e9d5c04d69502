/// The last part of a release's address.
package enum Slug {
    /// From the headline, transliterated to `a-z0-9-`, at most 80 characters at a word's end; `KIND-DATE` where nothing is left.
    package static func made(from headline: String, kind: Kind, at now: Instant) -> String {
        let words = Transliteration.latin(headline).split { $0 == "-" }
        var slug = words.first.map { String($0.prefix(80)) } ?? ""
        for word in words.dropFirst() {
            guard slug.count + 1 + word.count <= 80 else { break }
            slug += "-" + word
        }
        return slug.isEmpty ? "\(kind.rawValue)-\(now.rfc3339.prefix(10))" : slug
    }

    /// Whether it is one: `a-z0-9` with single hyphens between, 1 to 100 characters.
    package static func isValid(_ slug: String) -> Bool {
        1...100 ~= slug.utf8.count
            && slug.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).allSatisfy { word in
                !word.isEmpty && word.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            }
    }
}
