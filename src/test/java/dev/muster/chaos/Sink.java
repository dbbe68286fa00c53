package dev.muster.chaos;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Webhook endpoints on loopback: {@code /hook/0}, {@code /hook/1}, …. Notes what it acknowledged, in order. */
final class Sink implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, Queue<Arrival>> arrivals = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final boolean keepBodies;

    /** @param body null unless bodies are kept */
    record Arrival(String eventId, long nanos, String body) {}

    Sink(boolean keepBodies) {
        this.keepBodies = keepBodies;
        this.server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    String url(int endpoint) {
        return "http://127.0.0.1:" + server.actualPort() + path(endpoint);
    }

    private static String path(int endpoint) {
        return "/hook/" + endpoint;
    }

    /** All endpoints together. */
    long count() {
        return count.get();
    }

    List<Arrival> at(int endpoint) {
        return List.copyOf(arrivals.getOrDefault(path(endpoint), new ConcurrentLinkedQueue<>()));
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var arrival = new Arrival(
                    request.getHeader("webhook-id"), System.nanoTime(), keepBodies ? body.toString() : null);
            arrivals.computeIfAbsent(request.path(), path -> new ConcurrentLinkedQueue<>())
                    .add(arrival);
            count.incrementAndGet();
            request.response().end();
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
