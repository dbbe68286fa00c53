package dev.muster.event;

import java.util.Map;
import java.util.UUID;

/**
 * Fired in the process that placed events, after the commit and once per batch. A hint to be quick, not a promise: other
 * replicas hear nothing and look by themselves.
 *
 * @param heads the position of the newest event of each environment that has new ones
 */
public record Sequenced(Map<UUID, Long> heads) {}
