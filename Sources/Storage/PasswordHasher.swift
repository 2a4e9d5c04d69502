import Crypto
import CryptoExtras
import Dispatch
import Foundation
import Synchronization

/// What is kept of a password: scrypt (RFC 7914) and the parameters that it was hashed with.
struct PasswordHash: Sendable {
    let hash: Data
    let salt: Data
    let n: Int
    let r: Int
    let p: Int
}

/// Hashes passwords, at most two at once and never on the cooperative pool: each takes 128 MiB and half a second.
final class PasswordHasher: Sendable {
    let cost: PasswordCost
    private let queues = [DispatchQueue(label: "password.0"), DispatchQueue(label: "password.1")]
    private let next = Mutex(0)

    init(cost: PasswordCost) { self.cost = cost }

    func hash(_ password: String) async throws -> PasswordHash { try await hash(password, like: blank()) }

    /// Whether it is the password; where there is no account, the same work is done for nothing.
    func verify(_ password: String, against known: PasswordHash?) async throws -> Bool {
        let expected = known ?? blank()
        let found = try await hash(password, like: expected)
        // Compared as digests, in constant time.
        let same = HMAC<SHA256>.isValidAuthenticationCode(
            HMAC<SHA256>.authenticationCode(for: found.hash, using: key), authenticating: expected.hash, using: key)
        return same && known != nil
    }

    /// Whether it was made at less than the present cost.
    func isWeak(_ known: PasswordHash) -> Bool { known.n < cost.n || known.r < 8 || known.p < 1 }

    private let key = SymmetricKey(size: .bits256)

    private func blank() -> PasswordHash { PasswordHash(hash: Data(), salt: Data(Secrets.bytes(16)), n: cost.n, r: 8, p: 1) }

    private func hash(_ password: String, like known: PasswordHash) async throws -> PasswordHash {
        let queue = queues[next.withLock { turn in turn = 1 - turn; return turn }]
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        let derived = try KDF.Scrypt.deriveKey(
                            from: Data(password.utf8), salt: known.salt, outputByteCount: 32, rounds: known.n, blockSize: known.r, parallelism: known.p)
                        return PasswordHash(hash: derived.withUnsafeBytes { Data($0) }, salt: known.salt, n: known.n, r: known.r, p: known.p)
                    })
            }
        }
    }
}
