package dev.muster.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.directory.SchemaExtension;
import java.util.ArrayList;
import java.util.List;

/** A declared schema as a table. */
record ShownSchema(SchemaExtension extension, List<Row> rows) {

    /**
     * One attribute, or a part of the one above it.
     *
     * @param rules what is not as usual: {@code required}, {@code immutable}
     */
    record Row(String name, boolean part, String type, String rules, String description) {}

    /** Of what, in words. */
    public String resources() {
        return extension.resourceType().equals("Group") ? "groups" : "users";
    }

    static ShownSchema of(SchemaExtension extension) {
        var rows = new ArrayList<Row>();
        for (JsonNode attribute : extension.attributes()) {
            rows.add(row(attribute, false));
            attribute.path("subAttributes").forEach(part -> rows.add(row(part, true)));
        }
        return new ShownSchema(extension, rows);
    }

    private static Row row(JsonNode attribute, boolean part) {
        String list = attribute.path("multiValued").asBoolean() ? "list of " : "";
        return new Row(
                attribute.path("name").asText(),
                part,
                list + attribute.path("type").asText(),
                rules(attribute),
                attribute.path("description").asText());
    }

    private static String rules(JsonNode attribute) {
        var rules = new ArrayList<String>();
        if (attribute.path("required").asBoolean()) {
            rules.add("required");
        }
        if (attribute.path("caseExact").asBoolean()) {
            rules.add("case counts");
        }
        if (!attribute.path("mutability").asText().equals("readWrite")) {
            rules.add(attribute.path("mutability").asText());
        }
        if (!attribute.path("returned").asText().equals("default")) {
            rules.add("returned: " + attribute.path("returned").asText());
        }
        return String.join(", ", rules);
    }
}
