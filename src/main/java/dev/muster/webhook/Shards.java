package dev.muster.webhook;

import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which replica serves which lanes: a replica is alive as long as it prolongs its lease, and has the shards that name it.
 * Times are the database's, so clocks of replicas may differ. Methods join a running transaction.
 */
@ApplicationScoped
class Shards {

    static final int COUNT = 64;

    private static final String STAY_ALIVE = """
            insert into webhook_owner (id, until) values (?, now() + ? * interval '1 millisecond')
            on conflict (id) do update set until = excluded.until
            """;

    // Free is what has no owner, or one that is gone.
    private static final String CLAIM = """
            update webhook_shard set owner = ?, epoch = epoch + 1
             where id in (select s.id from webhook_shard s
                           where not exists (select from webhook_owner o where o.id = s.owner and o.until > now())
                           order by random() limit ?
                             for update of s skip locked)
            returning id, epoch
            """;

    // Whoever wants to claim one of these has to wait until the writer's transaction is over.
    private static final String HOLD = """
            select s.id
              from webhook_shard s
              join unnest(?::bigint[], ?::bigint[]) as mine(id, epoch) on (mine.id, mine.epoch) = (s.id, s.epoch)
             where s.owner = ?
             order by s.id
               for share of s
            """;

    private final Sql sql;

    Shards(Sql sql) {
        this.sql = sql;
    }

    /** @param epoch tells this turn of owning it from all others */
    record Owned(int id, long epoch) {

        static Owned of(Row row) throws SQLException {
            return new Owned((int) row.number("id"), row.number("epoch"));
        }
    }

    /** Prolongs the lease, and gives what is still ours. */
    Map<Integer, Long> renew(UUID owner, long leaseMillis) {
        sql.update(STAY_ALIVE, owner, leaseMillis);
        return epochs(sql.list("select id, epoch from webhook_shard where owner = ?", Owned::of, owner));
    }

    /** How many shards one of the living replicas should have. */
    int fairShare() {
        sql.update("delete from webhook_owner where until < now() - interval '1 hour'");
        long living = sql.first("select count(*) as n from webhook_owner where until > now()", row -> row.number("n"))
                .orElse(1L);
        return (int) Math.ceilDiv(COUNT, Math.max(1, living));
    }

    /** Takes up to so many that are free or whose owner is gone. */
    Map<Integer, Long> claim(UUID owner, int most) {
        return most <= 0 ? Map.of() : epochs(sql.list(CLAIM, Owned::of, owner, most));
    }

    void release(UUID owner, Collection<Integer> ids) {
        sql.update(
                "update webhook_shard set owner = null where owner = ? and id = any(?::bigint[])", owner, longs(ids));
    }

    void leave(UUID owner) {
        sql.update("update webhook_shard set owner = null where owner = ?", owner);
        sql.update("delete from webhook_owner where id = ?", owner);
    }

    /** Those of the given shards that are ours in the given epochs, and stay so until the end of the transaction. */
    List<Integer> hold(UUID owner, Map<Integer, Long> epochs) {
        return sql.list(HOLD, row -> (int) row.number("id"), longs(epochs.keySet()), epochs.values(), owner);
    }

    private static Map<Integer, Long> epochs(List<Owned> shards) {
        var epochs = new HashMap<Integer, Long>();
        shards.forEach(shard -> epochs.put(shard.id(), shard.epoch()));
        return epochs;
    }

    private static Long[] longs(Collection<Integer> ids) {
        return ids.stream().map(Integer::longValue).toArray(Long[]::new);
    }
}
