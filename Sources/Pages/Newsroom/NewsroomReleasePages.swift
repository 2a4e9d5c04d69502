import Markdown

/// `/releases/{slug}`.
package struct NewsroomReleasePage: Page {
    package static let template = Template("newsroom-release", PackageResources.newsroom_release_mustache)

    package var frame: NewsroomFrame
    package var url: String
    package var kind: String
    package var published: Moment
    /// When the present text became public, where it is not the first.
    package var corrected: Moment?
    package var text: ReleaseText
    package var corrections: [CorrectionRow]
    /// At the foot.
    package var minorCorrections: [CorrectionRow]
    package var translations: [LanguageLink]
    package var section: Link
    package var all: Link
    let structuredData: SafeHTML

    package init(
        frame: NewsroomFrame, url: String, kind: String, published: Moment, corrected: Moment? = nil, text: ReleaseText,
        corrections: [CorrectionRow] = [], minorCorrections: [CorrectionRow] = [], translations: [LanguageLink] = [], section: Link,
        all: Link
    ) {
        (self.frame, self.url, self.kind, self.published, self.corrected) = (frame, url, kind, published, corrected)
        (self.text, self.corrections, self.minorCorrections, self.translations, self.section) = (text, corrections, minorCorrections, translations, section)
        self.all = all
        structuredData = SafeHTML(
            article: text.headline, url: url, description: frame.description, published: published, modified: corrected ?? published,
            language: frame.language, publisher: frame.organisation)
    }
}

/// What was corrected, and when.
package struct CorrectionRow: Sendable {
    package var when: Moment
    package var note: String
    /// The text that it replaced, where the public may still read it.
    package var formerHref: String?

    package init(when: Moment, note: String, formerHref: String? = nil) {
        (self.when, self.note, self.formerHref) = (when, note, formerHref)
    }
}

/// `/releases/{slug}/versions/{n}`: a text that was public once.
package struct SupersededPage: Page {
    package static let template = Template("newsroom-superseded", PackageResources.newsroom_superseded_mustache)

    package var frame: NewsroomFrame
    package var kind: String
    /// When it was public.
    package var from: Moment
    package var until: Moment?
    package var present: Link
    package var text: ReleaseText

    package init(frame: NewsroomFrame, kind: String, from: Moment, until: Moment? = nil, present: Link, text: ReleaseText) {
        (self.frame, self.kind, self.from, self.until, self.present) = (frame, kind, from, until, present)
        self.text = text
    }
}

/// What a withdrawn release answers, with a 410.
package struct WithdrawnPage: Page {
    package static let template = Template("newsroom-withdrawn", PackageResources.newsroom_withdrawn_mustache)

    package var frame: NewsroomFrame
    /// Nil where it is hidden.
    package var headline: String?
    package var withdrawn: Moment
    package var note: String
    package var section: Link?
    package var all: Link

    package init(frame: NewsroomFrame, headline: String? = nil, withdrawn: Moment, note: String, section: Link? = nil, all: Link) {
        (self.frame, self.headline, self.withdrawn, self.note, self.section) = (frame, headline, withdrawn, note, section)
        self.all = all
    }
}

/// The same wherever there is nothing.
package struct NotFoundPage: Page {
    package static let template = Template("newsroom-not-found", PackageResources.newsroom_not_found_mustache)

    package var frame: NewsroomFrame

    package init(frame: NewsroomFrame) {
        self.frame = frame
    }
}

/// Why there is no page.
package struct NewsroomErrorPage: Page {
    package static let template = Template("newsroom-error", PackageResources.newsroom_error_mustache)

    package var frame: NewsroomFrame
    package var heading: String
    package var sentence: String
    package var reasons: [String]
    package var request: String?

    package init(frame: NewsroomFrame, heading: String, sentence: String, reasons: [String] = [], request: String? = nil) {
        (self.frame, self.heading, self.sentence, self.reasons, self.request) = (frame, heading, sentence, reasons, request)
    }
}
