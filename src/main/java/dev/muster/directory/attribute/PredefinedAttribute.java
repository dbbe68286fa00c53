package dev.muster.directory.attribute;

import static dev.muster.directory.attribute.AttributeType.ARRAY;
import static dev.muster.directory.attribute.AttributeType.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * WorkOS's predefined attributes, under their fixed names. Those that SCIM has no place for come without a path: they have
 * a value where a directory maps one.
 */
public enum PredefinedAttribute {
    ADDRESSES(
            ARRAY,
            "addresses",
            "type",
            "type",
            "street_address",
            "streetAddress",
            "locality",
            "locality",
            "region",
            "region",
            "postal_code",
            "postalCode",
            "country",
            "country",
            "raw_address",
            "formatted",
            "primary",
            "primary"),
    COST_CENTER_NAME(STRING, PredefinedAttribute.ENTERPRISE + "costCenter"),
    DEPARTMENT_NAME(STRING, PredefinedAttribute.ENTERPRISE + "department"),
    DISPLAY_NAME(STRING, "displayName"),
    DIVISION_NAME(STRING, PredefinedAttribute.ENTERPRISE + "division"),
    EMAILS(ARRAY, "emails", "type", "type", "value", "value", "primary", "primary"),
    EMPLOYEE_NUMBER(STRING, PredefinedAttribute.ENTERPRISE + "employeeNumber"),
    EMPLOYEE_TYPE(STRING, "userType"),
    EMPLOYMENT_START_DATE(STRING, null),
    JOB_TITLE(STRING, "title"),
    MANAGER_NAME(STRING, PredefinedAttribute.ENTERPRISE + "manager.displayName"),
    MANAGER_ID(STRING, PredefinedAttribute.ENTERPRISE + "manager.value"),
    MANAGER_EMAIL(STRING, null),
    ORGANIZATION(STRING, PredefinedAttribute.ENTERPRISE + "organization"),
    PHONE_NUMBERS(ARRAY, "phoneNumbers", "value", "value", "display", "display", "type", "type", "primary", "primary"),
    USERNAME(STRING, "userName");

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";

    private final AttributeType type;
    private final AttributePath path;
    private final String[] parts;

    /** @param parts of a list's entries: WorkOS's name, SCIM's name, and so on */
    PredefinedAttribute(AttributeType type, String path, String... parts) {
        this.type = type;
        this.path = path == null ? null : known(path);
        this.parts = parts;
    }

    public static Optional<PredefinedAttribute> of(String name) {
        return Arrays.stream(values())
                .filter(attribute -> attribute.attributeName().equals(name))
                .findFirst();
    }

    public String attributeName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public AttributeType type() {
        return type;
    }

    /** Where it stands unless a directory maps it; null: nowhere. */
    public AttributePath path() {
        return path;
    }

    /** The value in WorkOS's words. */
    JsonNode shaped(JsonNode value) {
        if (parts.length == 0 || !value.isArray()) {
            return value;
        }
        ArrayNode shaped = JsonNodeFactory.instance.arrayNode();
        value.forEach(entry -> shaped.add(entry.isObject() ? renamed(entry) : entry));
        return shaped;
    }

    private ObjectNode renamed(JsonNode entry) {
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < parts.length; i += 2) {
            JsonNode part = entry.path(parts[i + 1]);
            if (!part.isMissingNode() && !part.isNull() && !(part.isContainerNode() && part.isEmpty())) {
                renamed.set(parts[i], part);
            }
        }
        return renamed;
    }

    private static AttributePath known(String path) {
        try {
            return AttributePath.parse(path);
        } catch (InvalidPath e) {
            throw new IllegalStateException(e);
        }
    }
}
