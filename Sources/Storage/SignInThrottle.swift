import Crypto
import Distribution
import Editorial
import Foundation
import GRDB

/// How often somebody may fail to sign in: 10 times an account in 15 minutes, 30 times an address in one. Nobody is locked out for good.
struct SignInThrottle {
    /// A keyed hash of the login that was typed, whether or not there is such an account.
    private let account: Data
    private let address: String?

    /// A browser that has signed in to that account before is counted apart, so that a stranger's failures do not keep its owner out.
    init(login: String, knownBrowser: Bool, address: String?, key: Data) {
        account = Self.mark((knownBrowser ? "known:" : "account:") + login, key: key)
        self.address = address.map(Self.network)
    }

    /// Whoever has an IPv6 address has a whole /64 of them, so that these count as one.
    private static func network(of address: String) -> String {
        guard case .v6(let value)? = IPAddress(address), value >> 32 != 0xFFFF else { return address }
        return String(value >> 64, radix: 16) + "::/64"
    }

    static func mark(_ text: String, key: Data) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: key)))
    }

    /// Seconds to wait, nil where another try is free.
    func wait(at now: Instant, in db: Database) throws -> Int? {
        let waits = [
            try wait("account = ?", account, limit: 10, within: 900, at: now, in: db),
            try address.flatMap { try wait("address = ?", $0, limit: 30, within: 60, at: now, in: db) },
        ]
        return waits.compactMap { $0 }.max()
    }

    /// Counts a try as failed before it is made, so that many at once are no way around.
    func count(at now: Instant, in db: Database) throws -> Int64 {
        try db.execute(cached: "DELETE FROM sign_in_failure WHERE at <= ?", arguments: [now.later(seconds: -900)])
        try db.execute(cached: "INSERT INTO sign_in_failure (account, address, at) VALUES (?, ?, ?)", arguments: [account, address, now])
        return db.lastInsertedRowID
    }

    private func wait(
        _ condition: String, _ value: some DatabaseValueConvertible, limit: Int, within seconds: Int, at now: Instant, in db: Database
    ) throws -> Int? {
        let oldest = try Instant.fetchOne(
            db, cached: "SELECT at FROM sign_in_failure WHERE \(condition) AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?",
            arguments: [value, now.later(seconds: -Double(seconds)), limit - 1])
        return oldest.map { max(1, (Int($0.milliseconds - now.milliseconds) + seconds * 1000 + 999) / 1000) }
    }
}
