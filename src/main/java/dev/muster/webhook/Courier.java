package dev.muster.webhook;

import java.util.concurrent.CompletionStage;

/** Whatever carries a message to its endpoint. The stage never fails: every end is an {@link Outcome}. */
@FunctionalInterface
interface Courier {

    CompletionStage<Outcome> send(Outbound.Message message);
}
