import Markdown
@testable import Pages

/// One full and one bare sample of every page: everything filled, and nothing that may be left out.
enum Samples {
    static let named: [String: [any Page]] = ["full": deskFull + newsroomFull, "bare": deskBare + newsroomBare]
    static var full: [any Page] { named["full"]! }

    static let moment = Moment(words: "16 May 2026, 12:00", machine: "2026-05-16T09:00:00.000Z")
    static let headline = "The north pier opens again after a year of repairs, with a new light and a wall against the winter storms"

    static let text = ReleaseText(
        headline: headline, subheadline: "Ships of up to 300 metres can come in from Monday", dateline: "Porto, 16 May 2026",
        summary: "The pier was closed for a year. Two cranes and the light are new.", speaker: "Rui Almeida, harbour master",
        body: MarkdownDocument(body).html(), boilerplates: [StandingText(title: "About the Harbour Office", html: MarkdownDocument(about).html(under: 2))],
        contact: contact, correctionNote: "An earlier text gave the length of the pier as 300 metres; it is 330.")

    static let contact = PressContact(role: "Press office", name: "Rui Almeida", email: "press@harbour.example", phone: "+351 22 000 00 00", call: "+351220000000")

    static let body = """
        The north pier is **open** again. It was closed for a year, while the [old wall](https://harbour.example/wall) was taken down stone by stone.

        > “We have waited for this day through two winters,” said the harbour master.

        ## What is new

        - two cranes
        - a light that is seen from nine miles

        | Pier | Length | Depth |
        |---|---|---|
        | North | 330 m | 14 m |
        | South | 210 m | 9 m |

        The first ship is expected on Monday at six in the morning. The public may watch from the old customs house, where coffee is served.
        """
    static let about = "The Harbour Office runs the port’s three piers on behalf of the city. It was founded in 1892."

    static func rows(_ tone: Tone, _ state: String, when: String?, reasons: [String] = []) -> [ReleaseRow] {
        [
            ReleaseRow(href: "/desk/releases/1", headline: headline, state: state, tone: tone, place: "News · Events · English", when: when, reasons: reasons),
            ReleaseRow(
                href: "/desk/releases/2", headline: "Поздравление Генерального секретаря ОДКБ", state: state, tone: tone, place: "Statement · Speeches · Russian"),
        ]
    }

    static let deliveries = [
        DeliveryRow(
            href: "/desk/deliveries/1", endpoint: "Wire service", headline: headline, event: "release.published", status: "Failed", tone: .bad,
            attempts: "10 attempts", when: "Tue 24 Nov 09:00", nextAttempt: "Tue 24 Nov 11:00", resendAction: "/desk/deliveries/1/resend"),
        DeliveryRow(
            href: "/desk/deliveries/2", endpoint: "Website of the city", headline: "Ten ships came in", event: "release.corrected", status: "Delivered",
            tone: .good, attempts: "1 attempt", when: "Mon 23 Nov 18:20"),
    ]

    static let journal = [
        JournalRow(
            when: "Tue 24 Nov 08:41", who: "sam", what: "Approve – refused", refused: true, subject: Link(href: "/desk/releases/1", label: headline),
            details: [Fact(label: "Reasons", words: "Nobody approves what they wrote."), Fact(label: "Late", words: "by 2 minutes")], technical: [Fact(label: "Via", words: "desk")]),
        JournalRow(when: "Tue 24 Nov 08:12", who: "ana", what: "Submit for approval"),
    ]
}
