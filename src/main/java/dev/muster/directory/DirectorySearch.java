package dev.muster.directory;

import dev.muster.sql.Condition;
import dev.muster.sql.Slice;
import dev.muster.sql.Sql;
import dev.muster.sql.Window;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * People and groups as somebody looks for them who knows a part of a name. Shows what applications can see. Without words a
 * page costs what the first one costs; with words the directory is read until the page is full. Methods join a running
 * transaction.
 */
@ApplicationScoped
public class DirectorySearch {

    private static final String VISIBLE_PEOPLE =
            "u.environment_id = ? and u.directory_id = ? and u.api_id is not null and u.removed_at is null";
    private static final String VISIBLE_GROUPS = "g.environment_id = ? and g.directory_id = ? and g.removed_at is null";

    private static final String PERSON_MATCHES = """
            strpos(lower(concat_ws(' ', u.first_name, u.last_name, u.display_name, u.user_name, u.email)), ?) > 0
            """;

    private static final String COUNT_MEMBERS = """
            select count(*) as members from (
              select from membership m
                join directory_user u
                  on (u.environment_id, u.directory_id, u.id) = (m.environment_id, m.directory_id, m.user_id)
               where m.environment_id = ? and m.directory_id = ? and m.group_id = ? and u.api_id is not null
               limit ?) counted
            """;

    private static final String NAMES = """
            select id, user_name as name from directory_user where environment_id = ? and directory_id = ? and id = any(?)
            union all
            select id, display_name from directory_group where environment_id = ? and directory_id = ? and id = any(?)
            """;

    private final Sql sql;
    private final CurrentEnvironment environment;

    DirectorySearch(Sql sql, CurrentEnvironment environment) {
        this.sql = sql;
        this.environment = environment;
    }

    /**
     * Who to show; null shows all.
     *
     * @param words  part of name, userName or address, in any case
     * @param active only active or only inactive people
     */
    public record People(UUID directory, String words, Boolean active) {}

    /** Keys of the window are the ids applications know. */
    public Slice<DirectoryUser> people(People wanted, Window window) {
        Condition where = Condition.of(VISIBLE_PEOPLE, environment.id(), wanted.directory())
                .andIfGiven("u.active = ?", wanted.active())
                .andIfGiven(PERSON_MATCHES, key(wanted.words()))
                .and(window.condition("u.api_id"));
        return window.slice(sql.list(
                "select " + DirectoryUsers.COLUMNS + " from directory_user u where " + where.text()
                        + window.tail("u.api_id"),
                DirectoryUsers::map,
                where.values().toArray()));
    }

    /** @param words part of the name, in any case; null: all */
    public Slice<DirectoryGroup> groups(UUID directory, String words, Window window) {
        Condition where = Condition.of(VISIBLE_GROUPS, environment.id(), directory)
                .andIfGiven("strpos(g.display_name_key, ?) > 0", key(words))
                .and(window.condition("g.id"));
        return window.slice(sql.list(
                "select " + DirectoryGroups.COLUMNS + " from directory_group g where " + where.text()
                        + window.tail("g.id"),
                DirectoryGroups::map,
                where.values().toArray()));
    }

    /** What these people and groups, by their SCIM ids, are called: userName or displayName. The others are missing. */
    public Map<UUID, String> names(UUID directory, Collection<UUID> ids) {
        return sql
                .list(
                        NAMES,
                        row -> Map.entry(row.uuid("id"), row.text("name")),
                        environment.id(),
                        directory,
                        ids,
                        environment.id(),
                        directory,
                        ids)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How many members applications see in the group, counted up to a limit. */
    public long countMembers(DirectoryGroup group, int limit) {
        return sql.first(
                        COUNT_MEMBERS,
                        row -> row.number("members"),
                        environment.id(),
                        group.directoryId(),
                        group.id(),
                        limit)
                .orElseThrow();
    }

    private static String key(String words) {
        return words == null ? null : words.toLowerCase(Locale.ROOT);
    }
}
