extension Comparison {
    /// The one text as a change of the other: first by paragraph, then by word in those that differ. What both have makes up the pieces `same`.
    package static func pieces(from before: String, to after: String) -> [Piece] {
        let (old, new) = (Array(before.utf8), Array(after.utf8))
        let common = readable(stretches(old, new), old.count, new.count)
        var pieces: [Piece] = []
        var (a, b) = (0, 0)
        func add(_ kind: Piece.Kind, _ bytes: ArraySlice<UInt8>) {
            if !bytes.isEmpty { pieces.append(Piece(kind, String(decoding: bytes, as: UTF8.self))) }
        }
        for stretch in common + [Stretch(before: old.count, after: new.count, length: 0, words: 0, breaks: true)] {
            add(.deleted, old[a..<stretch.before])
            add(.inserted, new[b..<stretch.after])
            add(.same, old[stretch.before..<stretch.before + stretch.length])
            (a, b) = (stretch.before + stretch.length, stretch.after + stretch.length)
        }
        return pieces
    }

    /// A text cut into paragraphs, each with the line ends behind it.
    package static func paragraphs(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        return bytes.paragraphs.map { String(decoding: bytes[$0.bytes], as: UTF8.self) }
    }

    /// What both texts have, in bytes.
    fileprivate struct Stretch {
        var before: Int
        var after: Int
        var length: Int
        var words: Int
        /// Whether it goes over a line's end.
        var breaks: Bool
    }

    private static func stretches(_ old: [UInt8], _ new: [UInt8]) -> [Stretch] {
        var names = Names()
        let (oldParagraphs, newParagraphs) = (old.paragraphs, new.paragraphs)
        let alignment = Alignment(names.of(oldParagraphs, in: old), names.of(newParagraphs, in: new))
        var found: [Stretch] = []
        var (a, b) = (0, 0)
        for run in alignment.runs + [Alignment.Run(before: oldParagraphs.count, after: newParagraphs.count, count: 0)] {
            found += stretches(old, oldParagraphs[a..<run.before].bytes, new, newParagraphs[b..<run.after].bytes)
            let bytes = oldParagraphs[run.before..<run.before + run.count].bytes
            if let start = newParagraphs[run.after..<run.after + run.count].first?.bytes.lowerBound {
                found.append(Stretch(before: bytes.lowerBound, after: start, length: bytes.count, words: bytes.count, breaks: true))
            }
            (a, b) = (run.before + run.count, run.after + run.count)
        }
        return found.joined()
    }

    /// Within paragraphs that differ, word by word.
    private static func stretches(_ old: [UInt8], _ oldBytes: Range<Int>, _ new: [UInt8], _ newBytes: Range<Int>) -> [Stretch] {
        guard !oldBytes.isEmpty, !newBytes.isEmpty else { return [] }
        var names = Names()
        let (oldWords, newWords) = (old.words(in: oldBytes), new.words(in: newBytes))
        return Alignment(names.of(oldWords, in: old), names.of(newWords, in: new)).runs.map { run in
            let tokens = oldWords[run.before..<run.before + run.count]
            return Stretch(
                before: tokens.bytes.lowerBound, after: newWords[run.after].bytes.lowerBound, length: tokens.bytes.count,
                words: tokens.count { $0.sort == .word || $0.sort == .ideograph }, breaks: tokens.contains { $0.sort == .line })
        }
    }

    /// Without the islands: a lone space or a short word between two larger changes only makes them hard to read.
    private static func readable(_ stretches: [Stretch], _ oldCount: Int, _ newCount: Int) -> [Stretch] {
        var kept: [Stretch] = []
        for (index, stretch) in stretches.enumerated() {
            let end = kept.last.map { ($0.before + $0.length, $0.after + $0.length) } ?? (0, 0)
            let next = index + 1 < stretches.count ? (stretches[index + 1].before, stretches[index + 1].after) : (oldCount, newCount)
            let gapBefore = max(stretch.before - end.0, stretch.after - end.1)
            let gapAfter = max(next.0 - stretch.before - stretch.length, next.1 - stretch.after - stretch.length)
            let lone = stretch.words == 0 && !stretch.breaks && gapBefore > 0 && gapAfter > 0
            let lost = stretch.words <= 2 && stretch.length * 3 <= gapBefore && stretch.length * 3 <= gapAfter
            if !lone && !lost { kept.append(stretch) }
        }
        return kept
    }
}

extension Array where Element == Comparison.Stretch {
    /// Those that follow on one another on both sides, as one.
    fileprivate func joined() -> [Comparison.Stretch] {
        reduce(into: []) { joined, stretch in
            guard let last = joined.last, last.before + last.length == stretch.before, last.after + last.length == stretch.after else {
                joined.append(stretch)
                return
            }
            joined[joined.count - 1].length += stretch.length
            joined[joined.count - 1].words += stretch.words
            joined[joined.count - 1].breaks = last.breaks || stretch.breaks
        }
    }
}

/// Small numbers for texts, so that comparing two is comparing numbers. By bytes: a Swift string takes “é” and “e” with an accent for the same.
private struct Names {
    private var numbers: [Bytes: Int] = [:]

    private struct Bytes: Hashable {
        let bytes: ArraySlice<UInt8>
        func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
    }

    mutating func of(_ tokens: [Token], in text: [UInt8]) -> [Int] {
        numbers.reserveCapacity(numbers.count + tokens.count / 4)
        return tokens.map { token in
            let bytes = Bytes(bytes: text[token.bytes])
            if let number = numbers[bytes] { return number }
            numbers[bytes] = numbers.count
            return numbers.count - 1
        }
    }
}
