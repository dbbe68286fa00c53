package dev.muster.webhook;

import dev.muster.id.IdType;
import dev.muster.sql.Sql;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import dev.muster.vault.Secret;
import dev.muster.vault.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;

/** What the endpoints of the current environment sign with. Every method is one transaction, and an entry in the audit log. */
@ApplicationScoped
public class EndpointKeys {

    // An overlap that is still running keeps the older of the two secrets: that is the one receivers surely know.
    private static final String ROTATE = """
            update webhook_endpoint
               set previous_secret_sealed = case when previous_secret_until > ? then previous_secret_sealed
                                                 else secret_sealed end,
                   previous_secret_until = ?, secret_sealed = ?, updated_at = ?
             where environment_id = ? and id = ? and updated_at = coalesce(?, updated_at)
            """;

    private static final String FINISH = """
            update webhook_endpoint set previous_secret_sealed = null, previous_secret_until = null, updated_at = ?
             where environment_id = ? and id = ? and previous_secret_sealed is not null
            """;

    private static final String SIGNING_KEY = """
            update webhook_endpoint set signing_key_sealed = ?::bytea, updated_at = ? where environment_id = ? and id = ?
            """;

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final Endpoints endpoints;
    private final EndpointSecrets secrets;
    private final AuditLog audit;

    EndpointKeys(
            Sql sql,
            CurrentEnvironment environment,
            Transactions transactions,
            Endpoints endpoints,
            EndpointSecrets secrets,
            AuditLog audit) {
        this.sql = sql;
        this.environment = environment;
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.audit = audit;
    }

    /** Shows a person the secret. */
    public Optional<Secret> reveal(UUID id) {
        return endpoints.get(id).map(endpoint -> {
            transactions.run(() -> write("webhook_endpoint.secret_revealed", id, Map.of()));
            return endpoint.secret();
        });
    }

    /** As {@link #rotate(UUID, Duration, Optional)}, whatever happened before. */
    public Optional<Endpoint> rotate(UUID id, Duration overlap) {
        return rotate(id, overlap, Optional.empty());
    }

    /**
     * Gives it a new secret. Until the overlap ends, {@code WorkOS-Signature}, which has room for one signature, is still
     * made with the old secret, and {@code webhook-signature} with both.
     *
     * @param overlap zero switches at once
     * @param seen    the endpoint's {@code updatedAt} as the person saw it: of two rotations at once, one wins
     * @return empty when there is no such endpoint, or it has changed since it was seen
     */
    public Optional<Endpoint> rotate(UUID id, Duration overlap, Optional<Instant> seen) {
        byte[] sealed = secrets.seal(Tokens.issueWebhookSecret(), id);
        return changing(
                "webhook_endpoint.secret_rotated", id, Map.of("overlap_seconds", "" + overlap.toSeconds()), () -> {
                    Instant now = now();
                    return sql.update(
                            ROTATE, now, now.plus(overlap), sealed, now, environment.id(), id, seen.orElse(null));
                });
    }

    /** Ends an overlap: from now on only the new secret signs. Empty when there is none. */
    public Optional<Endpoint> finishRotation(UUID id) {
        return changing(
                "webhook_endpoint.secret_rotation_finished",
                id,
                Map.of(),
                () -> sql.update(FINISH, now(), environment.id(), id));
    }

    /** Adds {@code v1a} signatures with a new Ed25519 key, or takes them away. */
    public Optional<Endpoint> signAsymmetrically(UUID id, boolean on) {
        byte[] sealed = on ? secrets.seal(EndpointSecrets.newSigningKey(), id) : null;
        return changing(
                on ? "webhook_endpoint.signing_key_created" : "webhook_endpoint.signing_key_removed",
                id,
                Map.of(),
                () -> sql.update(SIGNING_KEY, sealed, now(), environment.id(), id));
    }

    private Optional<Endpoint> changing(String action, UUID id, Map<String, String> details, IntSupplier rows) {
        return transactions.call(() -> {
            if (rows.getAsInt() == 0) {
                return Optional.empty();
            }
            write(action, id, details);
            return endpoints.touched(id);
        });
    }

    private void write(String action, UUID id, Map<String, String> details) {
        audit.append(action, IdType.WEBHOOK_ENDPOINT, id, details);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
