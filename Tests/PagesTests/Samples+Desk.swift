@testable import Pages

extension Samples {
    static func frame(_ title: String, errors: [FormError] = [], notice: String? = nil) -> DeskFrame {
        DeskFrame(
            office: "Harbour Office of the City of Porto", title: title, person: "Ana Example",
            navigation: [
                Link(href: "/desk", label: "What waits", current: true), Link(href: "/desk/releases", label: "Releases"),
                Link(href: "/desk/deliveries", label: "Deliveries"), Link(href: "/desk/endpoints", label: "Endpoints"),
                Link(href: "/desk/people", label: "People"), Link(href: "/desk/journal", label: "Journal"), Link(href: "/desk/account", label: "Account"),
            ],
            formToken: "f0f0", notice: notice, errors: errors)
    }

    /// A frame with everything in it.
    static func fullFrame(_ title: String) -> DeskFrame {
        var frame = frame(
            title, errors: [FormError(detail: "The e-mail lacks its @.", field: "contact_email"), FormError(detail: "Nobody approves what they wrote.")],
            notice: "Saved.")
        frame.news = AccountNews(items: ["ada added the account eva (drafter), Tue 24 Nov 09:00 (Lisbon)"], action: "/desk/news/seen", through: "57")
        frame.banners = [
            Banner(lead: "On hold.", words: "Nothing publishes by itself and nothing is delivered.", link: Link(href: "/desk/hold", label: "See what is held back")),
            Banner(lead: "Review owed.", words: "1 release went out without an approval."),
        ]
        return frame
    }

    static let bareFrame = DeskFrame(office: "Harbour Office", title: "Sign in")

    static let all = [Choice(value: "", label: "All", chosen: true), Choice(value: "draft", label: "Draft")]
    static let back = Link(href: "/desk", label: "Back")

    static func field(_ name: String, _ label: String, value: String = "") -> Field {
        Field(name, label: label, value: value, error: "This is missing.", hint: "As on the passport.", autocomplete: "off", required: true, choices: all)
    }

    private static let endpoints = [
        EndpointRow(
            name: "Wire service", url: "https://wire.example/a-rather-long-path/that/has-to-break/somewhere", status: "Disabled", tone: .bad,
            reason: "It answered 410.", wants: "The four public events of every release", editHref: "/desk/endpoints/1", pingAction: "/p",
            disableAction: "/d", enableAction: "/e")
    ]

