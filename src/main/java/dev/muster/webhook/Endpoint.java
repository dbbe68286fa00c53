package dev.muster.webhook;

import dev.muster.vault.Secret;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Where an application wants its events posted to.
 *
 * @param types          names of the events it gets
 * @param ratePerSecond  most deliveries a second; null for no limit of its own
 * @param timeoutMillis  for one attempt in all, 1,000 to 30,000
 * @param disabledReason a sentence, when Muster switched it off by itself
 * @param signingKey     what receivers check {@code v1a} signatures with, when the endpoint has such: {@code whpk_} and
 *     base64 of the 32 bytes of an Ed25519 public key, as Standard Webhooks prints it
 */
public record Endpoint(
        UUID environmentId,
        UUID id,
        String url,
        List<String> types,
        Status status,
        Optional<String> disabledReason,
        Ordering ordering,
        Integer ratePerSecond,
        int timeoutMillis,
        Secret secret,
        Optional<Instant> previousSecretUntil,
        Optional<String> signingKey,
        Instant createdAt,
        Instant updatedAt) {

    public enum Status {
        ENABLED,
        DISABLED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Status> named(String wireName) {
            return switch (wireName) {
                case "enabled" -> Optional.of(ENABLED);
                case "disabled" -> Optional.of(DISABLED);
                default -> Optional.empty();
            };
        }
    }

    /** What waits while an event cannot be delivered. */
    public enum Ordering {
        /** Later events of the same user, group or membership. */
        ENTITY,
        /** All later events. */
        FIFO,
        /** Nothing. */
        FREE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Ordering> named(String wireName) {
            return Arrays.stream(values())
                    .filter(ordering -> ordering.wireName().equals(wireName))
                    .findFirst();
        }

        static Ordering of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }
}
