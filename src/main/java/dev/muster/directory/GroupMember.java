package dev.muster.directory;

import java.util.UUID;

/**
 * Somebody or some group in a group.
 *
 * @param id      of the user or the group
 * @param isGroup whether it is a group
 * @param display a name for people
 */
public record GroupMember(UUID groupId, UUID id, boolean isGroup, String display) {}
