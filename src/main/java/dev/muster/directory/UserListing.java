package dev.muster.directory;

import dev.muster.event.payload.GroupPayload;
import dev.muster.sql.Condition;
import dev.muster.sql.Slice;
import dev.muster.sql.Sql;
import dev.muster.sql.Window;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** People as applications read them: by the id they know, without the hidden and the removed. Methods join a running transaction. */
@ApplicationScoped
public class UserListing {

    private static final String VISIBLE = "u.environment_id = ? and u.api_id is not null and u.removed_at is null";

    private static final String GET = "select " + DirectoryUsers.COLUMNS + """
              from directory_user u
              join directory d on (d.environment_id, d.id) = (u.environment_id, u.directory_id) and d.state <> 'deleting'
             where u.api_id = ? and\s""" + VISIBLE;

    private static final String GROUPS = "select m.user_id, %s" + """
              from membership m
              join directory_group g
                on (g.environment_id, g.directory_id, g.id) = (m.environment_id, m.directory_id, m.group_id)
             where m.environment_id = ? and m.directory_id = any(?) and m.user_id = any(?)
             order by g.id
            """;

    private final Sql sql;
    private final CurrentEnvironment environment;

    UserListing(Sql sql, CurrentEnvironment environment) {
        this.sql = sql;
        this.environment = environment;
    }

    /**
     * Which people a list shows.
     *
     * @param directory of this directory; null only with a group
     * @param group     members of this group; null: all of the directory
     * @param idpId     with this id at the provider; null: all
     * @param email     with this primary address, in any case; null: all
     */
    public record Query(UUID directory, UUID group, String idpId, String email) {}

    /** @param apiId the id applications know */
    public Optional<DirectoryUser> get(UUID apiId) {
        return sql.first(GET, DirectoryUsers::map, apiId, environment.id());
    }

    /**
     * By the id applications know, or for a group by the id of its members' rows, so that no page costs more than the
     * first. A cursor is a place in this order, whether somebody still stands there or not. In a group it may be the id of a
     * row, see {@link #cursor}, or the id that applications know.
     */
    public Slice<ShownUser> list(Query query, Window window) {
        boolean directory = query.group() == null || window.cursor() == null;
        return page(query, directory ? window : window.at(rowId(window.cursor()).orElse(window.cursor())));
    }

    /**
     * Where the person stands in such a list. In a group that is the id of the row and not the one applications know: who
     * was away and came back has two different ones, and only the row's tells the place when the row is gone.
     */
    public static UUID cursor(Query query, ShownUser user) {
        return query.group() == null ? user.payload().id() : user.row();
    }

    /** The groups the person is in. */
    public List<DirectoryGroup> groupsOf(DirectoryUser user) {
        return sql.list(
                GROUPS.formatted(DirectoryGroups.COLUMNS),
                DirectoryGroups::map,
                environment.id(),
                List.of(user.directoryId()),
                List.of(user.id()));
    }

    /** The groups each of them is in, by id of the row; in one statement. */
    public Map<UUID, List<GroupPayload>> groupsOf(List<ShownUser> users) {
        var groups = new HashMap<UUID, List<GroupPayload>>();
        if (!users.isEmpty()) {
            sql.list(
                    GROUPS.formatted(ShownGroup.COLUMNS),
                    row -> groups.computeIfAbsent(row.uuid("user_id"), user -> new ArrayList<>())
                            .add(ShownGroup.map(row)),
                    environment.id(),
                    users.stream()
                            .map(user -> user.payload().directoryId())
                            .distinct()
                            .toList(),
                    users.stream().map(ShownUser::row).toList());
        }
        return groups;
    }

    private Optional<UUID> rowId(UUID apiId) {
        return sql.first(
                "select id from directory_user where environment_id = ? and api_id = ?",
                row -> row.uuid("id"),
                environment.id(),
                apiId);
    }

    private Slice<ShownUser> page(Query query, Window window) {
        String key = query.group() == null ? "u.api_id" : "m.user_id";
        Condition where = Condition.of(VISIBLE, environment.id())
                .andIfGiven("u.directory_id = ?", query.directory())
                .andIfGiven("m.group_id = ?", query.group())
                .andIfGiven("u.email_key = index_key(?)", lowerCase(query.email()))
                .and(idpId(query.idpId()))
                .and(window.condition(key));
        return window.slice(sql.list(
                "select " + ShownUser.COLUMNS + from(query) + where.text() + window.tail(key),
                ShownUser::map,
                where.values().toArray()));
    }

    private static String from(Query query) {
        return query.group() == null ? " from directory_user u where " : """
                  from membership m
                  join directory_user u on (u.environment_id, u.directory_id, u.id) = (m.environment_id, m.directory_id, m.user_id)
                 where\s""";
    }

    /** The provider's id of a person is the externalId, and for who has none the userName. */
    private static Condition idpId(String idpId) {
        return idpId == null
                ? Condition.TRUE
                : Condition.of(
                        "(u.external_id_key = index_key(?) or (u.external_id is null and u.user_name_key = index_key(?) and u.user_name = ?))",
                        idpId,
                        DirectoryUsers.key(idpId),
                        idpId);
    }

    private static String lowerCase(String email) {
        return email == null ? null : email.toLowerCase(Locale.ROOT);
    }
}
