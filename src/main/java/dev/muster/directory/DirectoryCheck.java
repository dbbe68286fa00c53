package dev.muster.directory;

import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Looks whether the people and groups of a directory are as applications need them. It looks at those that changed last and
 * never at more than a fixed number, so that it costs the same for every directory. Methods join a running transaction.
 */
@ApplicationScoped
public class DirectoryCheck {

    /** So many people, changed last, are looked at. */
    public static final int PEOPLE = 2_000;

    private static final int GROUPS = 200;
    private static final int MEMBERS_OF_EACH = 50;

    private static final String PEOPLE_SQL = """
            with p as materialized (
              select user_name, active, email, coalesce(first_name, last_name, display_name) as called, created_at, updated_at
                from directory_user
               where environment_id = ? and directory_id = ? and removed_at is null
               order by updated_at desc, id desc limit %d),
            off as (
              select date_bin('10 minutes', updated_at, 'epoch') as began, count(*) as people from p
               where not active and updated_at >= ? and created_at < updated_at - interval '1 minute' group by 1)
            select count(*) as looked_at,
                   count(*) filter (where active and email is null) as without_email,
                   (array_agg(user_name) filter (where active and email is null))[1:5] as without_email_names,
                   count(*) filter (where active and called is null) as without_name,
                   (array_agg(user_name) filter (where active and called is null))[1:5] as without_name_names,
                   (select max(people) from off) as deactivated,
                   (select began from off order by people desc limit 1) as deactivated_at
              from p
            """.formatted(PEOPLE);

    private static final String GROUPS_SQL = """
            select g.id, g.display_name, g.updated_at, m.members, m.active,
                   exists (select from group_nesting n
                            where n.environment_id = g.environment_id and n.directory_id = g.directory_id and n.group_id = g.id) as nested
              from (select * from directory_group
                     where environment_id = ? and directory_id = ? and removed_at is null order by id desc limit %d) g,
                   lateral (select count(*) as members, count(*) filter (where u.active) as active
                              from (select s.environment_id, s.directory_id, s.user_id from membership s
                                     where s.environment_id = g.environment_id and s.directory_id = g.directory_id
                                       and s.group_id = g.id limit %d) s
                              join directory_user u
                                on (u.environment_id, u.directory_id, u.id) = (s.environment_id, s.directory_id, s.user_id)) m
             order by g.id desc
            """.formatted(GROUPS, MEMBERS_OF_EACH);

    private final Sql sql;
    private final CurrentEnvironment environment;

    DirectoryCheck(Sql sql, CurrentEnvironment environment) {
        this.sql = sql;
        this.environment = environment;
    }

    /**
     * People among those who changed last.
     *
     * @param withoutEmail active ones that have no e-mail address
     * @param withoutName  active ones that have no name but their user name
     * @param deactivated  most that became inactive within ten minutes since the moment asked for
     * @param deactivatedAt when those ten minutes began; null if there were none
     */
    public record People(
            long lookedAt, Lacking withoutEmail, Lacking withoutName, long deactivated, Instant deactivatedAt) {}

    /** @param examples up to five user names */
    public record Lacking(long people, List<String> examples) {}

    /**
     * @param members how many of its members were looked at, at most fifty
     * @param active  how many of these are active
     * @param nested  whether other groups are members of it
     */
    public record Group(UUID id, String displayName, Instant updatedAt, int members, int active, boolean nested) {

        /** Nobody is in it, not even through another group. */
        public boolean empty() {
            return members == 0 && !nested;
        }

        /** All its members were looked at. */
        public boolean counted() {
            return members < MEMBERS_OF_EACH;
        }

        /** It has members, and none of them is active. */
        public boolean idle() {
            return members > 0 && counted() && active == 0 && !nested;
        }
    }

    /** @param since people who became inactive before do not count as deactivated */
    public People people(UUID directory, Instant since) {
        return sql.first(PEOPLE_SQL, DirectoryCheck::people, environment.id(), directory, since)
                .orElseThrow();
    }

    /** The newest groups, at most two hundred. */
    public List<Group> groups(UUID directory) {
        return sql.list(GROUPS_SQL, DirectoryCheck::group, environment.id(), directory);
    }

    private static People people(Row row) throws SQLException {
        return new People(
                row.number("looked_at"),
                lacking(row, "without_email"),
                lacking(row, "without_name"),
                row.number("deactivated"),
                row.instant("deactivated_at"));
    }

    private static Lacking lacking(Row row, String column) throws SQLException {
        String[] examples = row.texts(column + "_names");
        return new Lacking(row.number(column), examples == null ? List.of() : List.of(examples));
    }

    private static Group group(Row row) throws SQLException {
        return new Group(
                row.uuid("id"),
                row.text("display_name"),
                row.instant("updated_at"),
                (int) row.number("members"),
                (int) row.number("active"),
                row.flag("nested"));
    }
}
