import Editorial
import Storage

extension Operation {
    static let people: [Operation] = [
        Operation("user.add") { call in
            let roles = Set(call.texts("roles").map { Role($0) })
            let user = try await call.store.addUser(
                login: call.text("login"), name: call.text("name"), email: call.input["email"].string, roles: roles, password: call.text("password"),
                by: call.origin, at: call.now)
            return JSON(user.person.login)
        },
        Operation("user.list") { call in
            .array(try await call.store.users().map(\.summary))
        },
        Operation("user.set-password") { call in
            try await call.store.setPassword(of: call.text("login"), to: call.text("password"), by: call.origin, at: call.now)
            return .null
        },
        Operation("user.set-roles") { call in
            try await call.store.setRoles(of: call.text("login"), to: Set(call.texts("roles").map { Role($0) }), by: call.origin, at: call.now)
            return .null
        },
        Operation("user.disable") { call in
            let takeBack = call.input["take_back"].bool ?? false
            return .array(try await call.store.disable(call.text("login"), takeBack: takeBack, by: call.origin, at: call.now).map(\.summary))
        },
        Operation("user.enable") { call in
            try await call.store.enable(call.text("login"), by: call.origin, at: call.now)
            return .null
        },
        Operation("user.end-sessions") { call in
            try await call.store.endSessions(of: call.text("login"), by: call.origin, at: call.now)
            return .null
        },
    ]

    static let tokens: [Operation] = [
        Operation("token.add") { call in
            let expiresAt = call.input["expires_in_days"].integer.map { call.now.later(seconds: Double($0) * 86_400) }
            let (secret, _) = try await call.store.addToken(
                for: call.text("login"), name: call.text("name"), expiresAt: expiresAt, by: call.origin, at: call.now)
            return JSON(secret)
        },
        Operation("token.list") { call in
            .array(try await call.store.tokens(of: call.input["login"].string).map(\.summary))
        },
        Operation("token.revoke") { call in
            try await call.store.revokeToken(call.text("id"), by: call.origin, at: call.now)
            return .null
        },
    ]
}

extension User {
    fileprivate var summary: JSON {
        [
            "login": JSON(person.login), "name": JSON(person.name), "roles": JSON(person.roles.sorted().map(\.rawValue)), "email": JSON(email),
            "disabled": .bool(disabled),
        ]
    }
}

extension Token {
    fileprivate var summary: JSON {
        [
            "id": JSON(id), "login": JSON(login), "name": JSON(name), "created_at": JSON(createdAt), "expires_at": JSON(expiresAt),
            "last_used_at": JSON(lastUsedAt),
        ]
    }
}

extension Listed {
    /// What a list at the command line says of it.
    var summary: JSON {
        switch self {
        case .whole(let release):
            ["id": JSON(id), "headline": JSON(release.revision.content.headline), "state": JSON(release.state), "release_at": JSON(release.releaseAt)]
        case .damaged(let release): ["id": JSON(id), "headline": "(its stored text is damaged)", "state": JSON(release.state), "release_at": .null]
        }
    }
}
