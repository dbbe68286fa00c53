package dev.muster.directory;

import dev.muster.event.payload.GroupPayload;
import dev.muster.sql.Condition;
import dev.muster.sql.Slice;
import dev.muster.sql.Sql;
import dev.muster.sql.Window;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Groups as applications read them, without the removed. Methods join a running transaction. */
@ApplicationScoped
public class GroupListing {

    private static final String GET = "select " + DirectoryGroups.COLUMNS + """
              from directory_group g
              join directory d on (d.environment_id, d.id) = (g.environment_id, g.directory_id) and d.state <> 'deleting'
             where g.environment_id = ? and g.id = ? and g.removed_at is null
            """;

    private final Sql sql;
    private final CurrentEnvironment environment;

    GroupListing(Sql sql, CurrentEnvironment environment) {
        this.sql = sql;
        this.environment = environment;
    }

    /**
     * Which groups a list shows.
     *
     * @param directory of this directory
     * @param user      SCIM id of somebody who is in them; null: all of the directory
     */
    public record Query(UUID directory, UUID user) {}

    public Optional<DirectoryGroup> get(UUID id) {
        return sql.first(GET, DirectoryGroups::map, environment.id(), id);
    }

    /** By id. */
    public Slice<GroupPayload> list(Query query, Window window) {
        Condition where = Condition.of(
                        "g.environment_id = ? and g.directory_id = ? and g.removed_at is null",
                        environment.id(),
                        query.directory())
                .andIfGiven("m.user_id = ?", query.user())
                .and(window.condition("g.id"));
        return window.slice(sql.list(
                "select " + ShownGroup.COLUMNS + from(query) + where.text() + window.tail("g.id"),
                ShownGroup::map,
                where.values().toArray()));
    }

    private static String from(Query query) {
        return query.user() == null ? " from directory_group g where " : """
                  from directory_group g
                  join membership m on (m.environment_id, m.directory_id, m.group_id) = (g.environment_id, g.directory_id, g.id)
                 where\s""";
    }
}
