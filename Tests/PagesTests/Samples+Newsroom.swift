import Markdown
@testable import Pages

extension Samples {
    static func newsroom(_ language: String = "en", title: String = headline) -> NewsroomFrame {
        NewsroomFrame(
            organisation: "Harbour Office of the City of Porto", language: language, homeHref: "/", title: title,
            sections: [Link(href: "/sections/events", label: "Events", current: true), Link(href: "/sections/speeches", label: "Speeches")],
            languages: [
                LanguageLink(href: "/", label: "English", tag: "en", current: true), LanguageLink(href: "/ru/", label: "Русский", tag: "ru"),
            ],
            feedHref: "/feed.atom", canonical: "https://harbour.example/releases/pier", description: "The pier was closed for a year.", noindex: true,
            alternates: [LanguageLink(href: "https://harbour.example/ru/releases/pier", label: "Русский", tag: "ru")])
    }

    static let bareNewsroom = NewsroomFrame(organisation: "Harbour Office", language: "pt", homeHref: "/", feedHref: "/feed.atom")

    static let items = [
        NewsItem(
            href: "/releases/pier", headline: headline, summary: "The pier was closed for a year. Two cranes and the light are new.", kind: "News",
            section: "Events", published: moment, corrected: true),
        NewsItem(href: "/releases/2", headline: "Ten ships came in", kind: "Statement", section: "Speeches", published: moment),
    ]
    static let correction = CorrectionRow(when: moment, note: "The pier is 330 metres long, not 300.", formerHref: "/releases/pier/versions/2")
    static let section = Link(href: "/sections/events", label: "Events")
    static let allNews = Link(href: "/", label: "All news")

    static let newsroomFull: [any Page] = [
        HomePage(frame: newsroom(title: ""), items: items, olderHref: "/?after=1", newestHref: "/"),
        SectionPage(frame: newsroom(title: "Events"), heading: "Events", items: items, feedHref: "/sections/events/feed.atom", olderHref: "/?after=1", newestHref: "/"),
        NewsroomReleasePage(
            frame: newsroom(), url: "https://harbour.example/releases/pier", kind: "News", published: moment, corrected: moment, text: text,
            corrections: [correction], minorCorrections: [correction],
            translations: [LanguageLink(href: "/ru/releases/pier", label: "Русский", tag: "ru")], section: section, all: allNews),
        SupersededPage(frame: newsroom(), kind: "News", from: moment, until: moment, present: Link(href: "/releases/pier", label: headline), text: text),
        WithdrawnPage(frame: newsroom(), headline: headline, withdrawn: moment, note: "The figures were wrong.", section: section, all: allNews),
        NotFoundPage(frame: newsroom("ru", title: "Здесь ничего нет")),
        NewsroomErrorPage(frame: newsroom(), heading: "Busy", sentence: "Too much at once.", reasons: ["Try again in a minute."], request: "a1b2"),
        AtomFeed(
            id: "https://harbour.example/feed.atom", title: "Harbour & Office", language: "en", organisation: "Harbour & Office",
            selfHref: "https://harbour.example/feed.atom", homeHref: "https://harbour.example/", updated: moment.machine,
            entries: [
                AtomEntry(
                    id: "urn:uuid:0193", title: "<pier> & \"light\"", href: "https://harbour.example/releases/pier", published: moment.machine,
                    updated: moment.machine, section: "events", summary: "Two cranes.", text: text)
            ]),
    ]

    static let newsroomBare: [any Page] = [
        HomePage(frame: bareNewsroom), SectionPage(frame: bareNewsroom, heading: "Events", feedHref: "/f"),
        NewsroomReleasePage(frame: bareNewsroom, url: "/", kind: "News", published: moment, text: bareText, section: section, all: allNews),
        SupersededPage(frame: bareNewsroom, kind: "News", from: moment, present: allNews, text: bareText),
        WithdrawnPage(frame: bareNewsroom, withdrawn: moment, note: "Not so.", all: allNews), NotFoundPage(frame: bareNewsroom),
        NewsroomErrorPage(frame: bareNewsroom, heading: "Refused", sentence: "This is refused now."),
        AtomFeed(id: "1", title: "News", language: "en", organisation: "Harbour Office", selfHref: "/f", homeHref: "/", updated: moment.machine),
    ]
}
