/// The data directory cannot be had now: another process holds it, it belongs to somebody else, or the disk refuses.
package struct DataUnavailable: Error, Sendable { package let reason: String; package init(_ reason: String) { self.reason = reason } }

/// What lies there is not a database that this version can use, and is left as it is.
package struct DataRefused: Error, Sendable { package let reason: String; package init(_ reason: String) { self.reason = reason } }

/// There is no such thing.
package struct NotFound: Error, Sendable { package let what: String; package init(_ what: String) { self.what = what } }

/// The release has moved on since the version that the caller saw.
package struct Stale: Error, Sendable { package let version: Int; package init(version: Int) { self.version = version } }

/// What is wanted does not go with what is there; one sentence for people.
package struct Conflict: Error, Sendable { package let detail: String; package init(_ detail: String) { self.detail = detail } }

/// The caller's roles do not allow it; one sentence for people.
package struct Forbidden: Error, Sendable { package let detail: String; package init(_ detail: String) { self.detail = detail } }
