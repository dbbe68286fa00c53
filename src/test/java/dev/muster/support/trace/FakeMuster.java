package dev.muster.support.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.support.wire.ApiTarget;
import dev.muster.support.wire.ScimTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server that answers as it was told, keeps what it was sent, and lists the events it was given. */
final class FakeMuster implements AutoCloseable {

    static final String DIRECTORY = "directory_1";

    private static final Waits IMPATIENT = new Waits(Duration.ofMillis(500), Duration.ofMillis(20));

    private final HttpServer server;
    private final Map<String, Reaction> reactions = new HashMap<>();
    private final List<String> events = new ArrayList<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** What reached the server: method and raw address, authorization, content type, body. */
    record Received(String line, String authorization, String contentType, String body) {}

    private record Reaction(int status, String body, List<String> events) {}

    FakeMuster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/scim", this::react);
        server.createContext("/events", this::listEvents);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** @param line method and raw path with query, as in {@code GET /Users?count=1} @param events see {@link #event} */
    FakeMuster on(String line, int status, String body, String... events) {
        reactions.put(line, new Reaction(status, body, List.of(events)));
        return this;
    }

    synchronized void happened(String event) {
        events.add("{\"id\":\"event_%03d\",\"created_at\":\"%s\",%s}".formatted(events.size(), Instant.now(), event));
    }

    /** Type and data of an event in the form that {@link #on} takes. */
    static String event(String type, String data) {
        return "\"event\":\"%s\",\"data\":%s".formatted(type, data);
    }

    static String userEvent(String type, String email) {
        return event(type, "{\"directory_id\":\"%s\",\"email\":\"%s\"}".formatted(DIRECTORY, email));
    }

    List<Received> received() {
        return received;
    }

    ScimTarget scim() {
        return new ScimTarget(DIRECTORY, url() + "/scim/", "dst_right");
    }

    TraceReplay replay() {
        return new TraceReplay(scim(), new ApiTarget(url(), "sk_right"), IMPATIENT);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void react(HttpExchange exchange) throws IOException {
        String address = exchange.getRequestURI().toString().substring("/scim".length());
        String line = exchange.getRequestMethod() + " " + address;
        received.add(new Received(
                line,
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Reaction reaction = reactions.getOrDefault(line, new Reaction(404, "", List.of()));
        reaction.events().forEach(this::happened);
        answer(exchange, reaction.status(), reaction.body());
    }

    private synchronized void listEvents(HttpExchange exchange) throws IOException {
        String address = exchange.getRequestURI().toString();
        int from = address.contains("after=")
                ? Integer.parseInt(address.replaceAll(".*after=event_(\\d+).*", "$1")) + 1
                : 0;
        List<String> page = events.subList(from, Math.min(events.size(), from + 100));
        answer(exchange, 200, "{\"data\":[" + String.join(",", page) + "]}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/scim+json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
