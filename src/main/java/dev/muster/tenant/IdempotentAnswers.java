package dev.muster.tenant;

import dev.muster.id.Ulids;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.vault.Sealer;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Remembers for a minute what was answered to a request that its client may send again, for all replicas. Whoever claims a
 * request first works at it; everybody else gets that answer.
 *
 * <p>The claim is tied to the change: the transaction that makes it also says so in the claim's row, see {@link #done}. So
 * nothing is done twice, whenever a process dies or however long it takes: a claim that somebody else took over meanwhile
 * rolls the change back, and one that was carried out without its answer being kept is never carried out again.
 */
@ApplicationScoped
public class IdempotentAnswers {

    /** Retries of the SDKs end sooner; identical requests that are meant to be new ones mostly come later. */
    private static final Duration KEPT = Duration.ofSeconds(60);

    /** How long it is known that a request was carried out whose answer is lost. */
    private static final Duration LOSS_KEPT = Duration.ofHours(1);

    /** Between a change and its answer lie milliseconds. */
    private static final Duration LOST_AFTER = Duration.ofSeconds(5);

    private static final String CLAIM = """
            insert into idempotent_answer as a (environment_id, request_hash, payload_hash, claim, expires_at)
            values (?, ?, ?, ?, now() + ? * interval '1 second')
            on conflict (environment_id, request_hash) do update
               set payload_hash = excluded.payload_hash, claim = excluded.claim, status = null, sealed = null,
                   done_at = null, target = null, expires_at = excluded.expires_at
             where a.expires_at <= now()
            returning a.claim
            """;

    private static final String LOOK = """
            select payload_hash = ? as same, status, sealed, target,
                   coalesce(done_at < now() - ? * interval '1 second', false) as lost
              from idempotent_answer where environment_id = ? and request_hash = ?
            """;

    private static final String DONE = """
            update idempotent_answer
               set done_at = coalesce(done_at, now()), target = coalesce(target, ?),
                   expires_at = now() + ? * interval '1 second'
             where environment_id = ? and request_hash = ? and claim = ?
            """;

    private static final String KEEP = """
            update idempotent_answer set status = ?, sealed = ?, expires_at = now() + ? * interval '1 second'
             where environment_id = ? and request_hash = ? and claim = ?
            """;

    private final Sql sql;
    private final Transactions transactions;
    private final CrossTenant crossTenant;
    private final CurrentEnvironment environment;
    private final CurrentActor actor;
    private final CurrentClaim current;
    private final Sealer sealer;

    IdempotentAnswers(
            Sql sql,
            Transactions transactions,
            CrossTenant crossTenant,
            CurrentEnvironment environment,
            CurrentActor actor,
            CurrentClaim current,
            Sealer sealer) {
        this.sql = sql;
        this.transactions = transactions;
        this.crossTenant = crossTenant;
        this.environment = environment;
        this.actor = actor;
        this.current = current;
        this.sealer = sealer;
    }

    /**
     * What makes two requests of one API key the same.
     *
     * @param key     what the client calls it
     * @param payload query and body
     */
    public record Request(String method, String path, String key, byte[] payload) {}

    /** What there is to do about a request. */
    public sealed interface Standing {}

    /** Work at it, then {@link #keep} the answer or {@link #release} the claim. */
    public record Claimed(UUID environmentId, byte[] requestHash, UUID claim) implements Standing {}

    /** It was answered with this. */
    public record Answered(int status, byte[] body) implements Standing {}

    /** Somebody is at it, here or on another replica: ask again soon. */
    public record Running() implements Standing {}

    /** It was carried out, but nobody knows any more what was answered. @param target printed id of what it made or changed */
    public record Lost(String target) implements Standing {}

    /** Its key was used a moment ago for another payload. */
    public record KeyTaken() implements Standing {}

    /** The claim of this request was taken over by the same one, sent again: it must not be carried out. */
    public static final class ClaimLost extends RuntimeException {
        ClaimLost() {
            super("the same request is being worked at elsewhere", null, false, false);
        }
    }

    /** Claims the request of the current actor, or tells how it stands. */
    public Standing claim(Request request) {
        byte[] hash = sha256(actor.peek().orElseThrow().id() + "\n" + request.method() + "\n" + request.path() + "\n"
                + request.key());
        byte[] payload = sha256(request.payload());
        var claimed = new Claimed(environment.id(), hash, Ulids.next());
        Standing standing = transactions.call(() -> claim(claimed, payload));
        if (standing == claimed) {
            current.set(claimed);
        }
        return standing;
    }

    private Standing claim(Claimed wanted, byte[] payload) {
        boolean free = sql.exists(
                CLAIM, wanted.environmentId(), wanted.requestHash(), payload, wanted.claim(), KEPT.toSeconds());
        return free
                ? wanted
                : sql.first(
                                LOOK,
                                row -> standing(row, wanted),
                                payload,
                                LOST_AFTER.toSeconds(),
                                wanted.environmentId(),
                                wanted.requestHash())
                        .orElseGet(Running::new);
    }

    private Standing standing(Row row, Claimed wanted) throws SQLException {
        if (!row.flag("same")) {
            return new KeyTaken();
        }
        Integer status = row.integer("status");
        if (status != null) {
            return new Answered(status, sealer.open(row.bytes("sealed"), place(wanted)));
        }
        return row.flag("lost") ? new Lost(row.text("target")) : new Running();
    }

    /**
     * With the running transaction the request under way, if it holds a claim, has been carried out.
     *
     * @param target printed id of what it made or changed
     * @throws ClaimLost when it must not be
     */
    void done(String target) {
        current.peek().ifPresent(claim -> {
            int held = sql.update(
                    DONE, target, LOSS_KEPT.toSeconds(), claim.environmentId(), claim.requestHash(), claim.claim());
            if (held == 0) {
                throw new ClaimLost();
            }
        });
    }

    /** From now on this is the answer to the request. */
    public void keep(Claimed claimed, Answered answer) {
        byte[] sealed = sealer.seal(answer.body(), place(claimed));
        transactions.run(() -> sql.update(
                KEEP,
                answer.status(),
                sealed,
                KEPT.toSeconds(),
                claimed.environmentId(),
                claimed.requestHash(),
                claimed.claim()));
    }

    /** Nothing came of it: the next one is worked at anew. */
    public void release(Claimed claimed) {
        remove(claimed, " and done_at is null");
    }

    /** Nobody will ask again: the next one is another request. */
    public void forget(Claimed claimed) {
        remove(claimed, "");
    }

    private void remove(Claimed claimed, String unless) {
        crossTenant.run(
                "the request, and with it its environment, may be over",
                () -> sql.update(
                        "delete from idempotent_answer where environment_id = ? and request_hash = ? and claim = ?"
                                + unless,
                        claimed.environmentId(),
                        claimed.requestHash(),
                        claimed.claim()));
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void clearAway() {
        crossTenant.run(
                "answers of all environments expire alike",
                () -> sql.update("delete from idempotent_answer where expires_at <= now()"));
    }

    private static String place(Claimed claimed) {
        return "idempotent_answer/" + claimed.environmentId() + "/"
                + HexFormat.of().formatHex(claimed.requestHash());
    }

    private static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
