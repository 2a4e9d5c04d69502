import Editorial
import Storage

extension InventedOffice {
    /// How far ahead the scheduled release is, in seconds.
    static let scheduledAhead = 300.0

    /// Three days at the office, in the order in which they happened; at their end there is a release in every state.
    func live() async throws {
        let quay = try await publish(Self.quay, section: "news", at: 71)
        try await publish(
            Self.quayInRussian, section: "news", language: "ru", translationOf: TranslationSource(release: quay.id, revision: quay.revision.number), at: 70)
        let storm = try await publish(Self.storm, kind: .statement, section: "notices", at: 60)
        try await correct(storm, to: Self.stormCorrected, minor: false, at: 52)
        let ferry = try await publish(Self.ferry, section: "notices", at: 48)
        try await take(
            Step("withdraw", revision: ferry.revision.number, publicNote: "The timetable was that of another harbour. We apologise to our passengers."), on: ferry,
            by: "pia", at: 44)
        let contest = try await draft(Self.contest, section: "news", at: 40)
        try await take(Step("drop", revision: 1, comment: "The quay was named meanwhile."), on: contest, by: "ana", at: 30)

        let dredging = try await publish(Self.dredging, section: "notices", at: 26)
        try await correct(dredging, to: Self.dredgingInCorrection, minor: true, at: 3, until: "draft")
        let opening = try await draft(
            Self.scheduled, kind: .speech, section: "speeches", releaseAt: now.later(seconds: Self.scheduledAhead), at: 20)
        try await submitAndApprove(opening, at: 18)
        let waiting = try await draft(Self.waiting, section: "news", at: 2)
        try await take(Step("submit", revision: 1), on: waiting, by: "ana", at: 1.5)
        let returned = try await draft(Self.returned, kind: .advisory, section: "news", at: 1.2)
        try await take(Step("submit", revision: 1), on: returned, by: "ana", at: 1.1)
        try await take(
            Step("request-changes", revision: 1, comment: "Which day? And please name the gate where journalists are let in."), on: returned, by: "sam", at: 1)
        _ = try await draft(Self.unfinished, kind: .backgrounder, section: "news", at: 0.5)
    }

    @discardableResult
    private func publish(
        _ content: Content, kind: Kind = .news, section: String, language: String = "en", translationOf: TranslationSource? = nil, at hours: Double
    ) async throws -> Release {
        try await submitAndApprove(draft(content, kind: kind, section: section, language: language, translationOf: translationOf, at: hours), at: hours - 0.3)
    }

    private func draft(
        _ content: Content, kind: Kind = .news, section: String, language: String = "en", releaseAt: Instant? = nil, translationOf: TranslationSource? = nil,
        at hours: Double
    ) async throws -> Release {
        let new = NewRelease(kind: kind, section: section, language: language, content: content, releaseAt: releaseAt, translationOf: translationOf)
        return try await store.create(new, by: by("ana"), at: ago(hours))
    }

    @discardableResult
    private func submitAndApprove(_ release: Release, minor: Bool = false, at hours: Double) async throws -> Release {
        let revision = release.revision.number
        try await take(Step("submit", revision: revision), on: release, by: "ana", at: hours - 0.1)
        return try await take(Step("approve", revision: revision, releaseAt: .seen(release.releaseAt), minor: minor), on: release, by: "sam", at: hours - 0.2)
    }

    /// Puts another text in a live one's place, or, until `draft`, only begins to.
    private func correct(_ release: Release, to content: Content, minor: Bool, at hours: Double, until state: String? = nil) async throws {
        try await take(Step("correct", revision: release.revision.number), on: release, by: "ana", at: hours)
        let revised = try await store.perform(.edit(Edit(content: content)), on: release.id, by: by("ana"), at: ago(hours - 0.1))
        if state == nil { try await submitAndApprove(revised, minor: minor, at: hours - 0.2) }
    }

    @discardableResult
    private func take(_ step: Step, on release: Release, by login: String, at hours: Double) async throws -> Release {
        try await store.perform(.transition(step), on: release.id, by: by(login), at: ago(hours))
    }
}
