import Foundation

/// The folder that holds everything, owned by this process as long as the value lives.
final class DataDirectory: Sendable {
    let path: String
    private let lock: Int32

    /// Makes the folder where there is none, for its owner's eyes only. Throws `DataUnavailable`.
    init(_ path: String) throws {
        self.path = path
        try Self.make(path)
        // `flock` belongs to the open file, so that a second store in this process is refused as well, and ends with the process, however that ends.
        lock = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw DataUnavailable("\(path) cannot be written: \(Self.reason).") }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            defer { close(lock) }
            throw DataUnavailable("\(path) is in use by another process\(Self.holder(lock)).")
        }
        let holder = Array("\(getpid())\n".utf8)
        guard ftruncate(lock, 0) == 0, pwrite(lock, holder, holder.count, 0) == holder.count else {
            defer { close(lock) }
            throw DataUnavailable("\(path) cannot be written: \(Self.reason).")
        }
    }

    deinit { close(lock) }

    /// Makes sure that there is such a folder, that it is ours, and that we may write into it.
    static func make(_ path: String) throws {
        var status = stat()
        if stat(path, &status) != 0 {
            guard errno == ENOENT else { throw DataUnavailable("\(path) cannot be read: \(reason).") }
            do {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch { throw DataUnavailable("\(path) cannot be made here.") }
            guard stat(path, &status) == 0 else { throw DataUnavailable("\(path) cannot be read: \(reason).") }
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw DataUnavailable("\(path) is not a directory.") }
        guard status.st_uid == geteuid() else { throw DataUnavailable("\(path) belongs to another system user.") }
        // The administrator of the machine may write anywhere; a folder that was made read-only is still meant so.
        guard status.st_mode & S_IWUSR != 0, access(path, W_OK | X_OK) == 0 else { throw DataUnavailable("\(path) is read-only.") }
        guard chmod(path, 0o700) == 0 else { throw DataUnavailable("\(path) cannot be closed to other users: \(reason).") }
    }

    private static var reason: String { String(cString: strerror(errno)) }

    private static func holder(_ lock: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(lock, &bytes, bytes.count, 0)
        let digits = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).prefix { $0.isNumber }
        return digits.isEmpty ? "" : " (\(digits))"
    }
}
