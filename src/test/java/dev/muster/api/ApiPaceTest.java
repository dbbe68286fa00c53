package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.pace.Permit;
import dev.muster.tenant.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiPaceTest {

    private static final ApiKey KEY =
            new ApiKey(UUID.randomUUID(), UUID.randomUUID(), "Key", "1a2b", Instant.EPOCH, null);

    @Test
    void tooManyRequestsAreToldHowManyWholeSecondsToWait() {
        var pace = new ApiPace((key, rate, now) -> new Permit(Duration.ofMillis(1_200)), 60);
        var refusal = pace.refusal(KEY).orElseThrow();

        assertThat(refusal.getStatus()).isEqualTo(429);
        assertThat(refusal.getHeaderString("Retry-After")).isEqualTo("2");
        assertThat(refusal.getEntity())
                .hasToString(
                        "{\"message\":\"Too many requests with this API key. Please slow down.\",\"code\":\"rate_limit_exceeded\"}");
    }

    @Test
    void whoKeepsThePaceIsLetThrough() {
        assertThat(new ApiPace((key, rate, now) -> new Permit(Duration.ZERO), 60).refusal(KEY))
                .isEmpty();
    }
}
