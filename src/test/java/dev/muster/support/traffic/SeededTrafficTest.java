package dev.muster.support.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.support.wire.ScimTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeededTrafficTest {

    private final AtomicInteger ids = new AtomicInteger();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int statusOfPatch = 204;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theSameSeedSendsTheSameRequests() throws InterruptedException {
        traffic(new Plan(7, 5, 2, 1, 200)).run();
        List<String> first = List.copyOf(received);
        received.clear();
        ids.set(0);
        traffic(new Plan(7, 5, 2, 1, 200)).run();

        assertThat(received).isEqualTo(first).hasSizeGreaterThan(200);
    }

    @Test
    void everyWorkerTakesItsShareAndEveryBodyIsJson() throws InterruptedException {
        TrafficReport report = traffic(new Plan(8, 20, 5, 8, 800)).run();

        report.assertNoSurprises();
        assertThat(report.samples()).extracting(Sample::move).contains(Move.values());
        assertThat(report.percentile(1)).isGreaterThanOrEqualTo(report.percentile(0.5));
        assertThat(received).allSatisfy(request -> new ObjectMapper().readTree(bodyOf(request)));
    }

    @Test
    void anAnswerNoProviderExpectsIsReportedWithTheSeed() throws InterruptedException {
        statusOfPatch = 500;

        TrafficReport report = traffic(new Plan(4711, 5, 2, 2, 100)).run();

        assertThatThrownBy(report::assertNoSurprises)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("seed=4711", "PATCH http", "< 500");
    }

    private SeededTraffic traffic(Plan plan) {
        String url = "http://localhost:" + server.getAddress().getPort();
        return new SeededTraffic(new ScimTarget("directory_1", url, "dst_1"), plan);
    }

    private static String bodyOf(String request) {
        return request.substring(request.indexOf('\n') + 1);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n" + body);
        switch (exchange.getRequestMethod()) {
            case "POST" -> answer(exchange, 201, "{\"id\":\"id%d\"}".formatted(ids.incrementAndGet()));
            case "GET" -> answer(exchange, 200, "{\"Resources\":[]}");
            case "PATCH" -> answer(exchange, statusOfPatch, "");
            default -> answer(exchange, 204, "");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
