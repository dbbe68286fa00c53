package dev.muster.scim;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The body of a request, of which only a little is taken in before somebody has decided to read it: strangers fill no
 * memory. Small bodies are there by then, so that reading them costs no switch of threads.
 */
final class RequestBody {

    private static final int TAKEN_IN_UNASKED = 65_536;
    /** What a refused client may still send before it is cut off; until then it gets its answer and keeps the connection. */
    private static final long MOST_DISCARDED = 64L << 20;

    private final HttpServerRequest request;
    private final Context eventLoop;
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    // Touched by the request's event loop only.
    private final Buffer taken = Buffer.buffer();
    private int limit = TAKEN_IN_UNASKED;
    private boolean wanted;
    private boolean ended;
    private long discarded;

    /** On the request's event loop. */
    RequestBody(HttpServerRequest request, Context eventLoop) {
        this.request = request;
        this.eventLoop = eventLoop;
        request.handler(this::take);
        request.endHandler(this::end);
        request.exceptionHandler(whole::completeExceptionally);
    }

    /**
     * Waits for all of it.
     *
     * @throws Refusal 413 as soon as it is known to be longer than the limit
     */
    byte[] read(int mostBytes) {
        if (announced() > mostBytes) {
            throw tooLarge(mostBytes);
        }
        if (!whole.isDone()) {
            eventLoop.runOnContext(go -> want(mostBytes));
        }
        byte[] body = joined(mostBytes);
        if (body.length > mostBytes) {
            throw tooLarge(mostBytes);
        }
        return body;
    }

    /** How many bytes have come so far. */
    int length() {
        return whole.isDone() && !whole.isCompletedExceptionally()
                ? whole.join().length
                : (int) Math.min(announced(), Integer.MAX_VALUE);
    }

    /** All of it; null if it has not come to its end. */
    byte[] whole() {
        return whole.isDone() && !whole.isCompletedExceptionally() ? whole.join() : null;
    }

    /** Its first bytes; null if it has not come to its end. */
    byte[] head(int most) {
        byte[] all = whole();
        return all == null || all.length <= most ? all : Arrays.copyOf(all, most);
    }

    /** Lets the client finish sending what nobody reads. */
    void discard() {
        if (!whole.isDone()) {
            eventLoop.runOnContext(go -> throwAway());
        }
    }

    private byte[] joined(int mostBytes) {
        try {
            return whole.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Overflow ? tooLarge(mostBytes) : Refusal.of(400, "The request ended early.");
        }
    }

    private long announced() {
        String length = request.getHeader("Content-Length");
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    private void end(Void nothing) {
        ended = true;
        whole.complete(taken.getBytes());
    }

    private void take(Buffer chunk) {
        if (limit == 0) {
            throwAway(chunk);
            return;
        }
        taken.appendBuffer(chunk);
        if (taken.length() > limit) {
            enough();
        }
    }

    private void enough() {
        if (wanted) {
            whole.completeExceptionally(new Overflow());
            throwAway();
        } else {
            request.pause();
        }
    }

    private void want(int mostBytes) {
        wanted = true;
        limit = mostBytes;
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        if (taken.length() > limit) {
            enough();
        } else {
            resume();
        }
    }

    private void throwAway() {
        limit = 0;
        resume();
    }

    /** HTTP/2 does not allow it any more after the end. */
    private void resume() {
        if (!ended) {
            request.resume();
        }
    }

    private void throwAway(Buffer chunk) {
        discarded += chunk.length();
        if (discarded > MOST_DISCARDED) {
            request.connection().close();
        }
    }

    private static Refusal tooLarge(int mostBytes) {
        return Refusal.of(
                413,
                "The body is larger than " + (mostBytes >> 20) + " MiB. Send fewer members or operations at a time.");
    }

    private static final class Overflow extends RuntimeException {
        Overflow() {
            super(null, null, false, false);
        }
    }
}
