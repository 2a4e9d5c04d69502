/// The newsroom's own words, in the page's language where the house speaks it, else in English.
struct NewsroomWords: Sendable {
    let home, sections, languages, older, newest, published, corrected, corrections, minorCorrections, contact, feed: String
    let nothing, superseded, presentText, until, withdrawn, withdrawnOn, notFound, notFoundWords, request, alsoIn, formerText, skip, speaker: String
    /// The language that these are in.
    let tag: String

    init(_ language: String) {
        switch language.split(separator: "-").first {
        case "ru": self = .russian
        default: self = .english
        }
    }

    private init(
        tag: String, home: String, sections: String, languages: String, older: String, newest: String, published: String, corrected: String,
        corrections: String, minorCorrections: String, contact: String, feed: String, nothing: String, superseded: String, presentText: String,
        until: String, withdrawn: String, withdrawnOn: String, notFound: String, notFoundWords: String, request: String, alsoIn: String,
        formerText: String, skip: String, speaker: String
    ) {
        (self.tag, self.home, self.sections, self.languages, self.older) = (tag, home, sections, languages, older)
        (self.newest, self.published, self.corrected, self.corrections) = (newest, published, corrected, corrections)
        (self.minorCorrections, self.contact, self.feed, self.nothing) = (minorCorrections, contact, feed, nothing)
        (self.superseded, self.presentText, self.until, self.withdrawn) = (superseded, presentText, until, withdrawn)
        (self.withdrawnOn, self.notFound, self.notFoundWords, self.request) = (withdrawnOn, notFound, notFoundWords, request)
        (self.alsoIn, self.formerText, self.skip, self.speaker) = (alsoIn, formerText, skip, speaker)
    }

    private static let english = NewsroomWords(
        tag: "en", home: "All news", sections: "Sections", languages: "Languages", older: "Older", newest: "Newest", published: "Published",
        corrected: "Corrected", corrections: "Corrections", minorCorrections: "Minor corrections", contact: "Press contact", feed: "Feed",
        nothing: "Nothing has been published here yet.", superseded: "This text has been replaced. It is kept for the record.",
        presentText: "Read the present text", until: "until", withdrawn: "This release has been withdrawn", withdrawnOn: "Withdrawn",
        notFound: "There is nothing here", notFoundWords: "The address may be mistyped, or what stood here may have moved.", request: "Request",
        alsoIn: "Also in", formerText: "The text before", skip: "Skip to the text", speaker: "Speaker")

    private static let russian = NewsroomWords(
        tag: "ru", home: "Все новости", sections: "Разделы", languages: "Языки", older: "Более ранние", newest: "Последние", published: "Опубликовано",
        corrected: "Исправлено", corrections: "Исправления", minorCorrections: "Мелкие исправления", contact: "Контакт для прессы", feed: "Лента",
        nothing: "Здесь пока ничего не опубликовано.", superseded: "Этот текст заменён и сохранён для истории.", presentText: "Читать нынешний текст",
        until: "до", withdrawn: "Этот материал отозван", withdrawnOn: "Отозвано", notFound: "Здесь ничего нет",
        notFoundWords: "Возможно, в адресе ошибка или материал перемещён.", request: "Запрос", alsoIn: "Также на языке", formerText: "Прежний текст",
        skip: "Перейти к тексту", speaker: "Выступает")
}
