import Editorial

// Everything that the invented office has written.
extension InventedOffice {
    static let about = Boilerplate(
        name: "about", title: "About the harbour",
        text: "The Saltmarsh Harbour Authority runs the port of Saltmarsh: four quays, two ferries and a lighthouse that has not failed since 1871.")
    static let aboutInRussian = Boilerplate(
        name: "about", title: "О порте", text: "Управление порта Солтмарш отвечает за четыре причала, два парома и маяк, который горит без перерыва с 1871 года.")
    static let boilerplates = [("en", about), ("ru", aboutInRussian)]

    static let quay = Content(
        headline: "Saltmarsh opens its northern quay", subheadline: "Two more berths for ships of up to 140 metres",
        dateline: Dateline(place: "Saltmarsh", date: "2026-11-20"), summary: "After three years of work the northern quay takes its first ships.",
        body: """
            The northern quay of the port of Saltmarsh opened this morning. It has **two berths** for ships of up to 140 metres and power from the shore for both.

            "For the first time a ship can lie here with its engines off," said the harbour master, *Joana Prado*.

            The quay cost 41 million, of which:

            - 18 million went into the foundations,
            - 14 million into power from the shore,
            - the rest into roads and the new gate.
            """,
        boilerplate: [about], contact: contact)
    static let quayInRussian = Content(
        headline: "В Солтмарше открыт северный причал", subheadline: "Ещё два места для судов длиной до 140 метров",
        dateline: Dateline(place: "Солтмарш", date: "2026-11-20"), summary: "После трёх лет строительства северный причал принимает первые суда.",
        body: """
            Сегодня утром в порту Солтмарш открылся северный причал. На нём **два места** для судов длиной до 140 метров, и оба получают ток с берега.

            «Впервые судно может стоять у нас с выключенными двигателями», — сказала капитан порта *Жуана Праду*.
            """,
        boilerplate: [aboutInRussian], contact: contact)

    static let storm = Content(
        headline: "The harbour stays closed during the storm", dateline: Dateline(place: "Saltmarsh", date: "2026-11-21"),
        body: "Because of the storm from the south-west the harbour is closed to all ships until Sunday, 18:00. Both ferries lie in the inner basin.",
        speaker: "Joana Prado, harbour master", boilerplate: [about], contact: contact)
    static let stormCorrected = edited(storm) {
        $0.body = "Because of the storm from the south-west the harbour is closed to all ships until Monday, 06:00. Both ferries lie in the inner basin."
        $0.correctionNote = "The harbour opens on Monday at 06:00, not on Sunday at 18:00."
    }

    static let ferry = Content(
        headline: "Winter timetable of the ferries", body: "From 1 December the ferries leave at 06:10, 09:40, 13:20 and 18:00.", boilerplate: [about], contact: contact)
    static let contest = Content(
        headline: "Name our new quay", body: "Send your proposal by postcard until the end of the month. The three best win a day on the pilot boat.", contact: contact)

    static let dredging = Content(
        headline: "Dredging in the fairway from Thursday",
        body: "The dredger *Perseverance* works between buoys 7 and 11 from Thursday to Saturday. Keep a distance of 200 metres.", boilerplate: [about], contact: contact)
    static let dredgingInCorrection = edited(dredging) {
        $0.body = "The dredger *Perseverance* works between buoys 7 and 12 from Thursday to Saturday. Keep a distance of 200 metres."
        $0.correctionNote = "The work reaches as far as buoy 12."
    }

    static let scheduled = Content(
        headline: "Speech at the opening of the seamen's mission", dateline: Dateline(place: "Saltmarsh", date: nil),
        summary: "The harbour master on what a port owes to those who come and go.",
        body: "A port is judged by its cranes, and remembered for its kitchens. Today we open one that will not close before the last ship is in.",
        speaker: "Joana Prado, harbour master", boilerplate: [about], contact: contact)
    static let waiting = Content(
        headline: "Lighthouse open to visitors on Sunday", subheadline: "Guided tours every hour, children free",
        body: """
            On Sunday the lighthouse opens its doors from 10:00 to 17:00. The keeper leads a tour up its **214 steps** every hour.

            Tickets are sold at the foot of the tower. Children come in free of charge.
            """,
        boilerplate: [about], contact: contact)
    static let returned = Content(
        headline: "Photo opportunity: the new pilot boat", body: "Journalists may come aboard the new pilot boat before its first trip.", boilerplate: [about], contact: contact)
    static let unfinished = Content(headline: "Saltmarsh in figures", body: "Ships in a year: \n\nTonnes: \n\n(Ana: figures from the yearbook)")

    private static func edited(_ content: Content, _ change: (inout Content) -> Void) -> Content {
        var content = content
        change(&content)
        return content
    }
}
