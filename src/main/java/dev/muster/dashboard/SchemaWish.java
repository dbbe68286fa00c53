package dev.muster.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.muster.directory.SchemaDefinition;
import dev.muster.directory.SchemaExtension;
import dev.muster.page.Text;
import java.util.List;
import java.util.Optional;

/**
 * A schema as typed, which may be wrong.
 *
 * @param attributes JSON
 */
record SchemaWish(
        String urn, String resourceType, String name, String description, boolean required, String attributes) {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static final SchemaWish EXAMPLE = new SchemaWish("", "User", "", "", false, """
            [
              { "name": "badge", "type": "integer", "mutability": "immutable" },
              { "name": "skills", "type": "string", "multiValued": true }
            ]""");

    static SchemaWish of(SchemaExtension extension) {
        return new SchemaWish(
                extension.urn(),
                extension.resourceType(),
                extension.name(),
                extension.description(),
                extension.required(),
                extension.attributes().toPrettyString());
    }

    /** @param required anything at all when the box is ticked */
    static SchemaWish typed(
            String urn, String resourceType, String name, String description, String required, String attributes) {
        return new SchemaWish(
                Text.given(urn).strip(),
                "Group".equals(resourceType) ? "Group" : "User",
                Text.given(name).strip(),
                Text.given(description).strip(),
                required != null,
                Text.given(attributes));
    }

    /** The definition; not to be used when problems were added. */
    SchemaDefinition definition(List<String> problems) {
        if (Text.of(name, LONGEST_NAME).isEmpty()) {
            problems.add("A schema needs a name of up to " + LONGEST_NAME + " characters.");
        }
        if (!description.isEmpty() && Text.of(description, LONGEST_DESCRIPTION).isEmpty()) {
            problems.add("The description may have up to " + LONGEST_DESCRIPTION + " characters in one line.");
        }
        return SchemaDefinition.read(
                urn,
                resourceType,
                name,
                description,
                required,
                parsed(problems).orElse(MissingNode.getInstance()),
                (field, sentence) -> problems.add(sentence + "."));
    }

    private Optional<JsonNode> parsed(List<String> problems) {
        try {
            return Optional.of(JSON.readTree(attributes));
        } catch (JsonProcessingException e) {
            problems.add("The attributes are no JSON: " + e.getOriginalMessage() + ", line "
                    + e.getLocation().getLineNr() + ".");
            return Optional.empty();
        }
    }
}
