package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.support.FakeReceiver;
import dev.muster.support.FakeReceiver.Answer;
import dev.muster.support.FakeReceiver.Received;
import dev.muster.webhook.Outcome.Blocked;
import dev.muster.webhook.Outcome.Delivered;
import dev.muster.webhook.Outcome.Gone;
import dev.muster.webhook.Outcome.Refused;
import dev.muster.webhook.Outcome.Unreachable;
import dev.muster.webhook.Outcome.Unreachable.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTest {

    private static final Duration DEADLINE = Duration.ofMillis(700);

    /** For the first request of a client on a busy machine. */
    private static final Duration AMPLE = Duration.ofSeconds(15);

    private static final byte[] BODY = "{\"id\":\"event_Zoë\"}".getBytes(StandardCharsets.UTF_8);
    private static final AddressGuard LOOPBACK = AddressGuard.parse("127.0.0.0/8");

    private final Vertx vertx = Vertx.vertx();
    private final FakeReceiver receiver = FakeReceiver.start();

    @AfterEach
    void close() {
        receiver.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void postsTheBytesWithTheHeaders() {
        receiver.next(Answer.status(202, "thanks"));

        Outcome outcome = post(receiver.url() + "?a=b", Map.of("webhook-id", "event_1"));

        assertThat(outcome).isInstanceOfSatisfying(Delivered.class, delivered -> {
            assertThat(delivered.status()).isEqualTo(202);
            assertThat(delivered.head()).isEqualTo("thanks");
            assertThat(delivered.millis()).isBetween(0L, DEADLINE.toMillis());
        });
        Received request = receiver.received().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/hook?a=b");
        assertThat(request.body()).isEqualTo(BODY);
        assertThat(request.header("webhook-id")).isEqualTo("event_1");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(request.header("content-length")).isEqualTo(Integer.toString(BODY.length));
        assertThat(request.header("user-agent")).startsWith("Muster-Webhooks/");
        assertThat(request.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
        assertThat(request.header("accept-encoding")).isNull();
    }

    @Test
    void dialsTheVettedAddressUnderTheNameOfTheUrl() {
        Outcome outcome = post(resolving("127.0.0.1"), receiver.url("hooks.example.com"), Map.of());

        assertThat(outcome).isInstanceOf(Delivered.class);
        assertThat(receiver.received().getFirst().header("host")).isEqualTo("hooks.example.com:" + receiver.port());
    }

    @Test
    void anIpv6AddressIsDialledAndNamedInBrackets() {
        assumeTrue(hasIpv6Loopback(), "no IPv6 loopback");
        try (FakeReceiver six = FakeReceiver.start(new HttpServerOptions().setHost("::1"));
                Outbound outbound = new Outbound(vertx, AddressGuard.parse("::1"), resolving())) {
            String url = six.url("[::1]");

            assertThat(outbound.post(new Outbound.Message(url, Map.of(), BODY, AMPLE)))
                    .isInstanceOf(Delivered.class);
            assertThat(six.received().getFirst().header("host")).isEqualTo("[::1]:" + six.port());
        }
    }

    @Test
    void oneForbiddenAddressAmongTheAnswersBlocksAll() {
        Outcome outcome = post(resolving("127.0.0.1", "10.0.0.1"), receiver.url("hooks.example.com"), Map.of());

        assertThat(outcome)
                .isEqualTo(new Blocked("hooks.example.com leads to a private address, where webhooks may not go."));
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void aUrlThatIsForbiddenByNowIsBlockedWithoutALookUp() {
        Outcome outcome = post("http://169.254.169.254/latest", Map.of());

        assertThat(outcome).isInstanceOf(Blocked.class);
    }

    @Test
    void theNextAddressIsTriedWhenNobodyListensAtTheFirst() {
        Outcome outcome = post(resolving("127.0.0.2", "127.0.0.1"), receiver.url("hooks.example.com"), Map.of());

        assertThat(outcome).isInstanceOf(Delivered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreRefusalsAndNotFollowed(int status) {
        try (FakeReceiver trap = FakeReceiver.start()) {
            receiver.next(Answer.redirect(status, trap.url()));

            assertThat(post())
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(status));
            assertThat(trap.received()).isEmpty();
        }
    }

    @Test
    void otherStatusesAreRefusalsWithTheirRetryAfter() {
        receiver.next(Answer.retryAfter(429, "17"), Answer.status(500, "oh\u0000 no"), Answer.status(400));

        assertThat(post())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.retryAfter()).isEqualTo("17"));
        assertThat(post()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.retryAfter()).isNull();
            assertThat(refused.head()).isEqualTo("oh\uFFFD no");
        });
        assertThat(post()).isInstanceOf(Refused.class);
    }

    @Test
    void goneIsItsOwnOutcome() {
        receiver.next(Answer.status(410, "bye"));

        assertThat(post())
                .isInstanceOfSatisfying(
                        Gone.class, gone -> assertThat(gone.head()).isEqualTo("bye"));
    }

    @Test
    void silenceEndsAtTheDeadline() {
        receiver.next(Answer.hang());

        assertEndsInTime(Kind.TIMEOUT, post());
    }

    @Test
    void aClosedConnectionIsAReset() {
        receiver.next(Answer.reset());

        assertEndsInTime(Kind.RESET, post());
    }

    @Test
    void aHeaderBombIsNotRead() {
        receiver.next(Answer.headerBomb(1 << 20));

        assertEndsInTime(Kind.PROTOCOL, post());
    }

    @Test
    void aPortWithoutListenerCannotBeConnected() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertEndsInTime(Kind.CONNECT, post("http://127.0.0.1:" + free + "/", Map.of()));
    }

    @Test
    void whatIsNotHttpIsAProtocolFailure() {
        assertEndsInTime(Kind.PROTOCOL, post("http://127.0.0.1:" + sshPort() + "/", Map.of()));
    }

    @Test
    void aNameWithoutAddressIsADnsFailure() {
        Resolver nobody = host -> Future.failedFuture(new UnknownHostException(host));

        assertEndsInTime(Kind.DNS, post(nobody, "http://hooks.example.com/", Map.of()));
        assertEndsInTime(Kind.DNS, post(resolving(), "http://hooks.example.com/", Map.of()));
    }

    @Test
    void theDeadlineIncludesDns() {
        Resolver asleep = host -> Future.future(promise -> {});

        assertEndsInTime(Kind.TIMEOUT, post(asleep, "http://hooks.example.com/", Map.of()));
    }

    @Test
    void aHugeAnswerIsCutAtSixteenKibibytes() {
        receiver.next(Answer.huge());

        assertThat(post())
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.head()).hasSize(16 * 1024));
    }

    @Test
    void aDrippingAnswerCountsByItsStatusAndEndsAtTheDeadline() {
        receiver.next(Answer.drip());

        assertThat(post()).isInstanceOfSatisfying(Delivered.class, delivered -> {
            assertThat(delivered.head()).startsWith(".").hasSizeLessThan(100);
            assertThat(delivered.millis()).isBetween(DEADLINE.toMillis(), DEADLINE.toMillis() + 2_000);
        });
    }

    @Test
    void compressedAnswersAreNotUnpacked() {
        receiver.next((request, any) ->
                request.response().putHeader("Content-Encoding", "gzip").end("not really gzip"));

        assertThat(post())
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.head()).isEqualTo("not really gzip"));
    }

    @Test
    void manyAtOnceAllArrive() {
        try (Outbound outbound = outbound(Resolver.system())) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                outcomes.add(outbound.send(new Outbound.Message(
                        receiver.url(), Map.of("webhook-id", "event_" + i), BODY, Duration.ofSeconds(20))));
            }
            Future.join(outcomes).toCompletionStage().toCompletableFuture().join();

            assertThat(outcomes).allMatch(outcome -> outcome.result() instanceof Delivered);
            assertThat(receiver.received())
                    .extracting(one -> one.header("webhook-id"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void theSystemResolverKnowsLocalhost() {
        List<InetAddress> addresses = Resolver.system()
                .resolve("localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        assertThat(addresses).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
    }

    private static boolean hasIpv6Loopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, address("::1"))) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }

    private int sshPort() {
        return vertx.createNetServer()
                .connectHandler(socket -> socket.write("SSH-2.0-OpenSSH_9.2\r\n\r\n"))
                .listen(0, "127.0.0.1")
                .map(NetServer::actualPort)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private Outcome post() {
        return post(receiver.url(), Map.of());
    }

    private Outcome post(String url, Map<String, String> headers) {
        return post(resolving(), url, headers);
    }

    private Outcome post(Resolver resolver, String url, Map<String, String> headers) {
        try (Outbound outbound = outbound(resolver)) {
            return outbound.post(new Outbound.Message(url, headers, BODY, DEADLINE));
        }
    }

    private Outbound outbound(Resolver resolver) {
        return new Outbound(vertx, LOOPBACK, resolver);
    }

    private static void assertEndsInTime(Kind kind, Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Unreachable.class, unreachable -> {
            assertThat(unreachable.kind()).isEqualTo(kind);
            assertThat(unreachable.millis()).isLessThan(DEADLINE.toMillis() + 2_000);
        });
    }

    private static Resolver resolving(String... addresses) {
        return host -> Future.succeededFuture(
                Arrays.stream(addresses).map(OutboundTest::address).toList());
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
