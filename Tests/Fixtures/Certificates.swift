/// Certificates (PEM) of nobody, made once for tests; the keys are thrown away.
package enum Certificates {
    /// Valid from 2020 to 2060, its key may sign certificates.
    package static let root = """
        -----BEGIN CERTIFICATE-----
        MIIBhDCCASmgAwIBAgIULiPY7Gtuv9S18x8UhXvCMtju96gwCgYIKoZIzj0EAwIw
        LjEVMBMGA1UECgwMSGFyYm91ciwgTHRkMRUwEwYDVQQDDAxIYXJib3VyIFJvb3Qw
        IBcNMjAwMTAxMDAwMDAwWhgPMjA2MDAxMDEwMDAwMDBaMC4xFTATBgNVBAoMDEhh
        cmJvdXIsIEx0ZDEVMBMGA1UEAwwMSGFyYm91ciBSb290MFkwEwYHKoZIzj0CAQYI
        KoZIzj0DAQcDQgAE2BeoQWoSb7eMjvUXkDPehHUXSIVG/fCcYJgJJK0KaRnsBaYB
        0dANtdMx3yEZ54ZdboqiU4yxbGIbjt1ZDdX7/aMjMCEwDwYDVR0TAQH/BAUwAwEB
        /zAOBgNVHQ8BAf8EBAMCAoQwCgYIKoZIzj0EAwIDSQAwRgIhANoQABzHNkPcI5LU
        G0j/SsQoPEb16wc4Npt4yFxnH5tbAiEA5KTmqM7x8mAUOCEnHryuGnhh09vnChbe
        ba7fGtMWOPU=
        -----END CERTIFICATE-----

        """
    /// Another root, without keyUsage, from 2020 to 2060.
    package static let second = """
        -----BEGIN CERTIFICATE-----
        MIIBgDCCASegAwIBAgIURg4a1I2CMOjGC2dSFqvpF0UHDiEwCgYIKoZIzj0EAwIw
        NTEVMBMGA1UECgwMSGFyYm91ciwgTHRkMRwwGgYDVQQDDBNIYXJib3VyIFNlY29u
        ZCBSb290MCAXDTIwMDEwMTAwMDAwMFoYDzIwNjAwMTAxMDAwMDAwWjA1MRUwEwYD
        VQQKDAxIYXJib3VyLCBMdGQxHDAaBgNVBAMME0hhcmJvdXIgU2Vjb25kIFJvb3Qw
        WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASwVy3aUSWcrhf6OnieVGdiRxc9Nl+M
        /4ZH3jMGUFJRraCD9s0F4p05tI3qyquiYavgtoeIH1CGEfJvUBpb8d7+oxMwETAP
        BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIAVF8jxvMdtBGMfhHzzt
        QCUeK86FrvpDmhjtbKAHt7t4AiBOsvvHsarokFcZa3sv8aCsem5CPlqgqCxNC0Do
        jqyv4g==
        -----END CERTIFICATE-----

        """
    /// A root that expired with the first moment of 2024.
    package static let expired = """
        -----BEGIN CERTIFICATE-----
        MIIBeTCCAR+gAwIBAgIUPqwSdu09kHrS52FHY79MVyYYR6gwCgYIKoZIzj0EAwIw
        MjEVMBMGA1UECgwMSGFyYm91ciwgTHRkMRkwFwYDVQQDDBBIYXJib3VyIE9sZCBS
        b290MB4XDTIwMDEwMTAwMDAwMFoXDTI0MDEwMTAwMDAwMFowMjEVMBMGA1UECgwM
        SGFyYm91ciwgTHRkMRkwFwYDVQQDDBBIYXJib3VyIE9sZCBSb290MFkwEwYHKoZI
        zj0CAQYIKoZIzj0DAQcDQgAE/riFV00htgc2bJpehTEFKrQY4SDbPa3Cn9i9Ie6Q
        UuK5dw3c6U/4/Wa8h5wUjKVKXTIJjOKYKupbDQAWliA0NaMTMBEwDwYDVR0TAQH/
        BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiA/+V6pOLXMZNO3V99J31x7X6I3Amy4
        C6C7rxoK7NwIgQIhAIjJDLe2xp3rbEbZOxgrBKEReWWjiFgasFUxDXwM1UOh
        -----END CERTIFICATE-----

        """
    /// A root from 2050 to 2060.
    package static let coming = """
        -----BEGIN CERTIFICATE-----
        MIIBfjCCASWgAwIBAgIUGwyXdLn8y19lD1ZRGW8bX/yR5EcwCgYIKoZIzj0EAwIw
        MzEVMBMGA1UECgwMSGFyYm91ciwgTHRkMRowGAYDVQQDDBFIYXJib3VyIE5leHQg
        Um9vdDAiGA8yMDUwMDEwMTAwMDAwMFoYDzIwNjAwMTAxMDAwMDAwWjAzMRUwEwYD
        VQQKDAxIYXJib3VyLCBMdGQxGjAYBgNVBAMMEUhhcmJvdXIgTmV4dCBSb290MFkw
        EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQhJFKUIVMfrv4OzvuVPmITjxEEIYcYjV
        NBgwwW1AR+L/YN8BHkuahbo1Xp0XAnGWJpxewaO3aGGiRd338wjimKMTMBEwDwYD
        VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAbtSdHviSIipoBOWHjmC5G
        F0XyGy57Ae/JNFKqZbL+7gIgahjtpEh8qNE6hXs3Sd4AhUsZRuR9DI5ORLPnSIBy
        YVw=
        -----END CERTIFICATE-----

        """
    /// A server's certificate, signed by itself, that says it is no CA.
    package static let server = """
        -----BEGIN CERTIFICATE-----
        MIIBiDCCAS6gAwIBAgIUTns7N/ACnePFenCbkinuel5dFaIwCgYIKoZIzj0EAwIw
        OjEVMBMGA1UECgwMSGFyYm91ciwgTHRkMSEwHwYDVQQDDBhyZWNlaXZlci5oYXJi
        b3VyLmV4YW1wbGUwIBcNMjAwMTAxMDAwMDAwWhgPMjA2MDAxMDEwMDAwMDBaMDox
        FTATBgNVBAoMDEhhcmJvdXIsIEx0ZDEhMB8GA1UEAwwYcmVjZWl2ZXIuaGFyYm91
        ci5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEfXfo+lSrrzvkb9+u
        OjrldoM0VRk7ALxcFJsadJe6f6ZiNNVe3ch7VTcMXRs1irhwXCto7HZh4S+hw9AI
        +afeqaMQMA4wDAYDVR0TAQH/BAIwADAKBggqhkjOPQQDAgNIADBFAiALot6PIRtg
        mS8NWTndCUYKQzddZJeeNEo5DyK5IapXZAIhAPJOitT4boS0E8Y4q8x7SebxPRFi
        ghudEx14ZvJYDsXI
        -----END CERTIFICATE-----

        """
    /// One that says nothing about being a CA.
    package static let silent = """
        -----BEGIN CERTIFICATE-----
        MIIBZTCCAQqgAwIBAgIUEFFYONya2YRXnZsCGljotMx6lTIwCgYIKoZIzj0EAwIw
        MTEVMBMGA1UECgwMSGFyYm91ciwgTHRkMRgwFgYDVQQDDA9IYXJib3VyIE5vdGhp
        bmcwIBcNMjAwMTAxMDAwMDAwWhgPMjA2MDAxMDEwMDAwMDBaMDExFTATBgNVBAoM
        DEhhcmJvdXIsIEx0ZDEYMBYGA1UEAwwPSGFyYm91ciBOb3RoaW5nMFkwEwYHKoZI
        zj0CAQYIKoZIzj0DAQcDQgAECCTNQzthD5y+8FHH6ymDVgox6X63MnDjgyf7bAPc
        26wPq95p31oIbMdrQ5cRjp80gNX5BDohrigioPRVsnkAADAKBggqhkjOPQQDAgNJ
        ADBGAiEA91PLmWz7ltefvMYNzM6jU29JmitQeOE6AC3vj05a9mECIQCLHDKg5rO1
        0noZiKinEbGUiZ4GrAjbbcoXhN45Lqx2QQ==
        -----END CERTIFICATE-----

        """
    /// A CA whose key may sign no certificates.
    package static let unsigning = """
        -----BEGIN CERTIFICATE-----
        MIIBhDCCASugAwIBAgIUcUSqJgfwTvCx7ZAqnj6pj2YergswCgYIKoZIzj0EAwIw
        LzEVMBMGA1UECgwMSGFyYm91ciwgTHRkMRYwFAYDVQQDDA1IYXJib3VyIEJvdW5k
        MCAXDTIwMDEwMTAwMDAwMFoYDzIwNjAwMTAxMDAwMDAwWjAvMRUwEwYDVQQKDAxI
        YXJib3VyLCBMdGQxFjAUBgNVBAMMDUhhcmJvdXIgQm91bmQwWTATBgcqhkjOPQIB
        BggqhkjOPQMBBwNCAASisQj4BiIjwPXGVuRh3DTLVOyelb6dlg2tRX27/OPMb82E
        XsPtvg8UDflUuTCQJfG/51jaKJy9w3XpN/GJjKhKoyMwITAPBgNVHRMBAf8EBTAD
        AQH/MA4GA1UdDwEB/wQEAwIHgDAKBggqhkjOPQQDAgNHADBEAiBBBZn/IR4fbuEI
        2hiayhvioPcRdTN7ENC8/1Zll5vSKQIgCGSQ3vC2Pj5llUULJaP5IxIWoHHCkj6e
        NHRWjYO1pk0=
        -----END CERTIFICATE-----

        """
    /// A root whose name turns round.
    package static let disguised = """
        -----BEGIN CERTIFICATE-----
        MIIBeTCCAR+gAwIBAgIUOk11kd5XA6HdvEVEZN3hvL5D8DIwCgYIKoZIzj0EAwIw
        MTEVMBMGA1UECgwMSGFyYm91ciwgTHRkMRgwFgYDVQQDDA9IYXJib3VyIOKArnRv
        b1IwIBcNMjAwMTAxMDAwMDAwWhgPMjA2MDAxMDEwMDAwMDBaMDExFTATBgNVBAoM
        DEhhcmJvdXIsIEx0ZDEYMBYGA1UEAwwPSGFyYm91ciDigK50b29SMFkwEwYHKoZI
        zj0CAQYIKoZIzj0DAQcDQgAEIbdsob4OkIlymMCFtgcqjgbh8JFuB5GTT6Kqy0lm
        gxg7b6S3ju/ZxMDTHwnrxXyagthBJiI6P4MR2LNaKLXbqqMTMBEwDwYDVR0TAQH/
        BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBx+xheAB57vzwgVDWxYyzdJYPJqm9h
        1d9WEkVqcmvhIAIhANh56i7cpPxm/d27SmdcyOvEAmWKx9nNbGtnQYlWb8Xe
        -----END CERTIFICATE-----

        """
}
