package dev.muster.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** WorkOS's predefined attributes, by their fixed names, as far as SCIM carries them. Attributes without a value are left out. */
final class PredefinedAttributes {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final Map<String, String> ADDRESS_PARTS = parts(
            "type", "type",
            "street_address", "streetAddress",
            "locality", "locality",
            "region", "region",
            "postal_code", "postalCode",
            "country", "country",
            "raw_address", "formatted",
            "primary", "primary");
    private static final Map<String, String> EMAIL_PARTS =
            parts("type", "type", "value", "value", "primary", "primary");
    private static final Map<String, String> PHONE_PARTS =
            parts("value", "value", "display", "display", "type", "type", "primary", "primary");

    static final Set<String> NAMES = Set.of(
            "addresses",
            "cost_center_name",
            "department_name",
            "display_name",
            "division_name",
            "emails",
            "employee_number",
            "employee_type",
            "job_title",
            "manager_name",
            "manager_id",
            "organization",
            "phone_numbers",
            "username");

    private PredefinedAttributes() {}

    static ObjectNode of(ObjectNode resource) {
        JsonNode enterprise = resource.path(ENTERPRISE);
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        put(values, "addresses", entries(resource.path("addresses"), ADDRESS_PARTS));
        put(values, "cost_center_name", enterprise.path("costCenter"));
        put(values, "department_name", enterprise.path("department"));
        put(values, "display_name", resource.path("displayName"));
        put(values, "division_name", enterprise.path("division"));
        put(values, "emails", entries(resource.path("emails"), EMAIL_PARTS));
        put(values, "employee_number", enterprise.path("employeeNumber"));
        put(values, "employee_type", resource.path("userType"));
        put(values, "job_title", resource.path("title"));
        put(values, "manager_name", enterprise.path("manager").path("displayName"));
        put(values, "manager_id", enterprise.path("manager").path("value"));
        put(values, "organization", enterprise.path("organization"));
        put(values, "phone_numbers", entries(resource.path("phoneNumbers"), PHONE_PARTS));
        put(values, "username", resource.path("userName"));
        return values;
    }

    private static void put(ObjectNode values, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
            values.set(name, value);
        }
    }

    private static ArrayNode entries(JsonNode list, Map<String, String> parts) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        for (JsonNode entry : list) {
            ObjectNode shown = result.addObject();
            parts.forEach((name, scimName) -> put(shown, name, entry.path(scimName)));
        }
        return result;
    }

    private static Map<String, String> parts(String... namesAndScimNames) {
        var parts = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndScimNames.length; i += 2) {
            parts.put(namesAndScimNames[i], namesAndScimNames[i + 1]);
        }
        return parts;
    }
}
