package dev.muster.scim;

import dev.muster.id.IdType;
import dev.muster.scim.filter.Condition.Compare;
import dev.muster.scim.filter.Literal;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.schema.Target;
import dev.muster.sql.Condition;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where the attributes of a type lie: in columns, in rows of their own, and everything else in the document. Under
 * row-level security only plain comparisons of columns can use an index, so the ones providers search by are columns.
 *
 * @param row      the name of the row in statements
 * @param columns  how to compare attributes kept in columns
 * @param lookUps  lists with a look-up by one exact value, by the value's attribute
 * @param lists    lists kept as rows: sets of their entries as jsonb; each {@code ?} stands for the base URL
 */
record SqlStorage(
        String row,
        Map<String, Comparing> columns,
        Map<String, Function<String, Condition>> lookUps,
        Map<String, String> lists) {

    /** Compares a column. */
    interface Comparing {
        /** @param base the directory's SCIM base URL; filters can ask for addresses */
        Condition by(Compare compare, String base);
    }

    private static final String SCHEMAS = """
            (select to_jsonb(s) as v
               from (select '%s' as s union all select k from jsonb_object_keys(%s.resource) k where position(':' in k) > 1) urns)
            """;

    static final SqlStorage USERS = new SqlStorage(
            "u",
            columns(
                    "u",
                    "User",
                    IdType.DIRECTORY_USER,
                    Map.of("userName", key("u.user_name_key", "u.user_name"), "active", active())),
            Map.of(
                    "emails.value", address -> Condition.of("""
                            exists (select from directory_user_email a
                                     where a.environment_id = u.environment_id and a.directory_id = u.directory_id
                                       and a.user_id = u.id and a.value_key = index_key(?))""", SqlComparison.folded(address)),
                    "groups.value", id -> has(IdType.DIRECTORY_GROUP, id, """
                            exists (select from membership m
                                     where m.environment_id = u.environment_id and m.directory_id = u.directory_id
                                       and m.user_id = u.id and m.group_id = ?)""")),
            Map.of("schemas", SCHEMAS.formatted("urn:ietf:params:scim:schemas:core:2.0:User", "u"), "groups", """
                    (select jsonb_build_object('value', printed_id('directory_group_', i.id), 'type', 'direct',
                                'display', i.display_name, '$ref', ?::text || '/Groups/' || printed_id('directory_group_', i.id)) as v
                       from membership m
                       join directory_group i on (i.environment_id, i.directory_id, i.id) = (m.environment_id, m.directory_id, m.group_id)
                      where m.environment_id = u.environment_id and m.directory_id = u.directory_id and m.user_id = u.id)
                    """));

    static final SqlStorage GROUPS = new SqlStorage(
            "g",
            columns(
                    "g",
                    "Group",
                    IdType.DIRECTORY_GROUP,
                    Map.of("displayName", key("g.display_name_key", "g.display_name"))),
            Map.of("members.value", SqlStorage::hasMember),
            Map.of("schemas", SCHEMAS.formatted("urn:ietf:params:scim:schemas:core:2.0:Group", "g"), "members", """
                    (select jsonb_build_object('value', printed_id('directory_user_', p.id), 'type', 'User',
                                'display', coalesce(p.display_name, p.user_name),
                                '$ref', ?::text || '/Users/' || printed_id('directory_user_', p.id)) as v
                       from membership m
                       join directory_user p on (p.environment_id, p.directory_id, p.id) = (m.environment_id, m.directory_id, m.user_id)
                      where m.environment_id = g.environment_id and m.directory_id = g.directory_id and m.group_id = g.id
                     union all
                     select jsonb_build_object('value', printed_id('directory_group_', i.id), 'type', 'Group',
                                'display', i.display_name, '$ref', ?::text || '/Groups/' || printed_id('directory_group_', i.id))
                       from group_nesting n
                       join directory_group i on (i.environment_id, i.directory_id, i.id) = (n.environment_id, n.directory_id, n.member_group_id)
                      where n.environment_id = g.environment_id and n.directory_id = g.directory_id and n.group_id = g.id
                        and i.removed_at is null)
                    """));

    Condition document() {
        return Condition.of(row + ".resource");
    }

    /** The comparison by a column or a look-up table, if one can decide it. */
    Optional<Condition> comparison(Compare compare, String base) {
        String name = compare.target().text();
        return Optional.ofNullable(columns.get(name))
                .map(column -> column.by(compare, base))
                .or(() -> compare.operator() == Operator.EQ ? lookUp(name, compare.literal()) : Optional.empty());
    }

    /** Which rows have this value in a list, if there is a look-up for it. */
    Optional<Condition> lookUp(String name, Literal literal) {
        return Optional.ofNullable(lookUps.get(name)).map(rows -> rows.apply(SqlComparison.plain(literal)));
    }

    /** Whether an index finds the rows with one value of it. */
    boolean indexed(Target target) {
        return switch (target.text()) {
            case "id", "externalId", "userName" -> true;
            case "displayName" -> columns.containsKey("displayName");
            default -> lookUps.containsKey(target.text());
        };
    }

    /** Whether every resource has it. */
    static boolean always(Target target) {
        return switch (target.keys().getFirst()) {
            case "id", "meta", "schemas" -> true;
            default -> false;
        };
    }

    /** The entries of a list that is kept as rows, as a set of jsonb called v. */
    Optional<Condition> list(Target target, String base) {
        return Optional.ofNullable(lists.get(target.keys().getFirst())).map(set -> Condition.of(set, bases(set, base)));
    }

    private static Object[] bases(String set, String base) {
        return set.chars().filter(c -> c == '?').mapToObj(c -> base).toArray();
    }

    private static Map<String, Comparing> columns(String row, String type, IdType ids, Map<String, Comparing> more) {
        var columns = new HashMap<>(more);
        columns.put("id", (compare, base) -> id(compare, ids, row));
        columns.put(
                "externalId",
                (compare, base) -> SqlComparison.exactKey(compare, row + ".external_id_key", row + ".external_id"));
        columns.put("meta.created", moment(row + ".created_at"));
        columns.put("meta.lastModified", moment(row + ".updated_at"));
        columns.put("meta.resourceType", text(Condition.of("'" + type + "'::text")));
        columns.put("meta.version", text(Condition.of("('W/\"' || " + row + ".version || '\"')")));
        columns.put(
                "meta.location",
                (compare, base) -> SqlComparison.text(
                        compare, Condition.of("(?::text || " + printed(ids, row) + ")", base + "/" + type + "s/")));
        return Map.copyOf(columns);
    }

    private static Comparing text(Condition value) {
        return (compare, base) -> SqlComparison.text(compare, value);
    }

    private static Comparing key(String key, String whole) {
        return (compare, base) -> SqlComparison.key(compare, key, whole);
    }

    private static Comparing active() {
        return (compare, base) -> SqlComparison.ordered(
                compare.operator(),
                Condition.of("u.active"),
                Condition.of("?", Boolean.valueOf(SqlComparison.plain(compare.literal()))));
    }

    private static Comparing moment(String column) {
        return (compare, base) -> compare.literal() instanceof Literal.Moment moment
                ? SqlComparison.ordered(
                        compare.operator(),
                        Condition.of(column),
                        Condition.of("?::timestamptz", moment.value().atOffset(ZoneOffset.UTC)))
                : Condition.of("false");
    }

    // Only equality is worth an index; ids are uuids inside, so everything else has to print them first.
    private static Condition id(Compare compare, IdType ids, String row) {
        return compare.operator() == Operator.EQ
                ? has(ids, SqlComparison.plain(compare.literal()), row + ".id = ?")
                : SqlComparison.text(compare, Condition.of(printed(ids, row)));
    }

    private static String printed(IdType ids, String row) {
        return "printed_id('%s', %s.id)".formatted(ids.start(), row);
    }

    private static Condition hasMember(String id) {
        return IdType.DIRECTORY_GROUP.parse(id).isPresent()
                ? has(IdType.DIRECTORY_GROUP, id, """
                        exists (select from group_nesting n
                                 where n.environment_id = g.environment_id and n.directory_id = g.directory_id
                                   and n.group_id = g.id and n.member_group_id = ?)""")
                : has(IdType.DIRECTORY_USER, id, """
                        exists (select from membership m
                                 where m.environment_id = g.environment_id and m.directory_id = g.directory_id
                                   and m.group_id = g.id and m.user_id = ?)""");
    }

    /** The condition about the id; false for a text that is printed otherwise than we do. */
    private static Condition has(IdType ids, String text, String condition) {
        Optional<UUID> id = ids.parse(text).filter(uuid -> ids.print(uuid).equals(text));
        return id.map(uuid -> Condition.of(condition, uuid)).orElseGet(() -> Condition.of("false"));
    }
}
