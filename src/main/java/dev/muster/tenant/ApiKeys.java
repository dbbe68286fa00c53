package dev.muster.tenant;

import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.vault.Secret;
import dev.muster.vault.TokenPrefix;
import dev.muster.vault.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** API keys: issued, checked, revoked. */
@ApplicationScoped
public class ApiKeys {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Transactions transactions;
    private final CurrentEnvironment environment;
    private final AuditLog audit;
    private final CredentialCache<ApiKey> known = new CredentialCache<>(REMEMBERED);

    ApiKeys(
            Sql sql,
            CrossTenant crossTenant,
            Transactions transactions,
            CurrentEnvironment environment,
            AuditLog audit) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.transactions = transactions;
        this.environment = environment;
        this.audit = audit;
    }

    /** A key just made; the only moment its text is known. */
    public record Issued(ApiKey key, Secret secret) {}

    /** Makes a key for the current environment. */
    public Issued issue(String name) {
        Secret secret = Tokens.issue(TokenPrefix.API_KEY);
        return transactions.call(() -> insert(environment.id(), name, secret));
    }

    /** Makes the first key of a new environment, with the operator's own text if there is one. */
    public Issued issueFirst(UUID environmentId, String name, Secret secret) {
        return crossTenant.call(
                "nobody can act for the environment before it has a key", () -> insert(environmentId, name, secret));
    }

    private Issued insert(UUID environmentId, String name, Secret secret) {
        UUID id = Ulids.next();
        var key = new ApiKey(environmentId, id, name, Tokens.suffix(secret), Ulids.instant(id), null);
        sql.update("""
                insert into api_key (environment_id, id, name, key_hash, key_suffix, created_at)
                values (?, ?, ?, ?, ?, ?)
                """, environmentId, id, name, Tokens.hash(secret.reveal()), key.suffix(), key.createdAt());
        audit.append("api_key.created", IdType.API_KEY, id, Map.of("name", name));
        return new Issued(key, secret);
    }

    /** Whom a presented key lets in; a malformed one costs no look-up. A revoked key works up to a second longer elsewhere. */
    public Optional<ApiKey> authenticate(String presented) {
        if (!Tokens.wellFormed(TokenPrefix.API_KEY, presented)) {
            return Optional.empty();
        }
        byte[] hash = Tokens.hash(presented);
        return known.get(hash, () -> crossTenant.call("the key tells the environment", () -> find(hash)));
    }

    private Optional<ApiKey> find(byte[] hash) {
        return sql.first(
                "select " + COLUMNS + " from api_key where key_hash = ? and revoked_at is null", ApiKeys::map, hash);
    }

    /** The living keys of the current environment, newest first. */
    public List<ApiKey> list() {
        return transactions.call(() -> sql.list(
                "select " + COLUMNS + " from api_key where environment_id = ? and revoked_at is null order by id desc",
                ApiKeys::map,
                environment.id()));
    }

    /** Whether there was such a key. */
    public boolean revoke(UUID id) {
        boolean revoked = transactions.call(() -> revokeNow(id));
        known.clear();
        return revoked;
    }

    private boolean revokeNow(UUID id) {
        int revoked = sql.update(
                "update api_key set revoked_at = now() where environment_id = ? and id = ? and revoked_at is null",
                environment.id(),
                id);
        if (revoked > 0) {
            audit.append("api_key.revoked", IdType.API_KEY, id);
        }
        return revoked > 0;
    }

    private static final String COLUMNS = "environment_id, id, name, key_suffix, created_at, last_used_at";

    private static ApiKey map(Row row) throws SQLException {
        return new ApiKey(
                row.uuid("environment_id"),
                row.uuid("id"),
                row.text("name"),
                row.text("key_suffix"),
                row.instant("created_at"),
                row.instant("last_used_at"));
    }
}
