package dev.muster.demo;

import dev.muster.support.wire.Answer;
import dev.muster.support.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Where requests are sent and shown, each with the webhooks it causes: those that were expected, and no others. */
final class Stage {

    private final Wire wire = new Wire();
    private final Receiver receiver;
    private final Transcript transcript;
    private final Pace pace;
    private final Duration patience;
    private int requests;
    private int webhooks;

    /** @param patience how long to wait for an expected webhook */
    Stage(Receiver receiver, Transcript transcript, Pace pace, Duration patience) {
        this.receiver = receiver;
        this.transcript = transcript;
        this.pace = pace;
        this.patience = patience;
    }

    int requests() {
        return requests;
    }

    int webhooks() {
        return webhooks;
    }

    void act(String title, String... story) {
        pace.beforeAct();
        transcript.act(title, story);
    }

    /** What was in an answer. */
    void quote(String text) {
        transcript.quote(text);
    }

    /** Sends a request that is no matter of applications, and causes no webhook. */
    Answer ask(Speaker speaker, Request request, int status) {
        return exchange(speaker, request, status, List.of());
    }

    /**
     * Sends a request and waits for its webhooks.
     *
     * @param expected see {@link Arrival#told()}, in any order; none if nothing changes
     * @throws DemoFailed if the status is another, a webhook is missing, is not signed rightly or was not expected
     */
    Answer tell(Speaker speaker, Request request, int status, List<String> expected) {
        Answer answer = exchange(speaker, request, status, expected);
        if (expected.isEmpty()) {
            transcript.noWebhook();
        }
        return answer;
    }

    private Answer exchange(Speaker speaker, Request request, int status, List<String> expected) {
        pace.beforeRequest();
        long sent = System.nanoTime();
        Answer answer = send(speaker, request);
        transcript.request(speaker, request, answer.status());
        if (answer.status() != status) {
            throw new DemoFailed("%s %s should have been answered %d, but the answer is %s"
                    .formatted(request.method(), request.shown(), status, answer));
        }
        requests++;
        hear(request, sent, expected);
        return answer;
    }

    private Answer send(Speaker speaker, Request request) {
        try {
            return wire.send(speaker.call(request));
        } catch (CompletionException e) {
            throw new DemoFailed("Muster does not answer: " + e.getCause(), e);
        }
    }

    private void hear(Request request, long sent, List<String> expected) {
        List<String> missing = new ArrayList<>(expected);
        while (!missing.isEmpty()) {
            Arrival arrival = receiver.next(patience)
                    .orElseThrow(() -> new DemoFailed(
                            "No webhook came for %s %s: %s".formatted(request.method(), request.shown(), missing)));
            transcript.webhook(arrival, TimeUnit.NANOSECONDS.toMillis(arrival.nanos() - sent));
            check(arrival, missing.remove(arrival.told()));
        }
        receiver.next(Duration.ZERO).ifPresent(arrival -> check(arrival, false));
    }

    private void check(Arrival arrival, boolean expected) {
        if (!arrival.signed()) {
            throw new DemoFailed("The signature of " + arrival.told() + " is wrong.");
        }
        if (!expected) {
            throw new DemoFailed("Nothing should have caused " + arrival.told() + ".");
        }
        webhooks++;
    }
}
