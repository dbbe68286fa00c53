package dev.muster.event;

import java.util.Set;
import java.util.UUID;

/**
 * Fired in the process that placed events, after the commit and once per batch: these environments have new events to read.
 * A hint to be quick, not a promise: other replicas hear nothing and look by themselves.
 */
public record Sequenced(Set<UUID> environments) {}
