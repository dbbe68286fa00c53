package dev.muster.webhook;

import dev.muster.event.StoredEvent;
import dev.muster.id.IdType;
import dev.muster.webhook.Endpoint.Ordering;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What a lane has to know about its endpoint.
 *
 * @param ratePerSecond most deliveries a second, 0 for no limit
 * @param staging       gives up early, see {@link Schedule}
 */
record Subscription(
        UUID environment,
        UUID endpoint,
        String url,
        Set<String> types,
        Ordering ordering,
        int ratePerSecond,
        Duration timeout,
        boolean staging,
        Signers signers) {

    Outbound.Message message(StoredEvent event, Instant now) {
        return message(event.eventId(), event.body(), now);
    }

    Outbound.Message message(UUID event, byte[] body, Instant now) {
        return new Outbound.Message(url, signers.at(now).headers(IdType.EVENT.print(event), body, now), body, timeout);
    }
}
