package dev.muster.directory;

import dev.muster.directory.attribute.AttributeType;
import dev.muster.directory.attribute.PredefinedAttribute;
import dev.muster.id.IdType;
import dev.muster.sql.Sql;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The attributes of the current environment: WorkOS's predefined ones, each switched on or off, and the developer's own. A
 * change reaches all people of all directories in the background. Methods join a running transaction.
 */
@ApplicationScoped
public class DirectoryAttributes implements PanacheRepositoryBase<DirectoryAttribute, UUID> {

    /** Own attributes of one environment. */
    static final int MOST = 100;

    private static final int LONGEST_DESCRIPTION = 500;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final int LONGEST_NAME = 60;

    /** Members of {@code directory_user}; as an attribute they would only mislead. */
    private static final Set<String> RESERVED = Set.of(
            "object",
            "id",
            "idp_id",
            "directory_id",
            "organization_id",
            "email",
            "first_name",
            "last_name",
            "name",
            "state",
            "groups",
            "role",
            "roles",
            "custom_attributes",
            "raw_attributes",
            "previous_attributes",
            "created_at",
            "updated_at");

    private final CurrentEnvironment environment;
    private final UserRewrites rewrites;
    private final AuditLog audit;
    private final Sql sql;

    DirectoryAttributes(CurrentEnvironment environment, UserRewrites rewrites, AuditLog audit, Sql sql) {
        this.environment = environment;
        this.rewrites = rewrites;
        this.audit = audit;
        this.sql = sql;
    }

    /** A new attribute of the developer's own. @param description or null */
    public record Draft(String name, AttributeType type, boolean required, String description) {}

    /** What changes of an attribute; null leaves a value as it is. @param enabled for predefined ones, the rest for the others */
    public record Change(Boolean enabled, AttributeType type, Boolean required, String description) {

        /** The switch of a predefined attribute. */
        public static Change enabled(boolean on) {
            return new Change(on, null, null, null);
        }
    }

    /** The predefined ones in WorkOS's order, then the developer's, oldest first. */
    public List<DirectoryAttribute> all() {
        Map<String, DirectoryAttribute> rows = find("environmentId = ?1 order by id", environment.id()).stream()
                .collect(Collectors.toMap(DirectoryAttribute::name, Function.identity()));
        return Stream.concat(
                        Arrays.stream(PredefinedAttribute.values())
                                .map(attribute -> Optional.ofNullable(rows.get(attribute.attributeName()))
                                        .orElseGet(() -> DirectoryAttribute.of(environment.id(), attribute))),
                        rows.values().stream()
                                .filter(attribute -> !attribute.predefined())
                                .sorted(Comparator.comparing(DirectoryAttribute::id)))
                .toList();
    }

    /** Whether the developer has attributes of their own, which have a value only where a directory maps them. */
    public boolean anyOwn() {
        return count("environmentId = ?1 and predefined = false", environment.id()) > 0;
    }

    /** Defines an attribute: null for everybody until a directory maps it. */
    public AttributeOutcome create(Draft draft) {
        Optional<AttributeOutcome> refused = refused(draft);
        if (refused.isPresent()) {
            return refused.get();
        }
        rewrites.lockRules();
        if (named(draft.name()).isPresent()) {
            return new AttributeOutcome.Taken(draft.name());
        }
        if (count("environmentId = ?1 and predefined = false", environment.id()) >= MOST) {
            return new AttributeOutcome.Refused(
                    "name", "an environment has at most " + MOST + " attributes of its own");
        }
        var attribute = DirectoryAttribute.of(environment.id(), draft);
        persistAndFlush(attribute);
        rewrites.requestAll();
        audit("directory_attribute.created", attribute);
        return new AttributeOutcome.Saved(attribute);
    }

    /** Changes an attribute of either kind. */
    public AttributeOutcome change(String name, Change change) {
        rewrites.lockRules();
        return known(name)
                .map(attribute -> refused(attribute, change).orElseGet(() -> changed(attribute, change)))
                .orElseGet(AttributeOutcome.NotFound::new);
    }

    private AttributeOutcome changed(DirectoryAttribute attribute, Change change) {
        boolean visible = attribute.change(change);
        persistAndFlush(attribute);
        if (visible) {
            rewrites.requestAll();
        }
        audit("directory_attribute.updated", attribute);
        return new AttributeOutcome.Saved(attribute);
    }

    /** Removes one of the developer's own, with its values and its mappings. A predefined one can only be switched off. */
    public AttributeOutcome remove(String name) {
        rewrites.lockRules();
        DirectoryAttribute attribute = known(name).orElse(null);
        if (attribute == null) {
            return new AttributeOutcome.NotFound();
        }
        if (attribute.predefined()) {
            return new AttributeOutcome.Refused(
                    "name", "a predefined attribute is switched off instead: enabled false");
        }
        delete(attribute);
        flush();
        sql.update("delete from attribute_mapping where environment_id = ? and name = ?", environment.id(), name);
        rewrites.requestAll();
        audit("directory_attribute.deleted", attribute);
        return new AttributeOutcome.Saved(attribute);
    }

    private Optional<DirectoryAttribute> known(String name) {
        return named(name)
                .or(() -> PredefinedAttribute.of(name)
                        .map(attribute -> DirectoryAttribute.of(environment.id(), attribute)));
    }

    private Optional<DirectoryAttribute> named(String name) {
        return find("environmentId = ?1 and name = ?2", environment.id(), name).firstResultOptional();
    }

    private static Optional<AttributeOutcome> refused(Draft draft) {
        if (draft.name().length() > LONGEST_NAME || !NAME.matcher(draft.name()).matches()) {
            return refusal(
                    "name",
                    "name must be in snake_case, such as cost_code, and at most " + LONGEST_NAME + " characters long");
        }
        if (RESERVED.contains(draft.name())
                || PredefinedAttribute.of(draft.name()).isPresent()) {
            return refusal("name", "the name " + draft.name() + " is reserved");
        }
        return refusedDescription(draft.description());
    }

    private static Optional<AttributeOutcome> refused(DirectoryAttribute attribute, Change change) {
        if (attribute.predefined()
                && (change.type() != null || change.required() != null || change.description() != null)) {
            return refusal("name", "of a predefined attribute only enabled can be changed");
        }
        if (!attribute.predefined() && Boolean.FALSE.equals(change.enabled())) {
            return refusal("enabled", "only predefined attributes are switched off; delete this one instead");
        }
        return refusedDescription(change.description());
    }

    private static Optional<AttributeOutcome> refusedDescription(String description) {
        return description != null && description.length() > LONGEST_DESCRIPTION
                ? refusal("description", "description must be at most " + LONGEST_DESCRIPTION + " characters long")
                : Optional.empty();
    }

    private static Optional<AttributeOutcome> refusal(String field, String reason) {
        return Optional.of(new AttributeOutcome.Refused(field, reason));
    }

    private void audit(String action, DirectoryAttribute attribute) {
        audit.append(
                action,
                IdType.DIRECTORY_ATTRIBUTE,
                attribute.id(),
                Map.of("name", attribute.name(), "enabled", Boolean.toString(attribute.enabled())));
    }
}
