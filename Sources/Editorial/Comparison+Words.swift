/// A stretch of a text's UTF-8 that is compared as a whole.
struct Token {
    let bytes: Range<Int>
    let sort: Sort

    enum Sort: Equatable {
        case word, space, line, sign
        /// Of a script that puts no spaces between words: each is compared for itself.
        case ideograph
        /// A paragraph with the line ends behind it.
        case paragraph
    }
}

extension BidirectionalCollection<Token> {
    /// From the first one's start to the last one's end.
    var bytes: Range<Int> {
        guard let first, let last else { return 0..<0 }
        return first.bytes.lowerBound..<last.bytes.upperBound
    }
}

extension [UInt8] {
    /// Each with the line ends behind it.
    var paragraphs: [Token] {
        var found: [Token] = []
        var start = 0
        for index in indices where self[index].isLineEnd && (index + 1 == count || !self[index + 1].isLineEnd) {
            found.append(Token(bytes: start..<index + 1, sort: .paragraph))
            start = index + 1
        }
        return start < count ? found + [Token(bytes: start..<count, sort: .paragraph)] : found
    }

    /// Words, spaces, line ends and signs, without a gap; a mark stays with the letter that it stands on.
    func words(in range: Range<Int>) -> [Token] {
        var found: [Token] = []
        var (start, index) = (range.lowerBound, range.lowerBound)
        var present: Token.Sort?
        var joins = false
        for scalar in String(decoding: self[range], as: UTF8.self).unicodeScalars {
            let sort = scalar.isJoiner || joins ? present : scalar.sort
            if let present, sort != present || (present == .sign || present == .ideograph) && !scalar.isJoiner && !joins {
                found.append(Token(bytes: start..<index, sort: present))
                start = index
            }
            present = sort ?? .sign
            joins = scalar.value == 0x200D
            index += UTF8.width(scalar)
        }
        if let present, start < index { found.append(Token(bytes: start..<index, sort: present)) }
        return found
    }
}

extension UInt8 {
    fileprivate var isLineEnd: Bool { self == 0x0A || self == 0x0D }
}

extension Unicode.Scalar {
    /// The common scripts by their ranges; the tables of properties are slow.
    fileprivate var sort: Token.Sort {
        switch value {
        case 0x0A, 0x0D: .line
        case 0x09, 0x20, 0xA0: .space
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: .word
        case 0..<0x80: .sign
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x400...0x52F, 0x531...0x556, 0x561...0x587: .word
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
            .ideograph
        // The letters of flags come in pairs.
        case 0x1F1E6...0x1F1FF: .word
        default: properties.isWhitespace ? .space : properties.isAlphabetic || properties.numericType != nil ? .word : .sign
        }
    }

    /// Whether it belongs to the character before it.
    fileprivate var isJoiner: Bool {
        switch value {
        case 0..<0x300, 0x400...0x482, 0x48A...0x590, 0x4E00...0x9FFF: false
        default: value == 0x200D || properties.isGraphemeExtend || properties.isEmojiModifier
        }
    }
}
