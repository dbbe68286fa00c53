package dev.muster.webhook;

import dev.muster.event.KnownEventNames;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.sql.Condition;
import dev.muster.sql.Row;
import dev.muster.sql.Slice;
import dev.muster.sql.Sql;
import dev.muster.sql.SqlFailure;
import dev.muster.sql.Window;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import dev.muster.vault.Secret;
import dev.muster.vault.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The webhook endpoints of the current environment. Every method is one transaction. */
@ApplicationScoped
public class Endpoints {

    private static final String UNIQUE_URL = "webhook_endpoint_url";

    private static final String SELECT = """
            select environment_id, id, url, types, status, disabled_reason, ordering, rate_per_second, timeout_ms,
                   secret_sealed, previous_secret_until, signing_key_sealed, created_at, updated_at
              from webhook_endpoint
            """;

    private static final String INSERT = """
            insert into webhook_endpoint (environment_id, id, url, types, secret_sealed, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String CHANGE = """
            update webhook_endpoint
               set url = coalesce(?, url), types = coalesce(?::text[], types), status = coalesce(?, status),
                   disabled_reason = case when ?::text is null then disabled_reason end,
                   ordering = coalesce(?, ordering), timeout_ms = coalesce(?::int, timeout_ms),
                   rate_per_second = nullif(coalesce(?::int, rate_per_second), 0), updated_at = ?
             where environment_id = ? and id = ?
            """;

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final EndpointSecrets secrets;
    private final Lanes lanes;
    private final AddressGuard guard;
    private final Event<EndpointChanged> changed;
    private final AuditLog audit;

    Endpoints(
            Sql sql,
            CurrentEnvironment environment,
            Transactions transactions,
            EndpointSecrets secrets,
            Lanes lanes,
            AddressGuard guard,
            Event<EndpointChanged> changed,
            AuditLog audit) {
        this.sql = sql;
        this.environment = environment;
        this.transactions = transactions;
        this.secrets = secrets;
        this.lanes = lanes;
        this.guard = guard;
        this.changed = changed;
        this.audit = audit;
    }

    /**
     * Makes one that gets every matching event from now on.
     *
     * @param types at least one name, see {@link KnownEventNames#subscribable}
     */
    public EndpointOutcome create(String url, List<String> types) {
        return refusal(Optional.of(url), Optional.of(types)).orElseGet(() -> decided(url, () -> insert(url, types)));
    }

    /** By id. */
    public Slice<Endpoint> list(Window window) {
        return transactions.call(() -> page(window));
    }

    private Slice<Endpoint> page(Window window) {
        Condition where = Condition.of("environment_id = ?", environment.id()).and(window.condition("id"));
        return window.slice(sql.list(
                SELECT + "where " + where.text() + window.tail("id"),
                this::endpoint,
                where.values().toArray()));
    }

    public Optional<Endpoint> get(UUID id) {
        return transactions.call(() -> find(id));
    }

    public EndpointOutcome change(UUID id, EndpointChange change) {
        return refusal(change.url(), change.types())
                .orElseGet(() -> decided(change.url().orElse(""), () -> update(id, change)));
    }

    /** With what was to be delivered, and its history. False when there is none. */
    public boolean delete(UUID id) {
        return transactions.call(() -> {
            changed.fire(new EndpointChanged());
            int deleted = sql.update(
                    "delete from webhook_endpoint where environment_id = ? and id = ?", environment.id(), id);
            if (deleted > 0) {
                audit.append("webhook_endpoint.deleted", IdType.WEBHOOK_ENDPOINT, id);
            }
            return deleted > 0;
        });
    }

    private Optional<EndpointOutcome> refusal(Optional<String> url, Optional<List<String>> types) {
        return url.flatMap(this::badUrl).or(() -> types.flatMap(Endpoints::unknown));
    }

    private Optional<EndpointOutcome> badUrl(String url) {
        return switch (EndpointUrl.check(url, guard)) {
            case EndpointUrl.Accepted accepted -> Optional.empty();
            case EndpointUrl.Refused refused -> Optional.of(new EndpointOutcome.InvalidUrl(refused.reason()));
        };
    }

    private static Optional<EndpointOutcome> unknown(List<String> types) {
        List<String> unknown = KnownEventNames.notSubscribable(types);
        return unknown.isEmpty() ? Optional.empty() : Optional.of(new EndpointOutcome.UnknownTypes(unknown));
    }

    private EndpointOutcome decided(String url, Supplier<EndpointOutcome> work) {
        try {
            return transactions.call(work);
        } catch (SqlFailure e) {
            if (e.duplicateOf().filter(UNIQUE_URL::equals).isPresent()) {
                return new EndpointOutcome.Duplicate(url);
            }
            throw e;
        }
    }

    private EndpointOutcome insert(String url, List<String> types) {
        UUID id = Ulids.next();
        Secret secret = Tokens.issueWebhookSecret();
        Instant now = Ulids.instant(id);
        sql.update(
                INSERT,
                environment.id(),
                id,
                url,
                types.stream().distinct().toArray(String[]::new),
                secrets.seal(secret, id),
                now,
                now);
        lanes.open(environment.id(), id);
        changed.fire(new EndpointChanged());
        audit.append("webhook_endpoint.created", IdType.WEBHOOK_ENDPOINT, id, Map.of("url", url));
        return saved(id);
    }

    private EndpointOutcome update(UUID id, EndpointChange change) {
        Optional<Endpoint> before = find(id);
        if (before.isEmpty()) {
            return new EndpointOutcome.NotFound();
        }
        write(id, change);
        boolean enabled =
                change.status().filter(Endpoint.Status.ENABLED::equals).isPresent();
        if (enabled && before.get().status() == Endpoint.Status.DISABLED) {
            lanes.resume(environment.id(), id, change.resume());
        }
        touch(id);
        audit.append("webhook_endpoint.updated", IdType.WEBHOOK_ENDPOINT, id);
        return saved(id);
    }

    private void write(UUID id, EndpointChange change) {
        String status = change.status().map(Endpoint.Status::wireName).orElse(null);
        sql.update(
                CHANGE,
                change.url().orElse(null),
                change.types()
                        .map(types -> types.stream().distinct().toArray(String[]::new))
                        .orElse(null),
                status,
                status,
                change.ordering().map(Endpoint.Ordering::wireName).orElse(null),
                change.timeoutMillis().orElse(null),
                change.ratePerSecond().orElse(null),
                now(),
                environment.id(),
                id);
    }

    /** Joins a running transaction. */
    Optional<Endpoint> touched(UUID id) {
        touch(id);
        return find(id);
    }

    /** The owner of the lane, here or elsewhere, has to look at it again. */
    private void touch(UUID id) {
        lanes.touch(environment.id(), id);
        changed.fire(new EndpointChanged());
    }

    private EndpointOutcome saved(UUID id) {
        return find(id).<EndpointOutcome>map(EndpointOutcome.Saved::new).orElseThrow();
    }

    private Optional<Endpoint> find(UUID id) {
        return sql.first(SELECT + "where environment_id = ? and id = ?", this::endpoint, environment.id(), id);
    }

    private Endpoint endpoint(Row row) throws SQLException {
        UUID id = row.uuid("id");
        return new Endpoint(
                row.uuid("environment_id"),
                id,
                row.text("url"),
                List.of(row.texts("types")),
                Endpoint.Status.named(row.text("status")).orElseThrow(),
                Optional.ofNullable(row.text("disabled_reason")),
                Endpoint.Ordering.of(row.text("ordering")),
                row.integer("rate_per_second"),
                row.integer("timeout_ms"),
                secrets.open(row.bytes("secret_sealed"), id),
                Optional.ofNullable(row.instant("previous_secret_until")).filter(until -> until.isAfter(Instant.now())),
                Optional.ofNullable(row.bytes("signing_key_sealed"))
                        .map(bytes -> secrets.openSigningKey(bytes, id))
                        .map(EndpointSecrets::printed),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
