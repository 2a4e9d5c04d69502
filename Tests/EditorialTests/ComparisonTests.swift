import Editorial
import Fixtures
import Testing

@Suite("Comparing two texts")
struct ComparisonTests {
    @Test("a word that was changed is all that is marked")
    func word() {
        let pieces = Comparison.pieces(from: "The council meets on Tuesday.", to: "The council meets on Wednesday.")
        #expect(
            pieces == [
                .init(.same, "The council meets on "), .init(.deleted, "Tuesday"), .init(.inserted, "Wednesday"), .init(.same, "."),
            ])
    }

    @Test("a paragraph put between two others is one insertion")
    func paragraph() {
        let pieces = Comparison.pieces(from: "One river.\n\nThree rivers.", to: "One river.\n\nTwo rivers.\n\nThree rivers.")
        #expect(pieces == [.init(.same, "One river.\n\n"), .init(.inserted, "Two rivers.\n\n"), .init(.same, "Three rivers.")])
    }

    @Test("letters that look alike and are written differently differ")
    func forms() {
        #expect(Comparison.pieces(from: "caf\u{e9}", to: "cafe\u{301}") == [.init(.deleted, "caf\u{e9}"), .init(.inserted, "cafe\u{301}")])
        #expect(Comparison.pieces(from: "a\r\nb", to: "a\nb").contains { $0.kind != .same })
    }

    @Test("Chinese is compared sign by sign, and a family stays together")
    func scripts() {
        #expect(
            Comparison.pieces(from: "河流委员会在周二开会", to: "河流委员会在周三开会")
                == [.init(.same, "河流委员会在周"), .init(.deleted, "二"), .init(.inserted, "三"), .init(.same, "开会")])
        let family = Comparison.pieces(from: "a 👩‍👩‍👧 b", to: "a 👩‍👩‍👦 b")
        #expect(family == [.init(.same, "a "), .init(.deleted, "👩‍👩‍👧"), .init(.inserted, "👩‍👩‍👦"), .init(.same, " b")])
    }

    @Test("the pieces of either side make up its text to the byte", arguments: 0..<300)
    func whole(seed: Int) {
        var chance = Chance(seed: UInt64(seed))
        let before = Self.text(&chance)
        let after = seed % 3 == 0 ? Self.text(&chance) : Self.edited(before, &chance)
        let pieces = Comparison.pieces(from: before, to: after)
        #expect(pieces.filter { $0.kind != .inserted }.map(\.text).joined().utf8.elementsEqual(before.utf8))
        #expect(pieces.filter { $0.kind != .deleted }.map(\.text).joined().utf8.elementsEqual(after.utf8))
        #expect(pieces.contains { $0.kind != .same } == !before.utf8.elementsEqual(after.utf8))
        #expect(pieces.allSatisfy { !$0.text.isEmpty })
    }

    @Test("of two long texts that have nothing in common one is all gone and the other all new, and a moved paragraph costs no other")
    func long() {
        let speech = (0..<200).map { "Paragraph \($0) speaks of river \($0 * 7) and of its water.\n\n" }
        let other = (0..<200).map { "Абзац \($0)-й: о воде, о реках\u{301} и о берегах.\n\n" }
        let apart = Comparison.pieces(from: speech.joined(), to: other.joined())
        #expect(apart.filter { $0.kind == .same }.allSatisfy { $0.text.count < 40 })
        var moved = speech
        moved.append(moved.remove(at: 20))
        let pieces = Comparison.pieces(from: speech.joined(), to: moved.joined())
        #expect(pieces.filter { $0.kind == .deleted }.map(\.text) == [speech[20]])
        #expect(pieces.filter { $0.kind == .inserted }.map(\.text) == [speech[20]])
    }

    @Test("every one of the ten fields that differs is named, and those that do not stand apart")
    func fields() {
        var after = Content.sample
        (after.subheadline, after.speaker, after.correctionNote) = (nil, "The minister", "The day was wrong.")
        after.dateline?.date = "2026-11-26"
        after.contact?.phone = "+374 10 000000"
        after.boilerplate[0].text += " And lakes."
        after.attachments = [Attachment(digest: "sha256:1", filename: "map.png", mediaType: "image/png", alt: "A map")]
        let comparison = Comparison(from: .sample, to: after)
        #expect(
            comparison.fields.map(\.name) == [
                "subheadline", "dateline/date", "speaker", "boilerplate/about/text", "contact/phone", "attachments/map.png/digest",
                "attachments/map.png/media_type", "attachments/map.png/alt", "correction_note",
            ])
        #expect(comparison.unchanged == ["headline", "summary", "body"])
        #expect(comparison.fields.first?.after == nil)
        #expect(Comparison(from: Content.sample, to: .sample).fields.isEmpty)
    }

    @Test("whatever is changed of a text, and nothing else, is told")
    func each() {
        var whole = Content.sample
        (whole.speaker, whole.correctionNote) = ("The minister", "The day was wrong.")
        whole.contact?.phone = "+374 10 000000"
        whole.attachments = ["map", "plan"].map { Attachment(digest: "sha256:\($0)", filename: $0, mediaType: "image/png", alt: "A \($0)", caption: "The \($0)") }
        let changes: [(name: String, change: (inout Content) -> Void)] = [
            ("headline", { $0.headline += "!" }), ("subheadline", { $0.subheadline = "Else" }), ("dateline/place", { $0.dateline?.place = "Gyumri" }),
            ("dateline/date", { $0.dateline?.date = "2026-11-26" }), ("summary", { $0.summary = "Else" }), ("body", { $0.body += "!" }),
            ("speaker", { $0.speaker = nil }), ("boilerplate/about/title", { $0.boilerplate[0].title = "Us" }),
            ("boilerplate/about/text", { $0.boilerplate[0].text += "!" }), ("contact/role", { $0.contact?.role = nil }), ("contact/name", { $0.contact?.name = "Pia" }),
            ("contact/email", { $0.contact?.email = "pia@rivers.example" }), ("contact/phone", { $0.contact?.phone = "+374 10 000001" }),
            ("attachments", { $0.attachments.reverse() }), ("attachments/map/digest", { $0.attachments[0].digest = "sha256:else" }),
            ("attachments/map/media_type", { $0.attachments[0].mediaType = "image/jpeg" }), ("attachments/map/alt", { $0.attachments[0].alt = "Rivers" }),
            ("attachments/plan/caption", { $0.attachments[1].caption = nil }), ("correction_note", { $0.correctionNote = nil }),
        ]
        for (name, change) in changes {
            var after = whole
            change(&after)
            #expect(Comparison(from: whole, to: after).fields.map(\.name) == [name])
        }
    }

    @Test("whatever is changed of where it stands is told as well")
    func eachStanding() throws {
        let before = try Release.draft().shown
        let changes: [(name: String, words: [String], change: (inout Shown) -> Void)] = [
            ("kind", ["the kind"], { $0.description.kind = .speech }), ("section", ["the section"], { $0.description.section = "speeches" }),
            ("language", ["the language"], { $0.description.language = "ru" }), ("slug", ["the address"], { $0.description.slug = "elsewhere" }),
            ("translation_of", ["what it translates"], { $0.description.translationOf = TranslationSource(release: "r", revision: 2) }),
            ("release_at", [], { $0.releaseAt = .noon }),
        ]
        for (name, words, change) in changes {
            var after = before
            change(&after)
            #expect(Comparison(from: before, to: after).fields.map(\.name) == [name])
            #expect(after.description.differences(from: before.description) == words)
        }
    }

    @Test("a lone space between two changed words is no island")
    func islands() {
        let pieces = Comparison.pieces(from: "one two", to: "three four")
        #expect(pieces == [Comparison.Piece(.deleted, "one two"), Comparison.Piece(.inserted, "three four")])
    }

    @Test("boilerplates in another order differ by their order alone")
    func order() {
        var before = Content.sample
        before.boilerplate.append(Boilerplate(name: "rivers", title: "Rivers", text: "Five."))
        var after = before
        after.boilerplate.reverse()
        #expect(Comparison(from: before, to: after).fields.map(\.name) == ["boilerplate"])
    }

    @Test("no item hides behind the name of another")
    func names() {
        var before = Content.sample
        before.boilerplate = ["x", "x", "x (2)"].map { Boilerplate(name: $0, title: "", text: "The third of the rivers.") }
        var after = before
        after.boilerplate[2].text = "Another text."
        let comparison = Comparison(from: before, to: after)
        #expect(comparison.fields.map(\.name) == ["boilerplate/x (2)/text"])
        #expect(!comparison.unchanged.contains("boilerplate"))
        after.boilerplate[1].text = "A second."
        #expect(Comparison(from: before, to: after).fields.map(\.name) == ["boilerplate/x (2)′/text", "boilerplate/x (2)/text"])
    }

    @Test("a name written in other bytes is another name, and one that begins with a mark belongs to its field")
    func nameForms() {
        var before = Content.sample
        before.attachments = [Attachment(digest: "sha256:1", filename: "caf\u{e9}.png", mediaType: "image/png")]
        var after = before
        after.attachments[0].filename = "cafe\u{301}.png"
        #expect(Comparison(from: before, to: after).fields.count == 4)
        before.attachments[0].filename = "\u{301}/x"
        after.attachments[0].filename = "\u{301}/x"
        after.attachments[0].alt = "A cup"
        let comparison = Comparison(from: before, to: after)
        #expect(comparison.fields.map(\.field) == ["attachments"] && comparison.fields.map(\.part) == ["alt"])
        #expect(!comparison.unchanged.contains("attachments"))
    }

    @Test("two contents with different digests are never alike, and one is never unlike itself", arguments: 0..<1_000)
    func digests(seed: Int) {
        var chance = Chance(seed: UInt64(seed))
        let before = Self.content(&chance)
        // Most are one change apart, so that it is that change which must be seen.
        let after = seed % 4 == 0 ? Self.content(&chance) : Self.changed(before, &chance)
        let comparison = Comparison(from: before, to: after)
        #expect(comparison.fields.isEmpty == (before.digest == after.digest))
        #expect(Set(comparison.fields.map { Array($0.name.utf8) }).count == comparison.fields.count, "each has a name of its own")
        #expect(Set(comparison.fields.map(\.field)).isDisjoint(with: comparison.unchanged))
    }

    @Test("where a release stands and when it goes out are compared, too")
    func description() throws {
        let before = try Release.draft().shown
        var after = before
        (after.description.section, after.description.slug, after.releaseAt) = ("speeches", "elsewhere", .noon)
        #expect(Comparison(from: before, to: after).fields.map(\.name) == ["section", "slug", "release_at"])
    }

    /// Names that are each other's traps.
    private static let names = [
        "x", "x (2)", "x (2) (2)", "x (2)′", "x (3)", "caf\u{e9}", "cafe\u{301}", "\u{301}", "a/b", "a", "b", "a\nb", "a\r\nb", "a\\nb", "a\na", "\\\u{301}", "\u{202e}x",
    ]

    private static func content(_ chance: inout Chance) -> Content {
        let absent = Bool.random(using: &chance)
        func line() -> String? { chance.happens(30) ? nil : chance.one(of: names) }
        var content = Content(headline: chance.one(of: names), subheadline: line(), summary: line(), body: text(&chance), speaker: line())
        if !absent { (content.dateline, content.contact) = (Dateline(place: line(), date: line()), Contact(role: line(), name: line(), email: line(), phone: line())) }
        for _ in 0..<Int.random(in: 0...4, using: &chance) {
            content.boilerplate.append(Boilerplate(name: chance.one(of: names.prefix(6)), title: line() ?? "", text: line() ?? ""))
            content.attachments.append(Attachment(digest: chance.one(of: names), filename: chance.one(of: names), mediaType: "image/png", alt: line(), caption: line()))
        }
        return content.normalised
    }

    private static func changed(_ before: Content, _ chance: inout Chance) -> Content {
        var content = before
        let (text, other) = (chance.one(of: names), Int.random(in: 0...9, using: &chance))
        switch Int.random(in: 0..<8, using: &chance) {
        case 0: content.headline = text
        case 1: content.body = edited(before.body, &chance)
        case 2: if let index = before.boilerplate.indices.randomElement(using: &chance) { content.boilerplate[index].text = text }
        case 3: if let index = before.boilerplate.indices.randomElement(using: &chance) { content.boilerplate[index].name = text }
        case 4: if let index = before.attachments.indices.randomElement(using: &chance) { content.attachments[index].digest = text }
        case 5: if let index = before.attachments.indices.randomElement(using: &chance) { content.attachments[index].filename = text }
        case 6: if other % 2 == 0 { content.boilerplate.shuffle(using: &chance) } else { content.attachments.shuffle(using: &chance) }
        default: if other % 2 == 0 { content.boilerplate = content.boilerplate.dropLast() } else { content.attachments = content.attachments.dropLast() }
        }
        return content.normalised
    }

    private static let words = [
        "river", "council", " ", "  ", "\n", "\n\n", "\r\n", "e\u{301}", "é", "река", "встре\u{301}ча", "河流", "会", "👩‍👩‍👧", "🇦🇲", ".", ",", "—", "don’t", "12", "ไทย",
    ]

    private static func text(_ chance: inout Chance) -> String {
        (0..<Int.random(in: 0...60, using: &chance)).map { _ in words.randomElement(using: &chance) ?? "" }.joined()
    }

    private static func edited(_ text: String, _ chance: inout Chance) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 0...3, using: &chance) {
            let place = Int.random(in: 0...scalars.count, using: &chance)
            if Bool.random(using: &chance), place < scalars.count { scalars.remove(at: place) } else { scalars.insert(contentsOf: (words.randomElement(using: &chance) ?? "").unicodeScalars, at: place) }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
