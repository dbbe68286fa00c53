package dev.muster.event;

import java.util.Map;
import java.util.UUID;

/**
 * Fired when events have got their places, after the commit and once per batch, in every process that {@link Announcer}
 * reaches. A hint to be quick, not a promise: whoever must not miss anything also looks by itself.
 *
 * @param heads the position of the newest event of each environment that has new ones
 */
public record Sequenced(Map<UUID, Long> heads) {}
