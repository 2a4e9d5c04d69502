import GRDB

extension DatabaseError {
    /// What the disk or the file refused, as one sentence; a mistake of our own stays what it is.
    var forPeople: any Error {
        switch resultCode {
        case .SQLITE_FULL: DataUnavailable("The disk is full; nothing was changed.")
        case .SQLITE_IOERR, .SQLITE_CANTOPEN: DataUnavailable("The disk that holds the data answers with an error; nothing was changed.")
        case .SQLITE_READONLY, .SQLITE_PERM: DataUnavailable("The data directory cannot be written; nothing was changed.")
        case .SQLITE_BUSY, .SQLITE_LOCKED: DataUnavailable("The database is in use by another program; nothing was changed.")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: DataUnavailable("The database is damaged; restore it from a backup.")
        case .SQLITE_NOMEM: DataUnavailable("There is not enough memory; nothing was changed.")
        default: self
        }
    }
}
