import Editorial
import Foundation
import Pages

/// Days, times and kinds in a language of the newsroom, on the office's clock.
struct PublicWords: Sendable {
    private let language: String
    private let locale: Locale
    private let zone: TimeZone

    init(language: String, zone: String) {
        self.language = language
        locale = Locale(identifier: language)
        self.zone = TimeZone(identifier: zone) ?? .gmt
    }

    /// `16 May 2022 at 09:00`.
    func moment(_ instant: Instant) -> Moment {
        let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
        return Moment(words: date.formatted(style(zone).hour().minute()), machine: instant.rfc3339)
    }

    /// `Moscow, 16 May 2022`.
    func dateline(_ dateline: Dateline) -> String {
        let day = dateline.date.flatMap { Instant(rfc3339: $0 + "T00:00:00Z") }.map {
            Date(timeIntervalSince1970: Double($0.milliseconds) / 1000).formatted(style(.gmt))
        }
        return [dateline.place, day].compactMap { $0 }.joined(separator: ", ")
    }

    private func style(_ zone: TimeZone) -> Date.FormatStyle {
        Date.FormatStyle(locale: locale, timeZone: zone).day().month(.wide).year()
    }

    /// A language in its own words.
    static func name(of language: String) -> String {
        let name = Locale(identifier: language).localizedString(forLanguageCode: language) ?? language
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    var allNews: String { isRussian ? "Все новости" : "All news" }

    func kind(_ kind: Kind) -> String {
        switch kind {
        case .news: isRussian ? "Новость" : "News"
        case .statement: isRussian ? "Заявление" : "Statement"
        case .speech: isRussian ? "Выступление" : "Speech"
        case .interview: isRussian ? "Интервью" : "Interview"
        case .advisory: isRussian ? "Анонс" : "Advisory"
        case .backgrounder: isRussian ? "Справка" : "Backgrounder"
        }
    }

    /// As in `NewsroomWords`: the house speaks Russian and English.
    private var isRussian: Bool { language.split(separator: "-").first == "ru" }
}
