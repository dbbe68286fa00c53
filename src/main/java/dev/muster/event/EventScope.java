package dev.muster.event;

import java.util.UUID;

/**
 * Whom an event belongs to.
 *
 * @param organizationId null for events about the environment itself
 * @param directoryId    null for events about the organization or the environment itself
 */
public record EventScope(UUID environmentId, UUID organizationId, UUID directoryId) {}
