package dev.muster.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.attribute.AttributeMapping;
import dev.muster.directory.attribute.AttributePath;
import dev.muster.directory.attribute.AttributeType;
import dev.muster.directory.attribute.InvalidPath;
import dev.muster.directory.attribute.MappedAttribute;
import dev.muster.directory.attribute.PredefinedAttribute;
import dev.muster.sql.Row;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an environment and one of its directories say about attributes.
 *
 * @param rows  by name: predefined, enabled, type and required of {@code directory_attribute}
 * @param paths by name: where the directory has them, as written
 */
record AttributeSettings(ObjectNode rows, Map<String, String> paths) {

    /** To be read for a row {@code d} of {@code directory}. */
    static final String COLUMNS = """
            coalesce((select jsonb_object_agg(a.name, jsonb_build_object('predefined', a.predefined, 'enabled', a.enabled,
                                                                         'type', a.type, 'required', a.required))
                        from directory_attribute a where a.environment_id = d.environment_id), '{}') as attributes,
            coalesce((select jsonb_object_agg(m.name, m.path) from attribute_mapping m
                       where m.environment_id = d.environment_id and m.directory_id = d.id), '{}') as paths
            """;

    static AttributeSettings map(Row row) throws SQLException {
        var paths = new HashMap<String, String>();
        row.json("paths")
                .properties()
                .forEach(path -> paths.put(path.getKey(), path.getValue().textValue()));
        return new AttributeSettings(row.json("attributes"), paths);
    }

    /** Predefined attributes that are on, then those the developer defined. */
    AttributeMapping mapping() {
        return new AttributeMapping(Stream.concat(predefined(), custom()).toList());
    }

    AttributeSettings withPaths(Map<String, String> others) {
        return new AttributeSettings(rows, others);
    }

    private Stream<MappedAttribute> predefined() {
        return Arrays.stream(PredefinedAttribute.values())
                .filter(attribute ->
                        rows.path(attribute.attributeName()).path("enabled").asBoolean(true))
                .map(attribute -> MappedAttribute.of(attribute, path(attribute.attributeName())));
    }

    private Stream<MappedAttribute> custom() {
        return rows.properties().stream()
                .filter(row -> !row.getValue().path("predefined").booleanValue())
                .map(row -> custom(row.getKey(), row.getValue()));
    }

    private MappedAttribute custom(String name, JsonNode row) {
        return new MappedAttribute(
                name,
                AttributeType.BY_NAME.get(row.path("type").textValue()),
                row.path("required").booleanValue(),
                path(name),
                null);
    }

    private AttributePath path(String name) {
        try {
            return paths.containsKey(name) ? AttributePath.parse(paths.get(name)) : null;
        } catch (InvalidPath e) {
            throw new IllegalStateException("only valid paths are stored", e);
        }
    }
}
