package dev.muster.directory;

import dev.muster.event.Cuts;
import dev.muster.event.StoredEvent;
import dev.muster.event.payload.GroupPayload;
import dev.muster.event.payload.UserPayload;
import dev.muster.sql.Sql;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Tells everything in a directory as it was at one moment, as applications see it: three statements, row by row. */
@ApplicationScoped
public class DirectorySnapshots {

    private static final String USERS = "select " + ShownUser.COLUMNS + """
              from directory_user u
             where u.environment_id = ? and u.directory_id = ? and u.api_id is not null and u.removed_at is null
             order by u.api_id
            """;

    private static final String GROUPS = "select " + ShownGroup.COLUMNS + """
              from directory_group g
             where g.environment_id = ? and g.directory_id = ? and g.removed_at is null
             order by g.id
            """;

    private static final String MEMBERSHIPS = """
            select m.group_id, u.api_id as user_id
              from membership m
              join directory_user u on (u.environment_id, u.directory_id, u.id) = (m.environment_id, m.directory_id, m.user_id)
              join directory_group g on (g.environment_id, g.directory_id, g.id) = (m.environment_id, m.directory_id, m.group_id)
             where m.environment_id = ? and m.directory_id = ?
               and u.api_id is not null and u.removed_at is null and g.removed_at is null
            """;

    private final Sql sql;
    private final Transactions transactions;
    private final Cuts cuts;

    DirectorySnapshots(Sql sql, Transactions transactions, Cuts cuts) {
        this.sql = sql;
        this.transactions = transactions;
        this.cuts = cuts;
    }

    /** Is told what there is, in the order of these methods. It must not use the database. */
    public interface Listener {

        void user(UserPayload user);

        void group(GroupPayload group);

        /** @param user the id applications know */
        void membership(UUID group, UUID user);

        /** Something that happened since, see {@link Cuts}. */
        void event(StoredEvent event);
    }

    /**
     * Tells the listener everything.
     *
     * @return the event after which to go on, see {@link Cuts#bridge}
     * @throws Cuts.TooFarBehind when the sequencer does not keep up
     */
    public Optional<UUID> tell(DirectoryAccess directory, Listener listener) throws InterruptedException {
        Cuts.Cut cut = transactions.snapshot(() -> {
            Cuts.Cut here = cuts.here(directory.directoryId());
            tellRows(directory, listener);
            return here;
        });
        return cuts.bridge(cut, listener::event);
    }

    private void tellRows(DirectoryAccess directory, Listener listener) {
        Object[] scope = {directory.environmentId(), directory.directoryId()};
        sql.each(USERS, ShownUser::map, user -> listener.user(user.payload()), scope);
        sql.each(GROUPS, ShownGroup::map, listener::group, scope);
        sql.each(
                MEMBERSHIPS,
                row -> new Membership(row.uuid("group_id"), row.uuid("user_id")),
                membership -> listener.membership(membership.group(), membership.user()),
                scope);
    }

    private record Membership(UUID group, UUID user) {}
}
