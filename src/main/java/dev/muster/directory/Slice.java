package dev.muster.directory;

/**
 * A part of a sorted list.
 *
 * @param after     begin behind this place, or at the start when null
 * @param backwards go towards the start instead; rows still come in the list's order
 * @param skip      rows to pass over first; costs as if they were read
 * @param limit     most rows wanted
 */
public record Slice(Order order, Place after, boolean backwards, long skip, int limit) {}
