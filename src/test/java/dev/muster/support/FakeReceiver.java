package dev.muster.support;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Stands for somebody's webhook endpoint on loopback. Records what it gets and answers as scripted: each request takes
 * the next {@link Answer}, and once they are used up the last word of {@link #otherwise}, at first an empty 200.
 */
public final class FakeReceiver implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final boolean tls;
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Received> untaken = new LinkedBlockingQueue<>();
    private volatile Answer otherwise = Answer.status(200);

    /**
     * One request.
     *
     * @param headers by lower-case name
     */
    public record Received(String method, String target, String version, Map<String, String> headers, byte[] body) {

        public String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /** What to do with a request whose body has been read. */
    @FunctionalInterface
    public interface Answer {

        void to(HttpServerRequest request, Vertx vertx);

        static Answer status(int status) {
            return status(status, "");
        }

        static Answer status(int status, String body) {
            return (request, vertx) -> request.response().setStatusCode(status).end(body);
        }

        static Answer retryAfter(int status, String header) {
            return (request, vertx) -> request.response()
                    .setStatusCode(status)
                    .putHeader("Retry-After", header)
                    .end();
        }

        static Answer redirect(int status, String location) {
            return (request, vertx) -> request.response()
                    .setStatusCode(status)
                    .putHeader("Location", location)
                    .end();
        }

        /** Never answers. */
        static Answer hang() {
            return (request, vertx) -> {};
        }

        /** Closes the connection instead of answering. */
        static Answer reset() {
            return (request, vertx) -> request.connection().close();
        }

        /** Says 200, then sends one byte each 50 ms for ever. */
        static Answer drip() {
            return (request, vertx) -> {
                request.response().setChunked(true).write(".");
                long timer = vertx.setPeriodic(50, tick -> request.response().write("."));
                request.connection().closeHandler(closed -> vertx.cancelTimer(timer));
            };
        }

        /** Says 200 and as many bytes as the other side takes. */
        static Answer huge() {
            return (request, vertx) -> {
                request.response().setChunked(true);
                flood(request, Buffer.buffer("x".repeat(64 * 1024)));
            };
        }

        static Answer headerBomb(int bytes) {
            return (request, vertx) ->
                    request.response().putHeader("X-Bomb", "x".repeat(bytes)).end();
        }

        private static void flood(HttpServerRequest request, Buffer chunk) {
            request.response().write(chunk).onSuccess(written -> flood(request, chunk));
        }
    }

    private FakeReceiver(HttpServerOptions options) {
        this.tls = options.isSsl();
        this.server = vertx.createHttpServer(options)
                .requestHandler(this::record)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Plain HTTP on a free port of 127.0.0.1. */
    public static FakeReceiver start() {
        return start(new HttpServerOptions());
    }

    /** With own options, such as TLS or another address of this machine. */
    public static FakeReceiver start(HttpServerOptions options) {
        String host = options.getHost().equals(HttpServerOptions.DEFAULT_HOST) ? "127.0.0.1" : options.getHost();
        return new FakeReceiver(options.setHost(host).setPort(0));
    }

    public int port() {
        return server.actualPort();
    }

    /** An address of this receiver, by number. */
    public String url() {
        return url("127.0.0.1");
    }

    /** The same under another host name. */
    public String url(String host) {
        return (tls ? "https://" : "http://") + host + ":" + port() + "/hook";
    }

    /** Answers the next requests so, in this order. */
    public FakeReceiver next(Answer... answers) {
        script.addAll(List.of(answers));
        return this;
    }

    /** Answers so whenever nothing else is scripted. */
    public FakeReceiver otherwise(Answer answer) {
        otherwise = answer;
        return this;
    }

    /** All requests so far, in order of arrival. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** The next request that was not taken yet; waits for it, and fails the test if it does not come. */
    public Received take(Duration most) {
        try {
            Received next = untaken.poll(most.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("No request within " + most + "; so far " + received.size());
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted while waiting for a request", e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void record(HttpServerRequest request) {
        request.bodyHandler(body -> {
            Map<String, String> headers = new TreeMap<>();
            request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
            Received one = new Received(
                    request.method().name(), request.uri(), request.version().name(), headers, body.getBytes());
            received.add(one);
            untaken.add(one);
            Answer scripted = script.poll();
            (scripted == null ? otherwise : scripted).to(request, vertx);
        });
    }
}
