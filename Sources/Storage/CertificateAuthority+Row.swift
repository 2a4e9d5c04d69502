import Distribution

extension CertificateAuthority {
    /// As it is kept, nil for none.
    var stored: String? { isNone ? nil : pem }

    init(stored: String?) { self = stored.map(CertificateAuthority.init(kept:)) ?? .none }
}
