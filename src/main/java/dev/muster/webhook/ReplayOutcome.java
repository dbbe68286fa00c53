package dev.muster.webhook;

/** What became of the wish to send something once more. */
public sealed interface ReplayOutcome {

    /** @param events how many; counts no further than {@link Replays#COUNTED} */
    record Started(long events) implements ReplayOutcome {}

    record UnknownEndpoint() implements ReplayOutcome {}

    /** Not in the log of this environment, or not any more. */
    record UnknownEvent() implements ReplayOutcome {}

    /** The lane has not come to it yet: it will be delivered in its turn. */
    record StillToCome() implements ReplayOutcome {}
}
