package dev.muster.scim;

import dev.muster.directory.DirectoryAccess;
import dev.muster.pace.Pacer;
import dev.muster.pace.Permit;
import dev.muster.pace.Rate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How fast the provider of one directory may be, so that one that runs wild takes nothing from the others. After a rest
 * four seconds' worth may come at once. Entra ID counts on 25 requests a second (and takes many refusals for a broken
 * server), so the default is twice that.
 */
@ApplicationScoped
class ScimPace {

    private static final Duration BURST = Duration.ofSeconds(4);

    private final Pacer pacer;
    private final Rate rate;

    ScimPace(Pacer pacer, @ConfigProperty(name = "muster.scim-requests-per-second") int requestsPerSecond) {
        this.pacer = pacer;
        this.rate = new Rate(requestsPerSecond, Math.toIntExact(requestsPerSecond * BURST.toSeconds()));
    }

    /** @throws Refusal 429 with {@code Retry-After} in whole seconds, the only form Okta reads */
    void admit(DirectoryAccess directory) {
        Permit permit = pacer.tryAcquire("scim:" + directory.directoryId(), rate, Instant.now());
        if (!permit.allowed()) {
            throw Refusal.of(
                            429,
                            "This directory gets more requests than it may, " + Math.round(rate.perSecond())
                                    + " a second. Send this one again after the time that Retry-After says.")
                    .with("Retry-After", Long.toString(permit.retryAfterSeconds()));
        }
    }
}
