/// Which elements two sequences have in common, in order: Myers' O(ND) difference in linear space (Algorithmica 1, 1986). Where that is a long way it is
/// cut short at elements that stand just once on either side, as in Bram Cohen's patience difference; where there are none, all of it counts as changed.
struct Alignment {
    /// What both sides have.
    struct Run: Equatable {
        var before: Int
        var after: Int
        var count: Int
    }

    private(set) var runs: [Run] = []
    private let old: [Int]
    private let new: [Int]
    private var forward: [Int]
    private var backward: [Int]
    /// Steps that may still be taken: what bounds the time for the worst of texts.
    private var budget = 1_500_000
    /// How many changes are looked for before the way is cut short.
    private static let reach = 128

    init(_ old: [Int], _ new: [Int]) {
        (self.old, self.new) = (old, new)
        forward = Array(repeating: 0, count: 2 * Self.reach + 4)
        backward = forward
        align(old.indices, new.indices)
    }

    private mutating func align(_ x: Range<Int>, _ y: Range<Int>) {
        var (x, y) = (x, y)
        var start = 0
        while start < min(x.count, y.count), old[x.lowerBound + start] == new[y.lowerBound + start] { start += 1 }
        append(x.lowerBound, y.lowerBound, start)
        (x, y) = (x.lowerBound + start..<x.upperBound, y.lowerBound + start..<y.upperBound)
        var end = 0
        while end < min(x.count, y.count), old[x.upperBound - 1 - end] == new[y.upperBound - 1 - end] { end += 1 }
        let (oldEnd, newEnd) = (x.upperBound - end, y.upperBound - end)
        (x, y) = (x.lowerBound..<oldEnd, y.lowerBound..<newEnd)
        if !x.isEmpty, !y.isEmpty {
            if let middle = middle(x, y) {
                align(x.lowerBound..<middle.before, y.lowerBound..<middle.after)
                append(middle.before, middle.after, middle.count)
                align(middle.before + middle.count..<x.upperBound, middle.after + middle.count..<y.upperBound)
            } else {
                alignAtAnchors(x, y)
            }
        }
        append(oldEnd, newEnd, end)
    }

    private mutating func append(_ before: Int, _ after: Int, _ count: Int) {
        guard count > 0 else { return }
        if let last = runs.last, last.before + last.count == before, last.after + last.count == after {
            runs[runs.count - 1].count += count
        } else {
            runs.append(Run(before: before, after: after, count: count))
        }
    }

    /// The stretch in the middle of the shortest way from one to the other, nil where it is too long a way. Neither side is empty, and they begin and end differently.
    private mutating func middle(_ x: Range<Int>, _ y: Range<Int>) -> Run? {
        let (n, m, zero) = (x.count, y.count, Self.reach + 1)
        let delta = n - m
        let isOdd = delta % 2 != 0
        (forward[zero + 1], backward[zero + 1]) = (0, 0)
        for step in 0...min((n + m + 1) / 2, Self.reach) {
            guard budget > 0 else { return nil }
            let diagonals = stride(from: -(step - 2 * max(0, step - m)), through: step - 2 * max(0, step - n), by: 2)
            budget -= 2 * step + 2
            for k in diagonals {
                let begin = Self.farthest(in: forward, zero + k, isFirst: k == -step, isLast: k == step)
                var i = begin
                while i < n, i - k < m, old[x.lowerBound + i] == new[y.lowerBound + i - k] { i += 1 }
                budget -= i - begin
                forward[zero + k] = i
                let other = delta - k
                if isOdd, abs(other) <= step - 1, i + backward[zero + other] >= n {
                    return Run(before: x.lowerBound + begin, after: y.lowerBound + begin - k, count: i - begin)
                }
            }
            for k in diagonals {
                let begin = Self.farthest(in: backward, zero + k, isFirst: k == -step, isLast: k == step)
                var i = begin
                while i < n, i - k < m, old[x.upperBound - 1 - i] == new[y.upperBound - 1 - i + k] { i += 1 }
                budget -= i - begin
                backward[zero + k] = i
                let other = delta - k
                if !isOdd, abs(other) <= step, i + forward[zero + other] >= n {
                    return Run(before: x.upperBound - i, after: y.upperBound - i + k, count: i - begin)
                }
            }
        }
        return nil
    }

    private static func farthest(in reached: [Int], _ k: Int, isFirst: Bool, isLast: Bool) -> Int {
        isFirst || !isLast && reached[k - 1] < reached[k + 1] ? reached[k + 1] : reached[k - 1] + 1
    }

    private mutating func alignAtAnchors(_ x: Range<Int>, _ y: Range<Int>) {
        guard budget > 0 else { return }
        budget -= x.count + y.count
        let anchors = anchors(x, y)
        var (i, j) = (x.lowerBound, y.lowerBound)
        for anchor in anchors {
            align(i..<anchor.before, j..<anchor.after)
            append(anchor.before, anchor.after, 1)
            (i, j) = (anchor.before + 1, anchor.after + 1)
        }
        if !anchors.isEmpty { align(i..<x.upperBound, j..<y.upperBound) }
    }

    /// As many elements as possible that stand once on either side, in the order of both.
    private func anchors(_ x: Range<Int>, _ y: Range<Int>) -> [(before: Int, after: Int)] {
        var places: [Int: (old: Int, new: Int, after: Int)] = [:]
        for i in x { places[old[i], default: (0, 0, 0)].old += 1 }
        for j in y {
            places[new[j], default: (0, 0, 0)].new += 1
            places[new[j]]?.after = j
        }
        let single = x.compactMap { i -> (before: Int, after: Int)? in
            guard let place = places[old[i]], place.old == 1, place.new == 1 else { return nil }
            return (i, place.after)
        }
        // The longest rising row of `after`, by patience sorting.
        var piles: [Int] = []
        var below = Array(repeating: -1, count: single.count)
        for (index, anchor) in single.enumerated() {
            var (low, high) = (0, piles.count)
            while low < high {
                let half = (low + high) / 2
                if single[piles[half]].after < anchor.after { low = half + 1 } else { high = half }
            }
            if low > 0 { below[index] = piles[low - 1] }
            if low == piles.count { piles.append(index) } else { piles[low] = index }
        }
        var row: [(before: Int, after: Int)] = []
        var index = piles.last ?? -1
        while index >= 0 {
            row.append(single[index])
            index = below[index]
        }
        return row.reversed()
    }
}
