import Foundation

/// Lets only the owner open the socket; its folder is the owner's alone already.
func chmodToOwner(_ path: String) { chmod(path, 0o600) }
