package dev.muster.tenant;

import dev.muster.sql.Sql;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers when a credential was last used and by whom, and writes it every few seconds, all in one statement: no request
 * pays for it. A killed process forgets the last seconds.
 */
@ApplicationScoped
public class LastUses {

    private static final int LONGEST_CALLER = 200;

    // One statement a table; a replica whose clock is behind does not turn the time back.
    private static final String API_KEYS = """
            update api_key k set last_used_at = u.at
              from unnest(?::uuid[], ?::uuid[], ?::bigint[]) as n(environment_id, id, millis),
                   lateral (select timestamptz 'epoch' + n.millis * interval '1 millisecond' as at) u
             where (k.environment_id, k.id) = (n.environment_id, n.id) and (k.last_used_at is null or k.last_used_at < u.at)
            """;
    private static final String DIRECTORY_TOKENS = """
            update directory_token t set last_used_at = u.at, last_used_by = n.caller
              from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[]) as n(environment_id, id, millis, caller),
                   lateral (select timestamptz 'epoch' + n.millis * interval '1 millisecond' as at) u
             where (t.environment_id, t.id) = (n.environment_id, n.id) and (t.last_used_at is null or t.last_used_at < u.at)
            """;

    private record Use(UUID environmentId, UUID id, Instant at, String caller) {}

    private final Sql sql;
    private final CrossTenant crossTenant;
    private final Map<UUID, Use> apiKeys = new ConcurrentHashMap<>();
    private final Map<UUID, Use> directoryTokens = new ConcurrentHashMap<>();

    LastUses(Sql sql, CrossTenant crossTenant) {
        this.sql = sql;
        this.crossTenant = crossTenant;
    }

    public void apiKey(UUID environmentId, UUID id) {
        apiKeys.put(id, new Use(environmentId, id, Instant.now(), null));
    }

    /** @param caller the request's User-Agent; may be null */
    public void directoryToken(UUID environmentId, UUID id, String caller) {
        directoryTokens.put(id, new Use(environmentId, id, Instant.now(), shortened(caller)));
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void flush() {
        List<Use> keys = drain(apiKeys);
        List<Use> tokens = drain(directoryTokens);
        if (keys.isEmpty() && tokens.isEmpty()) {
            return;
        }
        crossTenant.run("uses of all tenants are written together", () -> {
            if (!keys.isEmpty()) {
                sql.update(API_KEYS, environments(keys), ids(keys), millis(keys));
            }
            if (!tokens.isEmpty()) {
                sql.update(DIRECTORY_TOKENS, environments(tokens), ids(tokens), millis(tokens), callers(tokens));
            }
        });
    }

    void flushAtTheEnd(@Observes ShutdownEvent end) {
        flush();
    }

    // In the order of ids, so that two replicas never lock the same rows the other way round.
    private static List<Use> drain(Map<UUID, Use> uses) {
        var drained = new ArrayList<Use>();
        uses.keySet().stream().sorted().forEach(id -> {
            Use use = uses.remove(id);
            if (use != null) {
                drained.add(use);
            }
        });
        return drained;
    }

    private static UUID[] environments(List<Use> uses) {
        return uses.stream().map(Use::environmentId).toArray(UUID[]::new);
    }

    private static UUID[] ids(List<Use> uses) {
        return uses.stream().map(Use::id).toArray(UUID[]::new);
    }

    private static Long[] millis(List<Use> uses) {
        return uses.stream().map(use -> use.at().toEpochMilli()).toArray(Long[]::new);
    }

    private static String[] callers(List<Use> uses) {
        return uses.stream().map(Use::caller).toArray(String[]::new);
    }

    private static String shortened(String caller) {
        return caller == null || caller.length() <= LONGEST_CALLER ? caller : caller.substring(0, LONGEST_CALLER);
    }
}
