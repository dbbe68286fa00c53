package dev.muster.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Muster that delivers webhooks and rewrites users by itself, as in production, where elsewhere tests do it by hand. */
public final class Delivering implements QuarkusTestProfile {

    /** So few that a test can use them up. */
    public static final int REQUESTS_PER_MINUTE = 600;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "muster.dispatch",
                "true",
                "muster.rewrite-every",
                "1s",
                "muster.api-requests-per-minute",
                String.valueOf(REQUESTS_PER_MINUTE));
    }
}
