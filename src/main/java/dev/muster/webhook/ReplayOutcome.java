package dev.muster.webhook;

/** What became of the wish to send something once more. */
public sealed interface ReplayOutcome {

    /** @param events how many; -1 when that is only known on the way */
    record Started(long events) implements ReplayOutcome {}

    record UnknownEndpoint() implements ReplayOutcome {}

    /** Not in the log of this environment any more, or of a type the endpoint does not get. */
    record UnknownEvent() implements ReplayOutcome {}

    /** The lane has not come to it yet: it will be delivered in its turn. */
    record StillToCome() implements ReplayOutcome {}
}
