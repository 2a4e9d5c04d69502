import Distribution
import Editorial

extension Endpoint {
    /// As the API shows it.
    var json: JSON { .object(members) }

    /// The same with its secret, which is shown once.
    func json(secret: String) -> JSON { .object(members.merging(["secret": .string(secret)]) { $1 }) }

    private var members: [String: JSON] {
        [
            "id": .string(id), "name": .string(name), "url": .string(url), "events": JSON(subscription.events.map(\.rawValue)),
            "sections": JSON(subscription.sections), "kinds": JSON(subscription.kinds.map(\.rawValue)), "languages": JSON(subscription.languages),
            "format": .string(format.name.rawValue), "template": JSON(format.template), "signature": .string(signature.rawValue), "header_names": JSON(headerNames),
            "ca": JSON(ca.isNone ? nil : ca.pem), "ca_certificates": .array(ca.certificates.map(\.json)), "advance": .bool(isTrusted), "allow_private": .bool(allowPrivate),
            "status": .string(status.rawValue), "disabled_reason": JSON(disabledReason), "failing_since": JSON(failing?.since), "last_error": JSON(failing?.fault), "created_at": JSON(createdAt),
        ]
    }
}

extension AuthorityCertificate {
    fileprivate var json: JSON {
        ["subject": .string(subject), "sha256": .string(fingerprint), "not_before": JSON(notBefore), "not_after": JSON(notAfter)]
    }
}

extension Delivery {
    /// As the API shows it; a list leaves out the attempts, and those that are kept no longer are only counted.
    var json: JSON {
        [
            "id": .string(id), "event_id": .string(eventID), "event_type": .string(eventType.rawValue), "endpoint_id": .string(endpointID),
            "release_id": JSON(releaseID), "status": .string(status.rawValue), "created_at": JSON(createdAt), "next_attempt_at": JSON(nextAttemptAt),
            "attempt_count": JSON(attemptCount), "attempts": .array(attempts.map(\.json)),
        ]
    }
}

extension Attempt {
    /// As the API answers it.
    var json: JSON {
        [
            "at": JSON(at), "status_code": JSON(statusCode), "duration_ms": JSON(durationMilliseconds), "error": JSON(error),
            "response_excerpt": JSON(responseExcerpt),
        ]
    }
}
