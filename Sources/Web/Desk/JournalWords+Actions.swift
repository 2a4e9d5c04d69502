extension JournalWords {
    /// What the journal can be asked for, by the beginning of an action.
    static let nouns: [(noun: String, title: String)] = [
        ("release", "Releases"), ("text", "Openings of texts"), ("comment", "Comments"), ("session", "Sign-ins"), ("user", "Accounts"), ("token", "Tokens"), ("endpoint", "Endpoints"),
        ("delivery", "Deliveries"), ("boilerplate", "Boilerplates"), ("data", "Exports and backups"), ("hold", "Holds"), ("form", "Foreign forms"), ("audit", "The journal"),
    ]

    /// The reasons of a refusal, by the codes of its objections.
    static let reasons: [String: String] = [
        "role": "their roles do not allow it", "state": "not possible in that state", "stale": "what they saw had changed", "incomplete": "the text lacks something",
        "comment": "without a comment", "public-note": "without a note for the public", "embargo": "the release time", "no-notice": "no notice is public",
        "nothing-live": "nothing is public", "was-live": "it has been public", "second-pair-of-eyes": "somebody else must do it",
        "not-approved": "approvals are missing", "open-comments": "comments are open", "no-review": "no review is owed", "fixed": "the office has settled this",
    ]

    /// The actions that are no transition of a workflow.
    static let actions: [String: String] = [
        "release.create": "Draft made", "release.edit": "Text or place changed", "release.restore": "Earlier revision restored",
        "release.set-time": "Release time set", "release.change-workflow": "Workflow changed", "release.confine": "Readers changed",
        "release.take-back-approvals": "Approvals taken back", "release.archive": "Brought in from the past",
        "release.read": "Looking at a release", "release.change": "Changing a release",
        "text.open": "Text opened before it was public",
        "comment.add": "Comment made", "comment.reply": "Comment answered", "comment.resolve": "Comment resolved", "comment.reopen": "Comment opened again",
        "session.sign-in": "Signed in", "session.sign-in.refused": "Sign-in refused", "session.sign-in.throttled": "Sign-ins held off: too many failures", "session.end": "Signed out",
        "session.end-all": "Signed out everywhere",
        "user.add": "Account added", "user.set-up": "First administrator made", "user.set-roles": "Roles changed", "user.set-password": "Password set",
        "user.set-password.throttled": "Password changes held off: too many failures", "user.disable": "Account disabled",
        "user.enable": "Account enabled again", "user.see-news": "News of accounts seen", "user.read": "Looking at accounts",
        "user.change": "Changing an account", "account.change": "Changing one’s own account",
        "token.add": "Token made", "token.revoke": "Token revoked",
        "release.unseen": "Not seen in public",
        "endpoint.add": "Endpoint added", "endpoint.change": "Endpoint changed", "endpoint.delete": "Endpoint removed", "endpoint.disable": "Endpoint disabled",
        "endpoint.enable": "Endpoint enabled", "endpoint.warn": "Endpoint does not answer", "endpoint.ping": "Ping sent", "endpoint.replay": "Events delivered again", "endpoint.cancel": "What waited cancelled",
        "endpoint.rotate-secret": "Secret changed", "endpoint.read": "Looking at endpoints",
        "delivery.redeliver": "Sent again", "delivery.cancel": "Delivery cancelled", "delivery.read": "Looking at deliveries",
        "boilerplate.put": "Boilerplate written", "boilerplate.read": "Looking at boilerplates", "boilerplate.change": "Changing a boilerplate",
        "data.export": "Everything exported", "data.back-up.begin": "Backup begun", "data.back-up": "Backup made", "data.restore": "Restored from a backup",
        "hold.begin": "Hold begun", "hold.resume": "Hold ended", "hold.read": "Looking at the hold", "audit.read": "Looking at the journal",
        "form.send": "Form from another site, or too old", "desk.change": "Sending a form to the desk",
    ]
}
