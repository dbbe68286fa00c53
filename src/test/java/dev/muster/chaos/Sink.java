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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Webhook endpoints on loopback: {@code /hook/0}, {@code /hook/1}, …. Notes what it acknowledged, in order. */
final class Sink implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("\"first_name\":\"p(\\d+)-v(\\d+)\"");

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Map<String, Queue<Arrival>> arrivals = new ConcurrentHashMap<>();
    private final Map<String, Mood> moods = new ConcurrentHashMap<>();
    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /** How an endpoint is disposed; only a good mood acknowledges. */
    enum Mood {
        WELL,
        /** Takes the request and never answers. */
        SILENT,
        /** Answers 500. */
        FAILING,
        /** Hangs up. */
        ABSENT
    }

    /** One acknowledged delivery: version {@code version} of the first name of a person; -1 when it is not about one. */
    record Arrival(String eventId, long nanos, int person, int version) {

        String change() {
            return "p" + person + "-v" + version;
        }
    }

    Sink() {
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

    void mood(int endpoint, Mood mood) {
        moods.put(path(endpoint), mood);
    }

    /** All endpoints together. */
    long count() {
        return count.get();
    }

    List<Arrival> at(int endpoint) {
        return List.copyOf(arrivals.getOrDefault(path(endpoint), new ConcurrentLinkedQueue<>()));
    }

    /** When the endpoint last acknowledged something; long ago if it never did. */
    long lastAt(int endpoint) {
        return last.getOrDefault(path(endpoint), Long.MIN_VALUE);
    }

    void forget() {
        arrivals.clear();
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            switch (moods.getOrDefault(request.path(), Mood.WELL)) {
                case WELL -> acknowledge(request, body.toString());
                case FAILING -> request.response().setStatusCode(500).end();
                case ABSENT -> request.connection().close();
                case SILENT -> {}
            }
        });
    }

    private void acknowledge(HttpServerRequest request, String body) {
        Arrival arrival = arrival(request.getHeader("webhook-id"), body);
        arrivals.computeIfAbsent(request.path(), path -> new ConcurrentLinkedQueue<>())
                .add(arrival);
        last.put(request.path(), arrival.nanos());
        count.incrementAndGet();
        request.response().end();
    }

    private static Arrival arrival(String eventId, String body) {
        Matcher name = NAME.matcher(body);
        return name.find()
                ? new Arrival(
                        eventId, System.nanoTime(), Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)))
                : new Arrival(eventId, System.nanoTime(), -1, -1);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
