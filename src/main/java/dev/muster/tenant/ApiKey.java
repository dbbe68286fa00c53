package dev.muster.tenant;

import java.time.Instant;
import java.util.UUID;

/**
 * A key to one environment's API. The key itself is shown once and kept only as a hash.
 *
 * @param suffix     the key's last characters, to tell keys apart
 * @param lastUsedAt right to about ten seconds; null: never
 */
public record ApiKey(UUID environmentId, UUID id, String name, String suffix, Instant createdAt, Instant lastUsedAt) {}
