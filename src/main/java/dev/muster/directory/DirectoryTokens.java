package dev.muster.directory;

import dev.muster.event.EventLog;
import dev.muster.event.EventType;
import dev.muster.event.NewEvent;
import dev.muster.event.payload.DirectoryTokenPayload;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CredentialCache;
import dev.muster.tenant.CrossTenant;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.vault.Secret;
import dev.muster.vault.TokenPrefix;
import dev.muster.vault.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Bearer tokens: at most two living ones a directory, so that a rotation can overlap. */
@ApplicationScoped
public class DirectoryTokens {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final String COLUMNS =
            "t.environment_id, t.id, t.directory_id, t.token_suffix, t.created_at, t.expires_at, t.last_used_at, t.last_used_by";

    private static final String ACCESS = """
            select d.environment_id, d.organization_id, d.id as directory_id, d.external_key, d.label, d.type, d.state,
                   d.deprovisioning, t.id as token_id, t.expires_at,
                   (select json_agg(json_build_object('urn', x.urn, 'resource_type', x.resource_type, 'name', x.name,
                               'description', x.description, 'required', x.required, 'attributes', x.attributes::json)
                             order by x.id)
                      from schema_extension x
                     where x.environment_id = d.environment_id and x.directory_id = d.id) as schema_extensions
              from directory_token t
              join directory d on (d.environment_id, d.id) = (t.environment_id, t.directory_id)
             where t.token_hash = ? and t.revoked_at is null and d.state <> 'deleting'
            """;

    // An expired token keeps no slot; the unique index on the slots decides between two rotations at once.
    private static final String ISSUE = """
            with expired as (
              update directory_token set revoked_at = expires_at
               where environment_id = ? and directory_id = ? and revoked_at is null and expires_at < now()
              returning id)
            insert into directory_token (environment_id, id, directory_id, slot, token_hash, token_suffix, created_at, expires_at)
            select ?, ?, ?, min(slot), ?, ?, ?, ?::timestamptz
              from (values (1), (2)) as free (slot)
             where slot not in (select slot from directory_token
                                 where environment_id = ? and directory_id = ? and revoked_at is null
                                   and id not in (select id from expired))
            having min(slot) is not null
            on conflict (environment_id, directory_id, slot) where revoked_at is null do nothing
            """;

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final CurrentEnvironment environment;
    private final EventLog events;
    private final AuditLog audit;
    private final CredentialCache<DirectoryAccess> known = new CredentialCache<>(REMEMBERED);

    DirectoryTokens(Sql sql, CrossTenant crossTenant, CurrentEnvironment environment, EventLog events, AuditLog audit) {
        this.sql = sql;
        this.crossTenant = crossTenant;
        this.environment = environment;
        this.events = events;
        this.audit = audit;
    }

    /** A token just made; the only moment its text is known. */
    public record Issued(DirectoryToken token, Secret secret) {}

    /**
     * What a presented token opens, if it is one of the directory behind this address. A malformed token costs no look-up;
     * a revoked one works up to a second longer on other replicas.
     */
    public Optional<DirectoryAccess> authenticate(String endpointKey, String presented) {
        if (!Tokens.wellFormed(TokenPrefix.DIRECTORY_TOKEN, presented)) {
            return Optional.empty();
        }
        byte[] hash = Tokens.hash(presented);
        return known.get(hash, () -> crossTenant.call("the token tells the directory", () -> find(hash)))
                .filter(access -> access.opens(endpointKey))
                .filter(access -> access.tokenExpiresAt() == null
                        || access.tokenExpiresAt().isAfter(Instant.now()));
    }

    private Optional<DirectoryAccess> find(byte[] hash) {
        return sql.first(ACCESS, DirectoryTokens::access, (Object) hash);
    }

    /** Empty when two tokens are living already, or somebody makes one at the same moment. In a transaction. */
    public Optional<Issued> issue(Directory directory, Instant expiresAt) {
        Secret secret = Tokens.issue(TokenPrefix.DIRECTORY_TOKEN);
        UUID id = Ulids.next();
        var token = new DirectoryToken(
                directory.environmentId(),
                id,
                directory.id(),
                Tokens.suffix(secret),
                Ulids.instant(id),
                expiresAt,
                null,
                null);
        int inserted = sql.update(
                ISSUE,
                directory.environmentId(),
                directory.id(),
                directory.environmentId(),
                id,
                directory.id(),
                Tokens.hash(secret.reveal()),
                token.suffix(),
                token.createdAt(),
                expiresAt,
                directory.environmentId(),
                directory.id());
        if (inserted == 0) {
            return Optional.empty();
        }
        append(directory, EventType.DSYNC_TOKEN_CREATED, token);
        return Optional.of(new Issued(token, secret));
    }

    /** The living tokens, newest first. In a transaction. */
    public List<DirectoryToken> list(Directory directory) {
        return sql.list("select " + COLUMNS + """
                           from directory_token t
                          where t.environment_id = ? and t.directory_id = ? and t.revoked_at is null
                            and (t.expires_at is null or t.expires_at > now())
                          order by t.id desc
                        """, DirectoryTokens::map, directory.environmentId(), directory.id());
    }

    /** Whether this is the text of a living token of the directory. In a transaction. */
    public boolean lives(Directory directory, Secret secret) {
        return sql.exists("""
                select from directory_token
                 where token_hash = ? and environment_id = ? and directory_id = ? and revoked_at is null
                   and (expires_at is null or expires_at > now())
                """, Tokens.hash(secret.reveal()), directory.environmentId(), directory.id());
    }

    /** Whether there was such a living token; it stops working with the running transaction. */
    public boolean revoke(Directory directory, UUID id) {
        Optional<DirectoryToken> revoked = sql.first(
                "update directory_token t set revoked_at = now() where t.environment_id = ? and t.directory_id = ? and t.id = ? and t.revoked_at is null returning "
                        + COLUMNS,
                DirectoryTokens::map,
                directory.environmentId(),
                directory.id(),
                id);
        revoked.ifPresent(token -> append(directory, EventType.DSYNC_TOKEN_REVOKED, token));
        forget();
        return revoked.isPresent();
    }

    /** Something about tokens or their directories changes with the running transaction: then all are looked up anew. */
    void forget() {
        sql.afterCommit(known::clear);
    }

    private void append(Directory directory, EventType type, DirectoryToken token) {
        var payload = new DirectoryTokenPayload(
                token.id(), directory.id(), directory.organizationId(), token.suffix(), token.createdAt());
        events.append(directory.scope(), List.of(NewEvent.ofDirectory(type, directory.id(), payload.json())));
        audit.append(
                type.wireName(),
                IdType.DIRECTORY_TOKEN,
                token.id(),
                Map.of("directory", IdType.DIRECTORY.print(directory.id())));
    }

    private static DirectoryAccess access(Row row) throws SQLException {
        return new DirectoryAccess(
                row.uuid("environment_id"),
                row.uuid("organization_id"),
                row.uuid("directory_id"),
                row.text("external_key"),
                row.text("label"),
                row.text("type"),
                Directory.State.of(row.text("state")),
                Directory.Deprovisioning.of(row.text("deprovisioning")),
                row.text("schema_extensions"),
                row.uuid("token_id"),
                row.instant("expires_at"));
    }

    private static DirectoryToken map(Row row) throws SQLException {
        return new DirectoryToken(
                row.uuid("environment_id"),
                row.uuid("id"),
                row.uuid("directory_id"),
                row.text("token_suffix"),
                row.instant("created_at"),
                row.instant("expires_at"),
                row.instant("last_used_at"),
                row.text("last_used_by"));
    }
}
