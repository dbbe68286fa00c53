package dev.muster.webhook;

import dev.muster.id.IdType;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The one line per attempt that support works from: every id, no personal data. */
final class AttemptLog {

    private static final Logger LOG = Logger.getLogger("dev.muster.webhook.attempt");

    private AttemptLog() {}

    static void write(Lane lane, Delivery delivery, AttemptRow attempt) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        LOG.infof(
                "webhook.attempted environment=%s endpoint=%s event=%s type=%s attempt=%d trigger=%s outcome=%s status=%s"
                        + " error=%s ms=%d failed=%d frozen=%b",
                IdType.ENVIRONMENT.print(lane.subscription().environment()),
                IdType.WEBHOOK_ENDPOINT.print(lane.endpoint()),
                IdType.EVENT.print(attempt.eventId()),
                attempt.type(),
                attempt.n(),
                attempt.trigger().wireName(),
                attempt.outcome(),
                attempt.status(),
                attempt.error(),
                attempt.millis(),
                delivery.failed(),
                lane.isFrozen());
    }

    static void disabled(UUID endpoint, String reason) {
        LOG.warnf("webhook.disabled endpoint=%s reason=%s", IdType.WEBHOOK_ENDPOINT.print(endpoint), reason);
    }
}
