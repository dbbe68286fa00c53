package dev.muster.directory;

import java.time.Instant;
import java.util.UUID;

/**
 * A bearer token of a directory. The token itself is shown once and kept only as a hash.
 *
 * @param suffix     the token's last characters
 * @param expiresAt  null: never
 * @param lastUsedAt right to about ten seconds; null: never
 * @param lastUsedBy the caller's User-Agent then
 */
public record DirectoryToken(
        UUID environmentId,
        UUID id,
        UUID directoryId,
        String suffix,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        String lastUsedBy) {}
