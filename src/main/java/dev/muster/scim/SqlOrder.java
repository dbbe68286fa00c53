package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_PATH;

import dev.muster.directory.Order;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributePath;
import dev.muster.scim.schema.AttributeType;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Target;
import dev.muster.sql.Condition;
import java.util.Map;
import java.util.Optional;

/** {@code sortBy} and {@code sortOrder} (RFC 7644 section 3.4.2.3) in SQL. */
final class SqlOrder {

    private record Column(String name, String sqlType, boolean nullable) {}

    private static final Map<String, Column> COLUMNS = Map.of(
            "externalId", new Column("external_id", "text", true),
            "userName", new Column("user_name_key", "text", false),
            "active", new Column("active", "boolean", false),
            "meta.created", new Column("created_at", "timestamptz", false),
            "meta.lastModified", new Column("updated_at", "timestamptz", false));
    private static final Column GROUP_NAME = new Column("display_name_key", "text", false);

    private SqlOrder() {}

    /** @throws ScimException invalidPath for what is no attribute with an order */
    static Order of(ResourceType type, SqlStorage storage, Optional<String> sortBy, boolean ascending) {
        if (sortBy.isEmpty()) {
            return new Order(null, null, false, ascending);
        }
        Target target = AttributePath.parse(sortBy.get().strip())
                .map(type::resolve)
                .filter(Target::declared)
                .orElseThrow(() -> unsortable(type, sortBy.get()));
        if (target.text().equals("id") || SqlStorage.always(target) && !COLUMNS.containsKey(target.text())) {
            return new Order(null, null, false, ascending);
        }
        return column(target, storage)
                .map(column -> Order.by(
                        Condition.of(storage.row() + "." + column.name()),
                        column.sqlType(),
                        column.nullable(),
                        ascending))
                .orElseGet(() -> inDocument(type, storage, target, ascending));
    }

    private static Optional<Column> column(Target target, SqlStorage storage) {
        if (storage == SqlStorage.GROUPS && target.text().equals("displayName")) {
            return Optional.of(GROUP_NAME);
        }
        return Optional.ofNullable(COLUMNS.get(target.text()));
    }

    /** Of several values the primary one counts, or the first. */
    private static Order inDocument(ResourceType type, SqlStorage storage, Target target, boolean ascending) {
        Target values = valuesOf(target).orElseThrow(() -> unsortable(type, target.text()));
        if (values.leaf().relation() || values.attribute().relation()) {
            throw unsortable(type, target.text());
        }
        Condition value = values.multiValued()
                ? SqlJson.preferred(storage.document(), values)
                : SqlJson.value(storage.document(), values);
        boolean number =
                values.leaf().type() == AttributeType.INTEGER || values.leaf().type() == AttributeType.DECIMAL;
        if (values.leaf().type() == AttributeType.DATETIME) {
            return Order.by(Fragment.of("moment(%s #>> '{}')", value), "timestamptz", true, ascending);
        }
        return number
                ? Order.by(
                        Fragment.of(
                                "case when jsonb_typeof(%s) = 'number' then (%s #>> '{}')::numeric end", value, value),
                        "numeric",
                        true,
                        ascending)
                : Order.by(text(values.leaf(), value), "text", true, ascending);
    }

    private static Condition text(Attribute attribute, Condition value) {
        return Fragment.of(attribute.caseExact() ? "%s #>> '{}'" : "lower(%s #>> '{}')", value);
    }

    private static Optional<Target> valuesOf(Target target) {
        Attribute leaf = target.leaf();
        if (!leaf.complex()) {
            return Optional.of(target);
        }
        return leaf.subAttributes()
                .find("value")
                .map(value -> new Target(target.extension(), target.attribute(), Optional.of(value)));
    }

    private static ScimException unsortable(ResourceType type, String name) {
        String shown = name.length() <= 100 ? name : name.substring(0, 100) + "…";
        return INVALID_PATH.because("\"" + shown + "\" is no attribute of " + type.name() + " that can be sorted by.");
    }
}
