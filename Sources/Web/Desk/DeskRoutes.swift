import Hummingbird
import Pages

/// The desk's pages.
struct DeskRoutes: Sendable {
    private let desk: Desk

    init(site: Site, pages: Pages, assets: Assets) { desk = Desk(site: site, pages: pages, assets: assets) }

    /// What goes wrong in front of people who are signed in stays within the desk.
    var errors: DeskErrors { DeskErrors(desk: desk) }

    /// `guests` are reached by everybody; `people` only with a session, and their forms have been read and checked.
    func add(guests: some RouterMethods<WebContext>, people: some RouterMethods<DeskContext>) {
        let again = Router(context: DeskContext.self)
        let router = DeskRouter(desk: desk, live: people, again: again.group("desk"))
        ReleaseRoutes(desk: desk).add(to: router)
        ReleaseEditRoutes(desk: desk).add(to: router)
        TransitionRoutes(desk: desk).add(to: router)
        ReleaseTimeRoutes(desk: desk).add(to: router)
        UrgentRoutes(desk: desk).add(to: router)
        RevisionRoutes(desk: desk).add(to: router)
        WorkflowRoutes(desk: desk).add(to: router)
        ComparisonRoutes(desk: desk).add(to: router)
        CommentRoutes(desk: desk).add(to: router)
        UnsavedRoutes(desk: desk).add(to: router)
        DeliveryRoutes(desk: desk).add(to: router)
        EndpointRoutes(desk: desk).add(to: router)
        PeopleRoutes(desk: desk).add(to: router)
        BoilerplateRoutes(desk: desk).add(to: router)
        JournalRoutes(desk: desk).add(to: router)
        ConfinementRoutes(desk: desk).add(to: router)
        AccountNewsRoutes(desk: desk).add(to: router)
        AccountRoutes(desk: desk).add(to: router)
        HoldRoutes(desk: desk).add(to: router)
        SetUpRoutes(desk: desk).add(to: guests)
        let signIn = SignInRoutes(desk: desk, again: again.buildResponder())
        signIn.add(to: guests)
        signIn.addSignOut(to: router)
    }

    /// The sign-in, which keeps what was typed into a form whose session has ended.
    @Sendable func signIn(keeping typed: Form, request: Request, context: WebContext) async throws -> Response {
        try await desk.signIn(keeping: typed, request)
    }
}
