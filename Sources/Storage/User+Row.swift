import Editorial
import GRDB

extension User {
    static func fetch(_ login: String, in db: Database) throws -> User? {
        try Row.fetchOne(db, cached: "SELECT * FROM user WHERE login = ?", arguments: [login]).map { try User(row: $0, in: db) }
    }

    static func fetchAll(in db: Database) throws -> [User] {
        try Row.fetchAll(db, cached: "SELECT * FROM user ORDER BY login").map { try User(row: $0, in: db) }
    }

    /// The row id of an account. Throws `NotFound`.
    static func rowID(of login: String, in db: Database) throws -> Int64 {
        guard let id = try Int64.fetchOne(db, cached: "SELECT id FROM user WHERE login = ?", arguments: [login]) else { throw NotFound("account") }
        return id
    }

    static func insert(
        login: String, name: String, email: String?, roles: Set<Role>, password: PasswordHash, at now: Instant, in db: Database
    ) throws -> User {
        try db.execute(
            cached: """
                INSERT INTO user (login, name, email, password_hash, password_salt, password_n, password_r, password_p, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [login, name, email, password.hash, password.salt, password.n, password.r, password.p, now])
        let id = db.lastInsertedRowID
        try set(roles, of: id, in: db)
        try beginNews(of: id, in: db)
        return User(person: Person(login: login, name: name, roles: roles), email: email, disabled: false, createdAt: now)
    }

    static func set(_ roles: Set<Role>, of id: Int64, in db: Database) throws {
        try db.execute(cached: "DELETE FROM user_role WHERE user_id = ?", arguments: [id])
        for role in roles { try db.execute(cached: "INSERT INTO user_role (user_id, role) VALUES (?, ?)", arguments: [id, role]) }
    }

    static func set(_ password: PasswordHash, of id: Int64, in db: Database) throws {
        try db.execute(
            cached: "UPDATE user SET password_hash = ?, password_salt = ?, password_n = ?, password_r = ?, password_p = ? WHERE id = ?",
            arguments: [password.hash, password.salt, password.n, password.r, password.p, id])
    }

    private init(row: Row, in db: Database) throws {
        self.init(
            person: try Person(login: row["login"], name: row["name"], userID: row["id"], in: db), email: row["email"],
            disabled: (row["disabled_at"] as Instant?) != nil, createdAt: row["created_at"])
    }
}

extension Person {
    init(login: String, name: String, userID: Int64, in db: Database) throws {
        self.init(login: login, name: name, roles: try Role.fetchSet(db, cached: "SELECT role FROM user_role WHERE user_id = ?", arguments: [userID]))
    }
}

extension PasswordHash {
    init(row: Row) {
        self.init(hash: row["password_hash"], salt: row["password_salt"], n: row["password_n"], r: row["password_r"], p: row["password_p"])
    }
}
