package dev.muster.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final SignInThrottle throttle = new SignInThrottle(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void tenAttemptsThenOneEveryTwoMinutes() {
        guess(10, "ann@muster.test");
        assertThat(allow("ann@muster.test", "192.0.2.1")).isFalse();
        now = now.plus(Duration.ofMinutes(2).plusSeconds(1));
        assertThat(allow("Ann@Muster.test ", "192.0.2.1")).isTrue();
        assertThat(allow("ann@muster.test", "192.0.2.1")).isFalse();
    }

    @Test
    void askingOnDoesNotProlongTheWait() {
        int let = 0;
        for (int second = 0; second < 600; second++) {
            let += allow("ann@muster.test", "192.0.2." + second % 50) ? 1 : 0;
            now = now.plusSeconds(1);
        }
        assertThat(let).isBetween(14, 15);
    }

    @Test
    void rightPasswordsAreFree() {
        for (int i = 0; i < 100; i++) {
            assertThat(allow("ann@muster.test", "192.0.2.1")).isTrue();
            throttle.forgive("ann@muster.test", false, "192.0.2.1");
        }
    }

    @Test
    void oneAddressCannotTryManyNames() {
        for (int i = 0; i < 50; i++) {
            assertThat(allow("name" + i, "192.0.2.1")).isTrue();
        }
        assertThat(allow("another", "192.0.2.1")).isFalse();
        assertThat(allow("another", "192.0.2.2")).isTrue();
    }

    @Test
    void anAddressThatHasHadItsShareClosesNoMoreAccounts() {
        for (int i = 0; i < 50; i++) {
            allow("name" + i, "192.0.2.1");
        }
        guess(10, "ann@muster.test");
        assertThat(allow("ann@muster.test", "192.0.2.2")).isTrue();
    }

    @Test
    void aKnownBrowserIsCountedApart() {
        guess(10, "ann@muster.test");
        assertThat(throttle.allow("ann@muster.test", true, "192.0.2.2")).isTrue();
        assertThat(allow("ann@muster.test", "192.0.2.2")).isFalse();
    }

    private void guess(int times, String email) {
        for (int i = 0; i < times; i++) {
            allow(email, "192.0.2.1");
        }
    }

    private boolean allow(String email, String address) {
        return throttle.allow(email, false, address);
    }
}
