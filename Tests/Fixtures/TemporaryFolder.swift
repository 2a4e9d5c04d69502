import Foundation

/// A folder that nothing else has, gone with all that is in it when the test ends.
package final class TemporaryFolder: Sendable {
    package let path: String

    /// Not made yet.
    package init(_ name: String) { path = FileManager.default.temporaryDirectory.appending(path: "imprimatur-\(name)-\(UUID())").path }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
