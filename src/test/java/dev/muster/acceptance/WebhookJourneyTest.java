package dev.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.standardwebhooks.Webhook;
import dev.muster.support.Application;
import dev.muster.support.Delivering;
import dev.muster.support.FakeReceiver;
import dev.muster.support.FakeReceiver.Received;
import dev.muster.support.Tenants;
import dev.muster.support.trace.Trace;
import dev.muster.support.trace.TraceReplay;
import dev.muster.support.wire.EventFeed;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a provider's request to the application's webhook, through everything, with delivery on as in production. */
@QuarkusTest
@TestProfile(Delivering.class)
class WebhookJourneyTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Inject
    Tenants tenants;

    private final FakeReceiver receiver = FakeReceiver.start();

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base-url-and-auth",
                "onelogin-initial-sync",
                "onelogin-group-removed",
                "onelogin-user-deactivate"
            })
    void everyEventOfTheTraceArrivesOnceAndSigned(String name) throws Exception {
        Application application = Application.of(tenants.fresh());
        String secret = application.webhookEndpoint(receiver.url(), EventFeed.RESOURCE_EVENTS);
        Trace trace = Trace.load(name);
        ScimTarget directory = application.directory(trace.directoryType());
        new TraceReplay(directory, application.api()).replay(trace).assertClean();

        List<String> logged =
                ids(new EventFeed(new Wire(), application.api(), directory.directoryId(), EventFeed.RESOURCE_EVENTS)
                        .news());
        assertThat(logged).isNotEmpty();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(receivedIds()).containsExactlyInAnyOrderElementsOf(logged));
        for (Received request : receiver.received()) {
            verifyWithTheWorkOsSdk(request, secret);
            verifyAsStandardWebhook(request, secret);
        }
    }

    private List<String> receivedIds() {
        return ids(receiver.received().stream().map(WebhookJourneyTest::json).toList());
    }

    private static List<String> ids(List<JsonNode> events) {
        return events.stream().map(event -> event.path("id").asText()).toList();
    }

    private static JsonNode json(Received request) {
        try {
            return JSON.readTree(request.body());
        } catch (IOException e) {
            throw new AssertionError("a webhook without JSON", e);
        }
    }

    private static void verifyWithTheWorkOsSdk(Received request, String secret) throws Exception {
        new com.workos.webhooks.Webhook().constructEvent(text(request), request.header("WorkOS-Signature"), secret);
    }

    private static void verifyAsStandardWebhook(Received request, String secret) throws Exception {
        var headers = Map.of(
                "webhook-id", List.of(request.header("webhook-id")),
                "webhook-timestamp", List.of(request.header("webhook-timestamp")),
                "webhook-signature", List.of(request.header("webhook-signature")));
        new Webhook(secret).verify(text(request), headers);
    }

    private static String text(Received request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }
}
