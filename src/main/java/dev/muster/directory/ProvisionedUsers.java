package dev.muster.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.ProvisionedUser.GroupName;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The people of a directory as its provider sees them: inactive ones too, removed ones not. Methods join a running
 * transaction. In filters the row is called {@code u}.
 */
@ApplicationScoped
public class ProvisionedUsers {

    private static final String COLUMNS = "u.id, u.resource, u.version, u.created_at, u.updated_at";

    // By a sub-select and not by a join, see ProvisionedGroups.
    private static final String NAME_OF_GROUP = """
            (select g.display_name from directory_group g
              where (g.environment_id, g.directory_id, g.id) = (m.environment_id, m.directory_id, m.group_id))""";

    // Groups come with the row: no second round trip for one person, and none per person of a page.
    private static final String GROUPS = """
            (select jsonb_object_agg(m.group_id, %1$s) from membership m
              where m.environment_id = u.environment_id and m.directory_id = u.directory_id and m.user_id = u.id) as groups
            """.formatted(NAME_OF_GROUP);

    private static final Listing<ProvisionedUser> PLAIN =
            new Listing<>("directory_user u", "u", COLUMNS + ", null::jsonb as groups", ProvisionedUsers::map);
    private static final Listing<ProvisionedUser> WITH_GROUPS =
            new Listing<>("directory_user u", "u", COLUMNS + ", " + GROUPS, ProvisionedUsers::map);

    private static final String GROUPS_OF = """
            select jsonb_object_agg(m.group_id, %1$s) as groups from membership m
             where m.environment_id = ? and m.directory_id = ? and m.user_id = ?
            """.formatted(NAME_OF_GROUP);

    private final Sql sql;

    ProvisionedUsers(Sql sql) {
        this.sql = sql;
    }

    public Optional<ProvisionedUser> find(DirectoryAccess directory, UUID id, boolean withGroups) {
        return listing(withGroups).get(sql, directory, id).stream().findFirst();
    }

    public List<Listed<ProvisionedUser>> list(
            DirectoryAccess directory, Search search, Slice slice, boolean withGroups) {
        return listing(withGroups).read(sql, directory, search, slice);
    }

    /**
     * How many satisfy the search; looks at each.
     *
     * @throws dev.muster.sql.SqlFailure that {@code tookTooLong}
     */
    public long count(DirectoryAccess directory, Search search) {
        return PLAIN.count(sql, directory, search);
    }

    /** How many there are; costs the same for ten and for a million. */
    public long total(DirectoryAccess directory) {
        return Tallies.total(sql, "users", directory);
    }

    /** The groups one person is in. */
    public List<GroupName> groupsOf(DirectoryAccess directory, UUID user) {
        return sql.first(
                        GROUPS_OF,
                        row -> groups(row.json("groups")),
                        directory.environmentId(),
                        directory.directoryId(),
                        user)
                .orElse(List.of());
    }

    private static Listing<ProvisionedUser> listing(boolean withGroups) {
        return withGroups ? WITH_GROUPS : PLAIN;
    }

    private static ProvisionedUser map(Row row) throws SQLException {
        return new ProvisionedUser(
                row.uuid("id"),
                row.json("resource"),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"),
                groups(row.json("groups")));
    }

    // jsonb keeps keys of one length in their order, and ids in their order are groups by age.
    private static List<GroupName> groups(ObjectNode nameById) {
        if (nameById == null) {
            return List.of();
        }
        var groups = new ArrayList<GroupName>(nameById.size());
        for (var entry : nameById.properties()) {
            JsonNode name = entry.getValue();
            groups.add(new GroupName(UUID.fromString(entry.getKey()), name.asText()));
        }
        return groups;
    }
}
