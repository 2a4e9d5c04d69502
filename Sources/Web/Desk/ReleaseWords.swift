import Editorial
import Foundation
import Markdown
import Pages

/// A release in the words of the desk's pages.
struct ReleaseWords {
    let release: Release
    let office: Office
    let now: Instant
    /// Its time has come, and it could not go out.
    var isStuck = false

    var time: OfficeTime { OfficeTime(office.timeZone) }
    private var workflow: Workflow? { office.workflows[release.workflow] }

    /// The workflow's title of its state, and whether it went wrong there.
    var state: String { (workflow?.state(release.state)?.title ?? release.state) + (isStuck ? ", could not go out" : "") }

    var tone: Tone {
        guard let workflow, let state = workflow.state(release.state) else { return isStuck ? .bad : .quiet }
        if isStuck { return .bad }
        if release.isDecided { return .ready }
        if workflow.transitions.contains(where: { $0.from.contains(state.name) && $0.effects.contains(.approve) }) { return .waiting }
        if !state.editableBy.isEmpty { return .working }
        switch release.live {
        case .text: return .good
        case .notice: return .bad
        case .nothing: return .quiet
        }
    }

    /// "News · Events · English".
    var place: String {
        let description = release.description
        let section = office.section(description.section)?.title[office.defaultLanguage] ?? description.section
        return [description.kind.title, section, Self.language(description.language)].joined(separator: " · ")
    }

    /// What the public sees now, in a sentence.
    var publicWords: String {
        switch release.live {
        case .nothing: "The public sees nothing of this release."
        case .text(let text) where text.revision.number == release.revision.number: "Public since \(time.words(text.since, at: now))."
        case .text(let text): "The public sees revision \(text.revision.number), since \(time.words(text.since, at: now))."
        case .notice(let notice): "Withdrawn \(time.words(notice.withdrawnAt, at: now)). The public sees this notice: “\(notice.note)”"
        }
    }

    /// Where the public reads it.
    var publicHref: String? { release.live.lastText.map { office.path(language: $0.description.language, slug: $0.description.slug) } }

    /// When it goes out, went out, or was last touched.
    var when: String {
        if let releaseAt = release.releaseAt, releaseAt > now, release.live.text == nil {
            return "\(release.isDecided ? "Goes out" : "Is to go out") \(time.words(releaseAt, at: now))"
        }
        if let text = release.live.text { return "Public since \(time.words(text.since, at: now))" }
        return "Changed \(time.words(release.updatedAt, at: now)), written by \(release.revision.createdBy)"
    }

    /// The release time, in a sentence; nil where there is none to set: what rests in public has gone out.
    var releaseTime: String? {
        guard let releaseAt = release.releaseAt else {
            return release.rests(under: office) ? nil : "No release time: it goes public as soon as it is approved."
        }
        let words = releaseAt > now ? "Not before \(time.words(releaseAt, at: now))." : "The release time, \(time.words(releaseAt, at: now)), has come."
        return words + (saidElsewhere(releaseAt).map { " \($0)" } ?? "")
    }

    /// The release time on the clocks of the zone in which it was said; nil where that is the office's own.
    private func saidElsewhere(_ releaseAt: Instant) -> String? {
        guard let zone = release.releaseZone, zone != office.timeZone else { return nil }
        let there = OfficeTime(zone)
        let isSameDay = there.date(releaseAt) == time.date(releaseAt)
        return "Said in \(zone): \(isSameDay ? there.clock(releaseAt) : there.short(releaseAt, at: now))."
    }

    /// That somebody must still look at what went out, in a sentence; nil where nobody must.
    var review: String? {
        release.review.map { review in
            let due = now > review.due ? "was due \(time.words(review.due, at: now)) and is overdue" : "is due \(time.words(review.due, at: now))"
            return "Let out by \(review.by) without an approval, \(time.words(review.since, at: now)): “\(review.reason)” The review by somebody else \(due)."
        }
    }

    /// Why it could not go out, in a sentence; nil where it could.
    var stuck: String? { isStuck ? release.stuckWords(at: now, under: office) : nil }

    var facts: [Fact] {
        let description = release.description
        return [
            Fact(label: "Kind", words: description.kind.title),
            Fact(label: "Section", words: office.section(description.section)?.title[office.defaultLanguage] ?? description.section),
            Fact(label: "Language", words: Self.language(description.language)),
            Fact(label: "Address", words: office.path(language: description.language, slug: description.slug)),
            Fact(label: "Workflow", words: workflow?.title ?? release.workflow),
            Fact(label: "Authors of this text", words: release.revision.authors.sorted().joined(separator: ", ")),
            Fact(label: "Begun", words: "\(time.words(release.createdAt, at: now)) by \(release.createdBy)"),
        ] + (release.imported ? [Fact(label: "Origin", words: "Brought in from the past, as history")] : [])
    }

    func row(for person: Person, reasons: [String] = []) -> ReleaseRow {
        let href = "/desk/releases/\(release.id)"
        guard release.visibility(to: person, under: office) == .whole else {
            return ReleaseRow(href: href, headline: "Release \(release.id)", state: state, tone: tone)
        }
        return ReleaseRow(
            href: href, headline: release.revision.content.headline, state: state, tone: tone, place: place, when: when, reasons: [stuck, review].compactMap { $0 } + reasons)
    }

    static func language(_ code: String) -> String { Locale(identifier: "en").localizedString(forLanguageCode: code) ?? code }
}

extension Kind {
    /// As a page names it.
    var title: String { rawValue.capitalizedFirst }
}

extension Content {
    /// As the public gets it.
    var text: ReleaseText {
        ReleaseText(
            headline: headline, subheadline: subheadline, dateline: dateline?.words, summary: summary, speaker: speaker,
            body: MarkdownDocument(body).html(),
            boilerplates: boilerplate.map { StandingText(title: $0.title, html: MarkdownDocument($0.text).html()) },
            contact: contact.map { contact in
                PressContact(
                    role: contact.role, name: contact.name, email: contact.email, phone: contact.phone,
                    call: contact.phone?.filter { $0.isASCII && ($0.isNumber || $0 == "+") })
            },
            correctionNote: correctionNote)
    }
}

extension Dateline {
    /// "Moscow, 16 May 2022".
    fileprivate var words: String? {
        let parts = [place, date.map(Self.words(of:))].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private static func words(of date: String) -> String {
        let part = date.split(separator: "-")
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ]
        guard part.count == 3, let month = Int(part[1]), months.indices.contains(month - 1), let day = Int(part[2]) else { return date }
        return "\(day) \(months[month - 1]) \(part[0])"
    }
}
