package dev.muster.requestlog;

import dev.muster.sql.Condition;
import dev.muster.sql.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Finds the requests that touch somebody: those about them, by id or by name, since who could not be created has no id; and
 * those that name them among others. Each kind is read by its own index, from where the window begins and no further than it
 * is long.
 */
final class Touching {

    private static final String LAST_NAME = """
            (select n.subject_key from scim_request n
              where n.environment_id = ? and n.directory_id = ? and n.subject_id = ? and n.subject_key is not null
              order by n.id desc limit 1)""";
    private static final String LAST_ID = """
            (select n.subject_id from scim_request n
              where n.environment_id = ? and n.directory_id = ? and n.subject_key = ? and n.subject_id is not null
              order by n.id desc limit 1)""";

    private final UUID environment;
    private final UUID directory;
    private final Condition others;
    private final Window window;

    /** @param others what else a request has to fulfil, in columns of {@code scim_request} */
    Touching(UUID environment, UUID directory, Condition others, Window window) {
        this.environment = environment;
        this.directory = directory;
        this.others = others;
        this.window = window;
    }

    Condition somebody(UUID id) {
        return any(
                about(Condition.of("subject_id = ?", id)),
                about(Condition.of("subject_key = " + LAST_NAME, environment, directory, id)),
                naming(Condition.of("p.user_id = ?", id)));
    }

    Condition somebody(String name) {
        String key = KeptRequest.key(name);
        return any(
                about(Condition.of("subject_key = ?", key)),
                about(Condition.of("subject_id = " + LAST_ID, environment, directory, key)),
                naming(Condition.of("p.user_id = " + LAST_ID, environment, directory, key)));
    }

    private Condition about(Condition subject) {
        Condition where = Condition.of("environment_id = ? and directory_id = ?", environment, directory)
                .and(subject)
                .and(others)
                .and(window.condition("id"));
        return new Condition(
                "(select id from scim_request where " + where.text() + window.tail("id") + ")", where.values());
    }

    private Condition naming(Condition person) {
        Condition where = Condition.of("p.environment_id = ? and p.directory_id = ?", environment, directory)
                .and(person)
                .and(window.condition("p.request_id"));
        var values = new ArrayList<>(others.values());
        values.addAll(where.values());
        return new Condition("""
                (select p.request_id from scim_request_person p
                  cross join lateral (select from scim_request
                                       where environment_id = p.environment_id and directory_id = p.directory_id
                                         and id = p.request_id and %s) r
                  where %s%s)""".formatted(others.text(), where.text(), window.tail("p.request_id")), values);
    }

    private static Condition any(Condition... kinds) {
        var values = new ArrayList<>();
        List.of(kinds).forEach(kind -> values.addAll(kind.values()));
        return new Condition(
                "id in ("
                        + String.join(
                                " union ",
                                List.of(kinds).stream().map(Condition::text).toList()) + ")",
                values);
    }
}
