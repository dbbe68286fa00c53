package dev.muster.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.Ulids;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Links and sessions, by the clock. */
class PortalLinkTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void linkOfTheApiOpensOnceWithinFiveMinutes() {
        var link = link(true);
        assertThat(link.open(NOW.plus(Duration.ofMinutes(5)))).isFalse();
        assertThat(link.open(NOW.plus(Duration.ofMinutes(5)).minusMillis(1))).isTrue();
        assertThat(link.open(NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void setUpLinkOpensForThirtyDaysUntilItIsRevoked() {
        var link = link(false);
        assertThat(link.open(NOW)).isTrue();
        assertThat(link.open(NOW.plus(Duration.ofDays(29)))).isTrue();
        assertThat(link.open(NOW.plus(Duration.ofDays(30)))).isFalse();
        link.revoke(NOW);
        assertThat(link.open(NOW)).isFalse();
    }

    @Test
    void sessionEndsAfterAnIdleHour() {
        var session = new PortalSession(Ulids.next(), link(true), NOW);
        assertThat(session.living(NOW.plus(Duration.ofMinutes(59)))).isTrue();
        assertThat(session.living(NOW.plus(Duration.ofMinutes(60)))).isFalse();
        session.see(NOW.plus(Duration.ofMinutes(59)));
        assertThat(session.living(NOW.plus(Duration.ofMinutes(60)))).isTrue();
    }

    @Test
    void sessionEndsAfterEightHoursHoweverBusyItIs() {
        var session = new PortalSession(Ulids.next(), link(true), NOW);
        for (int minute = 0; minute < 480; minute += 30) {
            session.see(NOW.plus(Duration.ofMinutes(minute)));
        }
        assertThat(session.living(NOW.plus(Duration.ofMinutes(479)))).isTrue();
        assertThat(session.living(NOW.plus(Duration.ofMinutes(480)))).isFalse();
    }

    private static PortalLink link(boolean singleUse) {
        var grant = new PortalGrant(Ulids.next(), PortalIntent.DSYNC, null, null);
        return new PortalLink(new PortalLink.Key(Ulids.next(), Ulids.next()), grant, new byte[32], singleUse, NOW);
    }
}
