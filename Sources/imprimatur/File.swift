import Foundation

/// Files on disk, with errors in the words of the system.
enum File {
    /// All bytes of a file. Throws a 65 naming it where it cannot be read.
    static func read(_ path: String, limit: Int = .max) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .input("\(path): \(reason(errno))") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Foundation.read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .input("\(path): \(reason(errno))") }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else { throw .input("\(path):1: The file is larger than \(limit / 1_048_576) MiB.") }
        }
    }

    /// Writes the whole file beside its place and renames it, so that nobody ever reads half of it.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(Failure) {
        let beside = path + ".part"
        unlink(beside)
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .input("\(path): \(reason(errno))") }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let why = reason(errno)
                close(descriptor)
                unlink(beside)
                throw .other("\(path): \(why)")
            }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0, close(descriptor) == 0, rename(beside, path) == 0 else {
            let why = reason(errno)
            unlink(beside)
            throw .other("\(path): \(why)")
        }
    }

    /// Makes a folder, and those above it, where there is none. Throws a 65.
    static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(Failure) {
        if isFolder(path) { return }
        let above = (path as NSString).deletingLastPathComponent
        if !above.isEmpty, above != path { try makeFolder(above, mode: mode) }
        guard mkdir(path, mode) == 0 || isFolder(path) else { throw .input("\(path): \(reason(errno))") }
    }

    /// The names in a folder, sorted. Throws a 65.
    static func names(in path: String) throws(Failure) -> [String] {
        guard let folder = opendir(path) else { throw .input("\(path): \(reason(errno))") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } })
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Its size in bytes and when it was last written, which differ where its bytes do; nil where it cannot be looked at.
    static func stamp(of path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }

    /// The path from the root on, for a process that stands elsewhere.
    static func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
