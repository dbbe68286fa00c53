package dev.muster.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.attribute.AttributeMapping;
import dev.muster.directory.attribute.AttributePath;
import dev.muster.directory.attribute.Finding;
import dev.muster.directory.attribute.InvalidPath;
import dev.muster.directory.attribute.PredefinedAttribute;
import dev.muster.id.IdType;
import dev.muster.sql.Sql;
import dev.muster.sql.Window;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.AbstractMap.SimpleEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where the attributes of each directory come from: the rows of {@code attribute_mapping}. Methods join a running transaction. */
@ApplicationScoped
public class AttributeMappings {

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final Directories directories;
    private final DirectoryAttributes attributes;
    private final UserListing users;
    private final CurrentRules rules;
    private final UserRewrites rewrites;
    private final AuditLog audit;

    AttributeMappings(
            Sql sql,
            CurrentEnvironment environment,
            Directories directories,
            DirectoryAttributes attributes,
            UserListing users,
            CurrentRules rules,
            UserRewrites rewrites,
            AuditLog audit) {
        this.sql = sql;
        this.environment = environment;
        this.directories = directories;
        this.attributes = attributes;
        this.users = users;
        this.rules = rules;
        this.rewrites = rewrites;
        this.audit = audit;
    }

    /**
     * An attribute in one directory.
     *
     * @param mapped where somebody said it comes from; null: nobody did
     * @param usual  where it comes from then; null: nowhere
     */
    public record Mapped(DirectoryAttribute attribute, String mapped, String usual) {

        /** Where it comes from; null: nowhere. */
        public String path() {
            return mapped != null ? mapped : usual;
        }
    }

    /** All attributes of the environment with their places in this directory. */
    public List<Mapped> of(UUID directory) {
        Map<String, String> paths = paths(directory);
        return attributes.all().stream()
                .map(attribute -> mapped(attribute, paths.get(attribute.name())))
                .toList();
    }

    private static Mapped mapped(DirectoryAttribute attribute, String path) {
        String usual = PredefinedAttribute.of(attribute.name())
                .map(PredefinedAttribute::path)
                .map(AttributePath::text)
                .orElse(null);
        return new Mapped(attribute, path, usual);
    }

    private Map<String, String> paths(UUID directory) {
        return sql
                .list(
                        "select name, path from attribute_mapping where environment_id = ? and directory_id = ?",
                        row -> new SimpleEntry<>(row.text("name"), row.text("path")),
                        environment.id(),
                        directory)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * From now on these are the directory's own places, and all others are the usual ones. Its people are looked at anew in
     * the background.
     *
     * @param wanted paths by attribute; null stands for the usual place
     */
    public MappingOutcome<List<Mapped>> replace(UUID directory, Map<String, String> wanted) {
        rewrites.lockRules();
        if (directories.get(directory).isEmpty()) {
            return new MappingOutcome.NoDirectory<>();
        }
        Map<String, String> paths = given(wanted);
        Map<String, String> problems = problems(paths);
        if (!problems.isEmpty()) {
            return new MappingOutcome.Refused<>(problems);
        }
        Map<String, String> before = paths(directory);
        if (!paths.equals(before)) {
            write(directory, paths);
            rewrites.request(directory);
            audit.append("directory.attributes_mapped", IdType.DIRECTORY, directory, new TreeMap<>(paths));
        }
        return new MappingOutcome.Done<>(of(directory));
    }

    private void write(UUID directory, Map<String, String> paths) {
        sql.update(
                "delete from attribute_mapping where environment_id = ? and directory_id = ?",
                environment.id(),
                directory);
        sql.update(
                "insert into attribute_mapping (environment_id, directory_id, name, path) select ?, ?, name, path from unnest(?::text[], ?::text[]) as n (name, path)",
                environment.id(),
                directory,
                paths.keySet().toArray(String[]::new),
                paths.values().toArray(String[]::new));
    }

    /**
     * What a mapping would make of a person.
     *
     * @param now      their attributes as they are
     * @param then     as they would be
     * @param findings what could not be had
     */
    public record Preview(DirectoryUser user, ObjectNode now, ObjectNode then, List<Finding> findings) {}

    /**
     * Tries a mapping without saving it.
     *
     * @param wanted as in {@link #replace}
     * @param user   the id applications know; null: the directory's first
     */
    public MappingOutcome<Preview> preview(UUID directory, Map<String, String> wanted, UUID user) {
        if (directories.get(directory).isEmpty()) {
            return new MappingOutcome.NoDirectory<>();
        }
        Map<String, String> paths = given(wanted);
        Map<String, String> problems = problems(paths);
        if (!problems.isEmpty()) {
            return new MappingOutcome.Refused<>(problems);
        }
        AttributeMapping mapping =
                rules.settings(environment.id(), directory).withPaths(paths).mapping();
        Optional<DirectoryUser> person = person(directory, user);
        if (person.isEmpty()) {
            return user == null ? new MappingOutcome.NobodyThere<>() : new MappingOutcome.NoUser<>();
        }
        return new MappingOutcome.Done<>(person.map(found -> new Preview(
                        found,
                        found.customAttributes(),
                        mapping.map(found.resource()),
                        mapping.findings(found.resource())))
                .orElseThrow());
    }

    /** Somebody to look at: this one, or the first there is. */
    public Optional<DirectoryUser> person(UUID directory, UUID user) {
        if (user != null) {
            return users.get(user).filter(found -> found.directoryId().equals(directory));
        }
        var first = new Window(1, true, null, null);
        return users.list(new UserListing.Query(directory, null, null, null), first).rows().stream()
                .findFirst()
                .flatMap(shown -> users.get(shown.payload().id()));
    }

    private static Map<String, String> given(Map<String, String> wanted) {
        var given = new LinkedHashMap<String, String>();
        wanted.forEach((name, path) -> {
            if (path != null && !path.isBlank()) {
                given.put(name, path.strip());
            }
        });
        return given;
    }

    private Map<String, String> problems(Map<String, String> paths) {
        Set<String> known =
                attributes.all().stream().map(DirectoryAttribute::name).collect(Collectors.toSet());
        var problems = new TreeMap<String, String>();
        paths.forEach((name, path) -> {
            if (!known.contains(name)) {
                problems.put(name, "There is no attribute '" + name + "' in this environment.");
            } else {
                problem(path).ifPresent(problem -> problems.put(name, problem));
            }
        });
        return problems;
    }

    private static Optional<String> problem(String path) {
        try {
            AttributePath.parse(path);
            return Optional.empty();
        } catch (InvalidPath e) {
            return Optional.of(e.getMessage());
        }
    }
}
