package dev.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.support.Delivering;
import dev.muster.support.Tenants;
import dev.muster.support.wire.Call;
import dev.muster.support.wire.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The story of {@code ./muster demo} holds: every answer and webhook comes, and it would be noticed if one did not. */
@QuarkusTest
@TestProfile(Delivering.class)
class DemoTest {

    @Inject
    Tenants tenants;

    private final Receiver receiver = new Receiver();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    DemoTest() throws IOException {}

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void isPlayedToTheEnd() {
        story(stage(receiver, Duration.ofSeconds(20))).play();

        assertThat(told())
                .containsPattern(
                        "OneLogin  POST    /Users  ann@acme.example +201\n +webhook   dsync.user.created +ann@")
                .containsPattern("state active → inactive\n")
                .containsPattern("DELETE  /directory_groups/\\{Contractors} +202\n +webhook   dsync.group.user_removed")
                .containsPattern("dsync.group.user_added +carla@acme.example in Engineering +signature ok, \\d+ ms\n$");
    }

    @Test
    void endsWhereAWebhookIsMissing() throws IOException {
        try (Receiver deaf = new Receiver()) {
            Story story = story(stage(deaf, Duration.ofMillis(200)));
            assertThatThrownBy(story::play)
                    .isInstanceOf(DemoFailed.class)
                    .hasMessageStartingWith("No webhook came for GET");
        }
    }

    @Test
    void endsWhereASignatureIsWrong() {
        Story story = story(stage(receiver, Duration.ofSeconds(20)));
        var forged = new Call("POST", receiver.url(), forgedHeaders(), Optional.of("{\"id\":\"event_1\"}"));
        assertThat(new Wire().send(forged).status()).isEqualTo(401);
        assertThatThrownBy(story::play).isInstanceOf(DemoFailed.class).hasMessageContaining("signature");
    }

    private static Map<String, String> forgedHeaders() {
        long now = System.currentTimeMillis();
        return Map.of(
                "WorkOS-Signature",
                "t=" + now + ", v1=" + "0".repeat(64),
                "webhook-id",
                "event_1",
                "webhook-timestamp",
                Long.toString(now / 1000),
                "webhook-signature",
                "v1,AAAA");
    }

    private Stage stage(Receiver heard, Duration patience) {
        var out = new PrintStream(console, true, StandardCharsets.UTF_8);
        return new Stage(heard, new Transcript(out), Pace.FAST, patience);
    }

    private Story story(Stage stage) {
        String base = "http://localhost:" + RestAssured.port;
        var speaker = new Speaker("your app", base, tenants.fresh().apiKey());
        return Story.begin(stage, new Application(stage, speaker), receiver);
    }

    private String told() {
        return console.toString(StandardCharsets.UTF_8);
    }
}
