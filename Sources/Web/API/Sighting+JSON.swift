import Distribution
import Editorial

extension Sighting {
    /// As the API answers it.
    var json: JSON {
        [
            "channel": .string(channel.rawValue), "status": .string(status.rawValue), "public_at": JSON(publicAt), "seen_at": JSON(seenAt),
            "next_look_at": JSON(nextLook), "fault": JSON(fault),
        ]
    }
}
