import ArgumentParser

/// A head of the journal as it was noted: the hash of an entry, 64 hex digits.
struct HeadHash: ExpressibleByArgument {
    let hex: String

    /// Nil for what is no hash: a slip of the pen must not look like a journal that was cut.
    init?(argument: String) {
        guard argument.utf8.count == 64, argument.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        hex = argument
    }
}
