package dev.muster.event;

import java.util.UUID;

/**
 * Whom an event belongs to.
 *
 * @param directoryId null for events about the organization itself
 */
public record EventScope(UUID environmentId, UUID organizationId, UUID directoryId) {}