    static let deskFull: [any Page] = [
        SignInPage(frame: fullFrame("Sign in"), login: "ana", next: "/desk/releases/new", kept: [KeptField(name: "typed.headline", value: "“Kept” & safe")]),
        SetUpPage(
            frame: fullFrame("Set up"), action: "/desk/set-up/1", introduction: "You are the first administrator.", login: field("login", "Login"),
            name: field("name", "Name"), password: field("password", "Password")),
        WaitingPage(
            frame: frame("What waits for you"), stuck: rows(.bad, "Approved, could not go out", when: nil, reasons: ["Could not go out at its release time."]),
            unseen: rows(.bad, "Published", when: "Since Tue 24 Nov 09:00", reasons: ["The feed does not have it."]),
            unsaved: rows(.waiting, "Not saved", when: "Typed until Mon 23 Nov 18:04"), reviews: rows(.bad, "Published", when: "Public since Mon 23 Nov 18:20", reasons: ["A review is owed."]),
            toApprove: rows(.waiting, "Waiting for approval", when: "Submitted 20 minutes ago by Ana"),
            notTheirs: rows(.waiting, "Waiting for approval", when: nil, reasons: ["Nobody approves what they wrote."]),
            drafts: rows(.working, "Draft", when: "Changed yesterday"), scheduled: rows(.ready, "Approved", when: "Goes out Tue 24 Nov 09:00 (Lisbon)"),
            endpoints: endpoints, trouble: deliveries, refusals: journal, newHref: "/desk/releases/new"),
        ReleaseListPage(
            frame: frame("Releases"), rows: rows(.good, "Published", when: "Published Tue 24 Nov 09:00"), states: all, sections: all, kinds: all,
            languages: all, query: "pier", filtered: true, newHref: "/desk/releases/new", olderHref: "/desk/releases?after=1"),
        release, form, unsaved,
        compared,
        RevisionPage(
            frame: frame("Revision 2"), back: back, number: "2", who: "Ana", when: "Mon 23 Nov 18:20", digest: digest, standing: "was public", text: text,
            restoreAction: "/desk/releases/1/restore", version: "7"),
        WorkflowPage(
            frame: frame("Press release"), back: back, title: "Press release", drawing: "/desk/releases/1/workflow.svg",
            states: [
                .init(title: "Draft", steps: [.init(name: "Submit for approval", who: "drafter, press secretary", to: "Waiting for approval")]),
                .init(title: "Waiting for approval", isPresent: true, steps: [.init(name: "Approve", who: "press secretary", to: "Approved")]),
            ]),
        DeliveriesPage(
            frame: frame("Deliveries"), rows: deliveries, endpoints: all, statuses: all, release: "1", filtered: true,
            health: health, olderHref: "/desk/deliveries?after=1"),
        EndpointDeliveriesPage(
            frame: frame("Deliveries by endpoint"), back: back,
            rows: [
                EndpointHealthRow(
                    href: "/desk/deliveries?endpoint=1", name: "Wire service", status: "Enabled", tone: .good, reason: "No attempt has succeeded since 09:00.", health: health,
                    replayAction: "/desk/endpoints/1/replay")
            ],
            olderHref: "/desk/deliveries/by-endpoint?after=1"),
        DeliveryPage(
            frame: frame("Delivery"), back: back, endpoint: "Wire service", headline: headline, releaseHref: "/desk/releases/1", event: "release.published",
            eventID: "0193-1", status: "Failed", tone: .bad, when: "Tue 24 Nov 09:00", nextAttempt: "Tue 24 Nov 11:00",
            attempts: [
                AttemptRow(when: "09:00:00", answer: "500", tone: .bad, duration: "120 ms", error: "The receiver said no.", excerpt: "<h1>Internal server error</h1>")
            ],
            forgotten: "What came of 9 earlier attempts is not kept any more.", resendAction: "/desk/deliveries/1/resend", resendWords: "Starts the schedule anew.",
            force: Check(id: "force", name: "force", label: "Although a newer one has arrived"),
            cancelAction: "/desk/deliveries/1/cancel"),
        EndpointsPage(
            frame: frame("Endpoints"),
            rows: endpoints,
            newHref: "/desk/endpoints/new"),
        EndpointFormPage(
            frame: frame("New endpoint"), back: back, action: "/desk/endpoints/new", formID: "1", name: field("name", "Name"), url: field("url", "URL"),
            events: all, sections: all, kinds: all, languages: all, allowPrivate: true,
            format: Field("format", label: "Format", error: "There is no such format.", choices: all), ownTemplate: field("template", "Template"),
            headers: field("headers", "Headers"), dropHeaders: Check(id: "drop-headers", name: "drop_headers", label: "Send none of them any more"), ca: field("ca", "Own CA"),
            certificates: [CertificateRow(subject: "CN=A", fingerprint: "AB:CD EF:01", validity: "Until Tue 24 Nov", warning: "It has expired.")],
            rotateAction: "/r", overlap: field("overlap_hours", "Overlap"), replayAction: "/p", period: Field("hours", label: "Since", choices: all),
            cancelAction: "/c"),
        ShownOncePage(frame: frame("Signing secret"), label: "Signing secret", secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", words: "Give it to the receiver.", back: back),
        PeoplePage(
            frame: frame("People"),
            rows: [PersonRow(href: "/desk/people/ana", login: "ana", name: "Ana Example", email: "ana@harbour.example", roles: "Drafter", status: "Enabled", tone: .good)],
            newHref: "/desk/people/new"),
        PersonFormPage(
            frame: frame("Ana Example"), back: back, action: "/desk/people/ana", formID: "1", login: field("login", "Login"), name: field("name", "Name"),
            email: field("email", "E-mail"), facts: [Fact(label: "Login", words: "ana")], roles: all, passwordAction: "/p", endSessionsAction: "/s", disableAction: "/d",
            atStake: [Link(href: "/desk/releases/1", label: headline)], enableAction: "/e"),
        BoilerplatesPage(
            frame: frame("Boilerplates"),
            rows: [BoilerplateRow(href: "/b", title: "About us", name: "about", language: "English", excerpt: about, when: "Changed Mon 23 Nov 18:20")],
            newHref: "/desk/boilerplates/new"),
        BoilerplateFormPage(
            frame: frame("About us"), back: back, action: "/b", name: field("name", "Name"), languages: all, title: field("title", "Title"),
            text: field("text", "Text", value: about)),
        JournalPage(
            frame: frame("Journal"), rows: journal, actor: "sam", actions: all, release: "1", from: field("from", "From", value: "2026-11-01"), to: field("to", "To", value: "2026-11-30"), refused: true, filtered: true, olderHref: "/desk/journal?after=1"),
        HistoryPage(
            frame: frame("Revisions"), back: back, notices: ["The text of revision 1 is damaged."],
            revisions: [RevisionRow(number: "2", href: "/r", who: "Dora", when: "Mon 23 Nov 17:02", digest: "sha256:2", standing: "was public", restoreAction: "/r")],
            journal: journal, version: "7", olderHref: "/desk/releases/1/revisions?after=2"),
        AccountPage(
            frame: frame("Account"), facts: [Fact(label: "Login", words: "ana")],
            sessions: [SessionRow(device: "Firefox on Linux", when: "since Mon 23 Nov 18:20", current: true, endAction: "/e")], passwordAction: "/p",
            password: field("password", "Present password"), newPassword: field("new_password", "New password"),
            tokens: [TokenRow(name: "script", when: "Made Mon 23 Nov", expires: "in 30 days", revokeAction: "/r")], tokenAction: "/t", formID: "1",
            tokenName: field("token_name", "Name"), tokenDays: field("days", "Days until it expires")),
        HoldPage(
            frame: frame("Hold"), onHold: true, due: rows(.ready, "Approved", when: "Due since Tue 24 Nov 09:00"), owed: "214 deliveries to 3 endpoints",
            lastEntry: "Mon 23 Nov 18:20", resumeAction: "/desk/hold/resume"),
        DeskErrorPage(frame: frame("Refused"), sentence: "This is refused now.", reasons: ["Your roles do not allow this."], kept: [KeptText(label: "Text", value: "<b>")], request: "a1b2"),
    ]

    static let health = HealthPart(
        hours: (0..<24).map { ($0 % 5 * 3, $0 % 7 == 0 ? 2 : 0) }, words: "In the last 24 hours 144 attempts succeeded and 8 failed.")

    static let digest = "sha256:4f0c6e6f0e5b0c9d5a9f7f3b1b8b2a7d4f0c6e6f0e5b0c9d5a9f7f3b1b8b2a7d"

    static let deskBare: [any Page] = [
        SignInPage(frame: bareFrame),
        SetUpPage(frame: bareFrame, action: "/", introduction: "Choose a password.", password: Field("password", label: "Password")),
        WaitingPage(frame: bareFrame), ReleaseListPage(frame: bareFrame, rows: [], states: [], sections: [], kinds: [], languages: []),
        DeskReleasePage(
            frame: bareFrame, state: "Draft", tone: .working, publicWords: "The public sees nothing.", text: bareText, isShown: false, number: "1", digest: digest,
            version: "1"),
        ReleaseFormPage(
            frame: bareFrame, action: "/", back: back, kinds: [], sections: [], languages: [], boilerplates: [], zone: "Lisbon", value: { _ in "" }),
        bareCompared, UnsavedPage(frame: bareFrame, back: back, reasons: [], texts: []),
        WorkflowPage(frame: bareFrame, back: back, title: "Empty", states: []),
        RevisionPage(frame: bareFrame, back: back, number: "1", who: "ana", when: "now", digest: digest, text: bareText),
        DeliveriesPage(frame: bareFrame), EndpointDeliveriesPage(frame: bareFrame, back: back), DeliveryPage(
            frame: bareFrame, back: back, endpoint: "Wire", headline: "Ping", event: "endpoint.ping", eventID: "1", status: "Pending", tone: .working, when: "now"),
        EndpointsPage(frame: bareFrame),
        EndpointFormPage(
            frame: bareFrame, back: back, action: "/", name: Field("name", label: "Name"), url: Field("url", label: "URL"),
            format: Field("format", label: "Format"), ownTemplate: Field("template", label: "Template"), headers: Field("headers", label: "Headers"), ca: Field("ca", label: "Own CA"),
            certificates: [CertificateRow(subject: "CN=A", fingerprint: "AB:CD", validity: "Until Tue 24 Nov")]),
        ShownOncePage(frame: bareFrame, label: "Token", secret: "1", words: "Keep it.", back: back), PeoplePage(frame: bareFrame),
        PersonFormPage(frame: bareFrame, back: back, action: "/"),
        BoilerplatesPage(frame: bareFrame),
        BoilerplateFormPage(frame: bareFrame, back: back, action: "/", title: Field("title", label: "Title"), text: Field("text", label: "Text")),
        JournalPage(frame: bareFrame, from: Field("from", label: "From"), to: Field("to", label: "To")), HistoryPage(frame: bareFrame, back: back),
        AccountPage(
            frame: bareFrame, passwordAction: "/", password: Field("password", label: "Password"), newPassword: Field("new_password", label: "New"),
            tokenAction: "/", tokenName: Field("token_name", label: "Name"), tokenDays: Field("days", label: "Days")),
        HoldPage(frame: bareFrame, owed: "Nothing", lastEntry: "never"), DeskErrorPage(frame: bareFrame, sentence: "There is nothing here."),
    ]
}
