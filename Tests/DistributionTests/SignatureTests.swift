import Crypto
import Distribution
import Editorial
import Foundation
import Testing

/// The published vectors: Standard Webhooks' own libraries, and for `v1a` the tests of Svix's server.
@Suite("Signatures")
struct SignatureTests {
    let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
    let timestamp: Int64 = 1_614_265_330
    let body = Array(#"{"test": 2432232314}"#.utf8)
    let now = Instant(milliseconds: 1_614_265_330_500)

    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    let v1 = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    let privateKey = "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg=="
    let publicKey = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="
    let v1a = "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="

    func verify(_ signatures: String?, with key: String, id: String? = nil, timestamp: String? = "1614265330", body: String = #"{"test": 2432232314}"#, at now: Instant? = nil) throws {
        try #require(VerifyingKey(key)).verify(id: id ?? self.id, timestamp: timestamp, signatures: signatures, body: body.utf8, at: now ?? self.now)
    }

    @Test("v1 is what the standard's libraries make")
    func v1Vectors() throws {
        let key = try #require(SigningKey(secret))
        #expect(key.signature(id: id, timestamp: timestamp, body: body) == v1)
        let text = Array(#"{"t":"Мінск — «ОДКБ»"}"#.utf8)
        #expect(key.signature(id: id, timestamp: timestamp, body: text) == "v1,MAUQYg7vI1y1RvGKydtmCuVUxVxXXmjnznOIlXxBLq4=")
        try verify(v1, with: secret)
    }

    @Test("v1a is what Svix's server makes, and verifies with the public key alone")
    func v1aVector() throws {
        let key = try #require(SigningKey(privateKey))
        let signature = key.signature(id: id, timestamp: timestamp, body: body)
        #if os(Linux)
        #expect(signature == v1a)
        #endif
        try verify(signature, with: publicKey)
        try verify(v1a, with: publicKey)
        try verify(v1a, with: privateKey)
        #expect(key.shown == publicKey)
    }

    @Test("any one of several signatures is enough, in any order")
    func several() throws {
        let old = SigningKey(.v1, random: Array(1...32)).signature(id: id, timestamp: timestamp, body: body)
        for list in ["\(old) \(v1)", "\(v1) \(old)", "\(v1a) \(v1)", "\(v1) \(v1a)", "v2,abc \(v1)"] { try verify(list, with: secret) }
        for list in ["\(v1a) \(v1)", "\(v1) \(v1a)"] { try verify(list, with: publicKey) }
    }

    @Test("what is not a signature of exactly this is refused")
    func refused() throws {
        let other = SigningKey(.v1, random: Array(1...32)).signature(id: id, timestamp: timestamp, body: body)
        for list in [other, v1a, "", "\(other),\(v1)", "v1 \(v1.dropFirst(3))", "v1,\(v1.dropFirst(3).dropLast())", "v1a,\(v1.dropFirst(3))", "V1,\(v1.dropFirst(3))"] {
            #expect(throws: VerifyingKey.Doubt.signature, "\(list)") { try verify(list, with: secret) }
        }
        #expect(throws: VerifyingKey.Doubt.signature) { try verify(v1, with: secret, body: #"{"test":2432232314}"#) }
        #expect(throws: VerifyingKey.Doubt.signature) { try verify(v1, with: secret, id: "msg_another") }
        #expect(throws: VerifyingKey.Doubt.signature) { try verify(v1, with: secret, timestamp: "1614265331") }
        #expect(throws: VerifyingKey.Doubt.signature) { try verify(v1a.replacing("hnO3", with: "hnO4"), with: publicKey) }
    }

    @Test("the key is what the secret encodes, not its letters")
    func decodedKey() {
        let message = Data("\(id).\(timestamp).".utf8) + Data(body)
        for letters in [secret, String(secret.dropFirst(6))] {
            let wrong = Data(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: Data(letters.utf8)))).base64EncodedString()
            #expect(throws: VerifyingKey.Doubt.signature) { try verify("v1,\(wrong)", with: secret) }
        }
    }

    @Test("clocks may differ by five minutes")
    func skew() throws {
        let second = timestamp * 1000
        try verify(v1, with: secret, at: Instant(milliseconds: second + 300_999))
        try verify(v1, with: secret, at: Instant(milliseconds: second - 300_000))
        #expect(throws: VerifyingKey.Doubt.tooOld) { try verify(v1, with: secret, at: Instant(milliseconds: second + 301_000)) }
        #expect(throws: VerifyingKey.Doubt.tooNew) { try verify(v1, with: secret, at: Instant(milliseconds: second - 301_000)) }
    }

    @Test("missing and malformed headers are named")
    func headers() {
        #expect(throws: VerifyingKey.Doubt.headers) { try verify(nil, with: secret) }
        #expect(throws: VerifyingKey.Doubt.headers) { try verify(v1, with: secret, timestamp: nil) }
        #expect(throws: VerifyingKey.Doubt.headers) { try verify(v1, with: secret, timestamp: "1614265330.5") }
        #expect(throws: VerifyingKey.Doubt.headers) { try verify(v1, with: secret, id: "") }
        // "a.1" at 2 would sign the same bytes as "a" at 1 with a body that begins "2.".
        #expect(throws: VerifyingKey.Doubt.headers) { try verify(v1, with: secret, id: "a.1614265330") }
    }

    @Test("keys survive their text; a v1a key is read with or without its public half")
    func keyTexts() throws {
        #expect(try #require(SigningKey(secret)).text == secret)
        #expect(try #require(SigningKey(privateKey)).text == privateKey)
        let seed = try #require(Data(base64Encoded: String(privateKey.dropFirst(5)))).prefix(32)
        #expect(SigningKey("whsk_" + seed.base64EncodedString())?.text == privateKey)

        for scheme in SignatureScheme.allCases {
            let key = SigningKey(scheme, random: Array(0..<32))
            #expect(SigningKey(key.text)?.text == key.text)
            try verify(key.signature(id: id, timestamp: timestamp, body: body), with: key.shown)
        }
        #expect(SigningKey(.v1, random: Array(0..<32)).text == "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    }

    @Test("what is no key is not taken for one", arguments: [
        "", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La", "whsec_not base64 at all!",
        "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=", "whsk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbO",
        "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfpdv90Jwek95rbU9LU31Vj81lbvbcIRzvs3iskK5sxtw==",
    ])
    func noKey(text: String) { #expect(SigningKey(text) == nil) }
}
