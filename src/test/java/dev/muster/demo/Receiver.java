package dev.muster.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The application's webhook endpoint, on a free port of this machine. */
final class Receiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Set<String> known = new HashSet<>();
    private volatile Signatures signatures;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/webhooks", this::receive);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks";
    }

    /** From now on accepts what is signed with this secret. */
    void trust(String secret) {
        signatures = new Signatures(secret);
    }

    /** The next webhook, in order of arrival; empty if none comes in this time. */
    Optional<Arrival> next(Duration patience) {
        try {
            return Optional.ofNullable(arrivals.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new DemoFailed("Interrupted.", e);
        }
    }

    /** The server calls it on one thread, one request after the other. */
    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean signed = signatures.right(exchange.getRequestHeaders(), body);
            exchange.sendResponseHeaders(signed ? 204 : 401, -1);
            var arrival = new Arrival(JSON.readTree(body), signed, System.nanoTime());
            // Delivery is at least once: what comes again has the id it had.
            if (known.add(arrival.event().path("id").asText())) {
                arrivals.add(arrival);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
