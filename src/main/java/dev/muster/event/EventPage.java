package dev.muster.event;

import java.util.List;

/** The answer to an {@link EventQuery}. */
public sealed interface EventPage {

    /** @param hasMore whether there were further events at the time of the look */
    record Found(List<StoredEvent> events, boolean hasMore) implements EventPage {}

    /** No such event in this environment, or retention has removed it or its successors: going on could skip events. */
    record UnknownCursor() implements EventPage {}
}
