#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// How many descriptors this process may have open: many systems give a process 1024 unless it asks, which the lanes and their idle connections exceed.
enum OpenFiles {
    private static let enough: rlim_t = 65_536

    /// Asks for as many as the system allows, or enough.
    static func allowMore() {
        var limit = rlimit()
        #if canImport(Darwin)
            let resource = RLIMIT_NOFILE
        #else
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #endif
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < enough else { return }
        limit.rlim_cur = min(limit.rlim_max, enough)
        _ = setrlimit(resource, &limit)
    }
}
