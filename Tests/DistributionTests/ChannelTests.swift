import Distribution
import Editorial
import Fixtures
import Testing

@Suite("What the public must see")
struct ChannelTests {
    private let office = Office.sample
    private let release: Release

    init() throws { release = try Release.published() }

    private var text: LiveText { release.live.text! }
    private var url: String { office.url(language: "en", slug: text.description.slug) }

    private func fault(_ channel: Channel, _ status: Int, _ body: String, of live: Live? = nil) -> String? {
        channel.fault(status: status, body: body, of: live ?? release.live, under: office)
    }

    private func entry(_ href: String, published: Instant) -> String {
        "<entry><link rel=\"alternate\" href=\"\(href)\"/><published>\(published.rfc3339)</published></entry>"
    }

    @Test("a page shows a text when it says since when, and not where it is missing, broken or an earlier one")
    func page() {
        #expect(fault(.page, 200, #"{"dateModified":"\#(text.since.rfc3339)"}"#) == nil)
        #expect(fault(.page, 200, #"{"dateModified":"\#(text.since.later(seconds: -1).rfc3339)"}"#) == "shows another text")
        #expect(fault(.page, 404, "") == "answered 404" && fault(.page, 502, "") == "answered 502")
    }

    @Test("a feed shows a text when it leads to it, or when later ones have taken all its places")
    func feed() {
        #expect(fault(.feed, 200, entry(url, published: text.publishedAt)) == nil)
        #expect(fault(.feed, 200, entry(url + "-2", published: text.publishedAt.later(seconds: -1))) == "does not have it")
        #expect(fault(.feed, 200, entry(url + "-2", published: text.publishedAt.later(seconds: 1))) == nil)
        let (later, earlier) = (entry(url + "-2", published: text.publishedAt.later(seconds: 1)), entry(url + "-3", published: text.publishedAt.later(seconds: -1)))
        #expect(fault(.feed, 200, later + earlier) == "does not have it")
        #expect(fault(.feed, 200, "<feed></feed>") == "does not have it")
        #expect(fault(.feed, 503, entry(url, published: text.publishedAt)) == "answered 503")
    }

    @Test("a withdrawn text is gone when its page says so and no feed leads to it")
    func withdrawn() {
        let notice = Live.notice(Notice(text: text, withdrawnAt: .noon, note: "Not so.", hideHeadline: false))
        #expect(fault(.page, 410, "", of: notice) == nil)
        #expect(fault(.page, 200, "", of: notice) == "still shows the text" && fault(.page, 404, "", of: notice) == "answered 404")
        #expect(fault(.feed, 200, "<feed></feed>", of: notice) == nil)
        #expect(fault(.feed, 200, entry(url, published: .noon), of: notice) == "still has it")
    }

    @Test("of a further language the paths have its prefix")
    func languages() {
        var russian = text
        russian.description.language = "ru"
        #expect(Channel.page.path(of: text, under: office) == "/releases/\(text.description.slug)" && Channel.feed.path(of: text, under: office) == "/feed.atom")
        #expect(Channel.page.path(of: russian, under: office) == "/ru/releases/\(text.description.slug)" && Channel.feed.path(of: russian, under: office) == "/ru/feed.atom")
    }

    @Test("it looks within a second, then ever more rarely, and gives up after an hour and some more")
    func looks() {
        var (looks, now) = (0, Instant.noon)
        while let next = Sighting.next(after: looks, at: now) {
            #expect(next > now && (looks > 0 || next < now.later(seconds: 1)))
            (looks, now) = (looks + 1, next)
        }
        #expect(3600...7200 ~= now.seconds(since: .noon) && looks == 10)
    }
}
