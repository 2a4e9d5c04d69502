import Editorial
import Fixtures
import Testing

@testable import Web

@Suite("Who else is writing")
struct PresenceTests {
    @Test("somebody is there from the first sign until two minutes after the last, and never to themselves")
    func coming() {
        let presence = Presence()
        presence.note(Cast.ana, on: "r", at: .noon)
        presence.note(Cast.ana, on: "r", at: .noon.later(seconds: 100))
        let others = presence.others(than: Cast.dan, on: "r", at: .noon.later(seconds: 200))
        #expect(others.map(\.login) == ["ana"])
        #expect(others.first?.since == .noon)
        #expect(presence.others(than: Cast.ana, on: "r", at: .noon.later(seconds: 200)).isEmpty)
        #expect(presence.others(than: Cast.dan, on: "another", at: .noon).isEmpty)
        #expect(presence.others(than: Cast.dan, on: "r", at: .noon.later(seconds: 220)).isEmpty)
    }

    @Test("whoever comes back comes anew, and whoever saves has left")
    func leaving() {
        let presence = Presence()
        presence.note(Cast.ana, on: "r", at: .noon)
        presence.note(Cast.ana, on: "r", at: .noon.later(seconds: 500))
        #expect(presence.others(than: Cast.dan, on: "r", at: .noon.later(seconds: 500)).first?.since == .noon.later(seconds: 500))
        presence.leave(Cast.ana, "r")
        #expect(presence.others(than: Cast.dan, on: "r", at: .noon.later(seconds: 500)).isEmpty)
    }
}
