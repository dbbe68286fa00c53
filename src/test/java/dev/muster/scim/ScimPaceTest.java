package dev.muster.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.muster.pace.MemoryPacer;
import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider that is too fast is slowed down alone. */
@QuarkusTest
class ScimPaceTest {

    private static final int BURST = 4;

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
        QuarkusMock.installMockForType(slow(), ScimPace.class);
    }

    @Test
    void beyondTheBurstTheAnswerSaysHowManyWholeSecondsToWait() {
        hurry(directory);
        directory
                .get("/Users")
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .contentType("application/scim+json")
                .body("schemas", contains("urn:ietf:params:scim:api:messages:2.0:Error"))
                .body("status", equalTo("429"))
                .body("detail", not(equalTo("")));
    }

    @Test
    void aRefusedRequestChangesNothing() {
        hurry(directory);
        directory.post("/Users", "{\"userName\":\"late\"}").then().statusCode(429);
        QuarkusMock.installMockForType(slow(), ScimPace.class);
        directory.get("/Users").then().statusCode(200).body("totalResults", equalTo(0));
    }

    @Test
    void otherDirectoriesNoticeNothing() {
        ScimDirectory sibling = directories.in(directory.tenant(), ProviderType.GENERIC);
        hurry(directory);
        directory.get("/Users").then().statusCode(429);
        sibling.get("/Users").then().statusCode(200);
    }

    @Test
    void strangersAreRefusedBeforeTheyCostTheDirectoryAnything() {
        for (int i = 0; i < 2 * BURST; i++) {
            assertThat(directory.anonymous().get("/Users").statusCode()).isEqualTo(401);
        }
        directory.get("/Users").then().statusCode(200);
    }

    /** One request a second, on a clock that stands still. */
    private static ScimPace slow() {
        Instant now = Instant.now();
        var counting = new MemoryPacer();
        return new ScimPace((key, rate, when) -> counting.tryAcquire(key, rate, now), 1);
    }

    private static void hurry(ScimDirectory directory) {
        for (int i = 0; i < BURST; i++) {
            directory.get("/Users").then().statusCode(200);
        }
    }
}
