package dev.muster.sse;

import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who listens to a stream of Server-Sent Events, an open page or a program. That they go away is how every stream ends, and no
 * failure: whoever tells them something asks {@link #isThere()} now and then.
 */
public final class Listener implements AutoCloseable {

    /** Those of this process. */
    private static final Set<Listener> ALL = ConcurrentHashMap.newKeySet();

    private final SseEventSink sink;
    private final Sse sse;
    private volatile boolean gone;

    private Listener(SseEventSink sink, Sse sse) {
        this.sink = sink;
        this.sse = sse;
    }

    /** Whoever listens to this sink from now on, until it is closed. */
    public static Listener at(SseEventSink sink, Sse sse) {
        var listener = new Listener(sink, sse);
        ALL.add(listener);
        return listener;
    }

    /** Ends all streams. They have no end of their own, and a process that stops waits for what is under way. */
    public static void dismissAll() {
        ALL.forEach(Listener::close);
    }

    public boolean isThere() {
        return !gone && !sink.isClosed();
    }

    /** A line that clients skip: it keeps proxies from taking the connection for a dead one. */
    public void comment(String text) {
        send(sse.newEventBuilder().comment(text).build());
    }

    public void tell(String event, String data) {
        send(sse.newEventBuilder().name(event).data(data).build());
    }

    /** @param id by which the client can ask to continue */
    public void tell(String id, String event, String data) {
        send(sse.newEventBuilder().id(id).name(event).data(data).build());
    }

    /** One at a time: a slow reader slows its own stream, and nothing is piled up for it. */
    private void send(OutboundSseEvent event) {
        if (!isThere()) {
            return;
        }
        try {
            sink.send(event).toCompletableFuture().join();
        } catch (IllegalStateException | CompletionException e) {
            if (!sink.isClosed() && !isLostConnection(e.getCause())) {
                throw e;
            }
            gone = true;
        }
    }

    private static boolean isLostConnection(Throwable failure) {
        return failure instanceof IOException || failure instanceof HttpClosedException;
    }

    /** Ends the stream. */
    @Override
    public void close() {
        gone = true;
        ALL.remove(this);
        sink.close();
    }
}
