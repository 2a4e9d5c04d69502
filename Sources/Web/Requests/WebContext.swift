import Editorial
import Hummingbird
import NIOCore
import Storage

/// What is known of one request.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The client's address, from a trusted proxy where one speaks for it.
    var address: String?
    /// The signed-in browser, set at the desk's door.
    var session: Session?
    private let channel: any Channel

    init(source: Source) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// What names it in the log and in an error.
    var requestID: String { logger[metadataKey: "hb.request.id"].map { "\($0)" } ?? "unknown" }
    /// The other side of the connection, nil on a local socket.
    var peer: String? { channel.remoteAddress?.ipAddress }
}

/// A request of somebody who is signed in. Routes with this context cannot be reached by anybody else.
struct DeskContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let session: Session
    let address: String?
    /// What a form sent, empty where no form came.
    var form = Form()
    /// Whether that form carried the session's own token.
    var isOwnForm = false

    init(context: WebContext) throws {
        guard let session = context.session else { throw SignInNeeded() }
        (coreContext, self.session, address) = (context.coreContext, session, context.address)
    }

    var person: Person { session.person }
    /// As the journal keeps it.
    var origin: Origin { Origin(.person(person), via: .desk, address: address, ticket: session.id) }
}
