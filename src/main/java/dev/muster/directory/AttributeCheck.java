package dev.muster.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.attribute.AttributeMapping;
import dev.muster.directory.attribute.Finding;
import dev.muster.sql.Sql;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Looks whether the people of a directory have the attributes the application asks for, and such that they can be read. It
 * looks at those that changed last and never at more than a fixed number. Methods join a running transaction.
 */
@ApplicationScoped
public class AttributeCheck {

    /** So many people, changed last, are looked at; the inactive among them do not count. */
    public static final int PEOPLE = 200;

    private static final int EXAMPLES = 5;

    private static final String SAMPLE = """
            select user_name, resource from (
              select user_name, resource, active from directory_user
               where environment_id = ? and directory_id = ? and removed_at is null
               order by updated_at desc, id desc limit %d) p
             where active
            """.formatted(PEOPLE);

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final CurrentRules rules;

    AttributeCheck(Sql sql, CurrentEnvironment environment, CurrentRules rules) {
        this.sql = sql;
        this.environment = environment;
        this.rules = rules;
    }

    /**
     * An attribute that some people lack.
     *
     * @param finding  what is wrong, as with the first of them
     * @param people   how many of those looked at
     * @param lookedAt how many were looked at
     * @param examples up to five user names
     */
    public record Failing(Finding finding, long people, long lookedAt, List<String> examples) {}

    private record Person(String userName, ObjectNode resource) {}

    /** One entry for each attribute and kind of mistake. */
    public List<Failing> of(UUID directory) {
        AttributeMapping mapping = rules.settings(environment.id(), directory).mapping();
        List<Person> people = sql.list(
                SAMPLE, row -> new Person(row.text("user_name"), row.json("resource")), environment.id(), directory);
        var failing = new LinkedHashMap<Map.Entry<String, Finding.Code>, Failing>();
        people.forEach(person -> mapping.findings(person.resource())
                .forEach(finding -> failing.merge(
                        Map.entry(finding.attribute(), finding.code()),
                        new Failing(finding, 1, people.size(), List.of(person.userName())),
                        AttributeCheck::together)));
        return List.copyOf(failing.values());
    }

    private static Failing together(Failing some, Failing one) {
        List<String> examples = some.people() < EXAMPLES
                ? Stream.concat(some.examples().stream(), one.examples().stream())
                        .toList()
                : some.examples();
        return new Failing(some.finding(), some.people() + one.people(), some.lookedAt(), examples);
    }
}
