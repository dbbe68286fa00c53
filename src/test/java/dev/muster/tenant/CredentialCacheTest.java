package dev.muster.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialCacheTest {

    private static final byte[] HASH = {1, 2, 3};

    private final CredentialCache<String> cache = new CredentialCache<>(Duration.ofMinutes(1));

    @Test
    void oneLookUpServesAWhileAlsoWhenItFindsNothing() {
        assertThat(cache.get(HASH, Optional::empty)).isEmpty();
        assertThat(cache.get(HASH, () -> Optional.of("later"))).isEmpty();
    }

    @Test
    void whatWasLookedUpBeforeARevocationIsNotRememberedAfterIt() {
        cache.get(HASH, () -> {
            cache.clear();
            return Optional.of("as it was before");
        });
        assertThat(cache.get(HASH, Optional::empty)).isEmpty();
    }
}
