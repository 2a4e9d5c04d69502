import Markdown
import Mustache

/// Every template of the house, read and checked once, at start.
package struct Pages: Sendable {
    /// A page whose template is not among those that were read at start.
    struct Unknown: Error { let template: String }

    private let library: MustacheLibrary

    /// Throws where a template cannot be read, or names a part that is not there.
    package init() throws {
        MustacheContentTypes.register(Escaping(), named: Escaping.name)
        var library = MustacheLibrary()
        for template in Self.layouts + Self.pages.map({ $0.template }) {
            try library.register(Escaping.pragma + template.source, named: template.name)
        }
        self.library = library
    }

    /// The whole page as HTML (a feed as XML).
    package func render<P: Page>(_ page: P) throws -> String {
        guard let text = library.render(Fields.reading(page) as Any, withTemplate: P.template.name) else { throw Unknown(template: P.template.name) }
        return text
    }

    static let layouts = [
        Template("desk", PackageResources.desk_mustache), Template("newsroom", PackageResources.newsroom_mustache),
        Template("text", PackageResources.text_mustache), Template("feed-text", PackageResources.feed_text_mustache),
        Template("input", PackageResources.input_mustache), Template("textarea", PackageResources.textarea_mustache),
        Template("select", PackageResources.select_mustache), Template("check", PackageResources.check_mustache),
        Template("release-rows", PackageResources.release_rows_mustache), Template("delivery-rows", PackageResources.delivery_rows_mustache), Template("health", PackageResources.health_mustache),
        Template("endpoint-rows", PackageResources.endpoint_rows_mustache), Template("revision-rows", PackageResources.revision_rows_mustache),
        Template("journal-rows", PackageResources.journal_rows_mustache), Template("news-items", PackageResources.news_items_mustache),
        Template("refused", PackageResources.refused_mustache), Template("option", PackageResources.option_mustache), Template("contact", PackageResources.contact_mustache),
        Template("kept", PackageResources.kept_mustache),
        Template("readings", PackageResources.readings_mustache), Template("urgent-form", PackageResources.urgent_form_mustache),
        Template("account-news", PackageResources.account_news_mustache), Template("confinement", PackageResources.confinement_mustache),
        Template("comparison", PackageResources.comparison_mustache), Template("changes", PackageResources.changes_mustache),
        Template("writing-notes", PackageResources.writing_notes_mustache), Template("discard", PackageResources.discard_mustache), Template("presence", PackageResources.presence_mustache),
        Template("comments", PackageResources.comments_mustache), Template("comment-row", PackageResources.comment_row_mustache),
    ]

    static let pages: [any Page.Type] = [
        SignInPage.self, SetUpPage.self, WaitingPage.self, ReleaseListPage.self, DeskReleasePage.self, ReleaseFormPage.self, UnsavedPage.self, RevisionPage.self, HistoryPage.self, WorkflowPage.self, ComparisonPage.self,
        DeliveriesPage.self, EndpointDeliveriesPage.self, DeliveryPage.self, EndpointsPage.self, EndpointFormPage.self, ShownOncePage.self, PeoplePage.self, PersonFormPage.self,
        BoilerplatesPage.self, BoilerplateFormPage.self, JournalPage.self, AccountPage.self, HoldPage.self, DeskErrorPage.self,
        HomePage.self, SectionPage.self, NewsroomReleasePage.self, SupersededPage.self, WithdrawnPage.self, NotFoundPage.self, NewsroomErrorPage.self,
        AtomFeed.self,
    ]
}

extension SafeHTML: MustacheCustomRenderable {
    package var renderText: String { source }
    package var isNull: Bool { false }
}
