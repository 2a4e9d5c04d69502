import Editorial

extension Release {
    /// The id of what a form makes when that person sends it: each time the same, and nobody else's. It is drawn from the form's own id, a UUIDv7 that was made when
    /// the form was shown, and never that id itself: what somebody sends as one tells nothing of the release that may have it. Throws `Conflict` where it is none.
    package static func id(madeFrom form: String, by login: String) throws -> String {
        let time = Int64(form.prefix(13).filter { $0 != "-" }, radix: 16)
        guard isUUIDv7(form), let time else { throw Conflict("The form is not one of ours; open it again.") }
        let digits = sha256(Array("\(form) \(login)".utf8))
        let random = [digits.prefix(16), digits.dropFirst(16).prefix(16)].map { UInt64($0, radix: 16) ?? 0 }
        return uuidv7(at: Instant(milliseconds: time), random: (random[0], random[1]))
    }

    /// Whether it has the form of RFC 9562, section 5.7, in lower case.
    private static func isUUIDv7(_ text: String) -> Bool {
        text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil
    }
}

/// That a form has made a release already, and says something else now: it was written on in another window.
package struct AlreadyMade: Error {
    package let release: Release
}

extension Release {
    /// Whether its present text, and where it stands, are what that would make it.
    func says(_ new: NewRelease) -> Bool {
        let address = new.slug.map { $0 == description.slug } ?? slugFollowsHeadline
        let place = Description(kind: new.kind, section: new.section, language: new.language, slug: description.slug, translationOf: new.translationOf)
        return address && place == description && releaseAt == new.releaseAt && revision.digest == new.content.normalised.digest
    }
}
