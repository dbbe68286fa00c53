package dev.muster.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * A schema extension as the developer declares it, found to be in order.
 *
 * @param resourceType {@code User} or {@code Group}
 * @param required     whether each resource must have values in it
 * @param attributes   definitions as in RFC 7643 section 7, every characteristic spelled out
 */
public record SchemaDefinition(
        String urn, String resourceType, String name, String description, boolean required, ArrayNode attributes) {

    public static final List<String> RESOURCE_TYPES = List.of("User", "Group");

    private static final int LONGEST_URN = 200;
    private static final Pattern URN = Pattern.compile("(?i)urn:[a-z0-9][a-z0-9-]{1,31}(:[a-z0-9._-]+)+");
    private static final Set<String> RESERVED = Set.of(
            "urn:ietf:params:scim:schemas:core:", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user",
            "urn:ietf:params:scim:api:", "urn:scim:schemas:core:");

    /**
     * Reads a declaration; each thing that is wrong with it is told as a field and a sentence, and then the result must
     * not be used.
     *
     * @param attributes a missing node if there are none
     */
    public static SchemaDefinition read(
            String urn,
            String resourceType,
            String name,
            String description,
            boolean required,
            JsonNode attributes,
            BiConsumer<String, String> complain) {
        if (urn.length() > LONGEST_URN || !URN.matcher(urn).matches()) {
            complain.accept(
                    "urn",
                    "urn must be a URN of at most " + LONGEST_URN
                            + " letters, digits, dots, hyphens and underscores, such as urn:acme:scim:schemas:hr:2.0:User");
        } else if (RESERVED.stream().anyMatch(urn.toLowerCase(Locale.ROOT)::startsWith)) {
            complain.accept("urn", "urn must not be one of the standard's own schemas");
        }
        return new SchemaDefinition(
                urn, resourceType, name, description, required, new AttributeDefinitions(complain).read(attributes));
    }
}
