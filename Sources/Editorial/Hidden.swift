// What whoever reads a text does not see: characters that leave no mark on the page, and those that turn the order of the ones that do.

extension String {
    /// The same with a name in the place of each such character: `[U+202E right-to-left override]`.
    package var withHiddenNamed: String {
        guard utf8.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 > 0x7E }) else { return self }
        var named = String.UnicodeScalarView()
        for (scalar, isHidden) in told { if isHidden { named += "[\(scalar.called)]".unicodeScalars } else { named.append(scalar) } }
        return String(named)
    }

    fileprivate var hidden: [Unicode.Scalar] { told.lazy.filter(\.isHidden).map(\.scalar) }

    private var told: [(scalar: Unicode.Scalar, isHidden: Bool)] {
        var before: Unicode.Scalar?
        return unicodeScalars.map { scalar in
            defer { before = scalar }
            return (scalar, scalar.isHidden(after: before))
        }
    }
}

extension Content {
    /// The names of what it holds of them, each once, that deserves a warning. The marks U+200E, U+200F and U+061C do not: a text from right to left needs them, and
    /// they turn nothing but the signs beside them.
    package var hidden: [String] {
        Set(json.texts.flatMap(\.hidden)).subtracting(["\u{200E}", "\u{200F}", "\u{61C}"]).sorted().map(\.called)
    }
}

extension JSON {
    fileprivate var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.texts)
        case .object(let members): members.values.flatMap(\.texts)
        case .null, .bool, .number: []
        }
    }
}

extension Unicode.Scalar {
    /// `U+202E right-to-left override`: its code point and its name in Unicode.
    package var called: String {
        let name = (properties.nameAlias ?? properties.name)?.lowercased()
        return name.map { "\(codePoint) \($0)" } ?? codePoint
    }

    /// `U+202E`.
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    fileprivate func isHidden(after before: Unicode.Scalar?) -> Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0..<0xAD: value < 0x20 || 0x7F...0x9F ~= value
        // Most of what is written, by its ranges; the tables of properties are slow.
        case 0xAE..<0x300, 0x400..<0x600, 0x3041..<0x3164, 0x3165...0x9FFF: false
        case 0x2028, 0x2029, 0xFFF9...0xFFFB: true
        // Persian, the scripts of India and pictures are written with joiners, pictures and ideographs with selectors.
        case 0x200C, 0x200D: !(before.map { $0.takesJoiners || $0.value == 0xFE0F } ?? false)
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: !(before?.takesSelectors ?? false)
        default: properties.isDefaultIgnorableCodePoint
        }
    }

    private var takesJoiners: Bool { 0x620..<0xE00 ~= value || isPicture }
    private var takesSelectors: Bool { 0x3400...0x9FFF ~= value || 0x20000...0x3FFFF ~= value || isPicture }
    private var isPicture: Bool { value > 0xFF && (properties.isEmoji || properties.isEmojiModifier) }
}
