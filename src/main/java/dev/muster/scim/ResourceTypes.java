package dev.muster.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.SchemaDocument;
import java.util.List;

/** What users and groups of one directory look like: the standard's schemas, and those the directory declared. */
record ResourceTypes(ResourceType user, ResourceType group) {

    static final ResourceTypes STANDARD = new ResourceTypes(ResourceType.USER, ResourceType.GROUP);

    /** @param extensions as {@code directory.DirectoryAccess} carries them */
    static ResourceTypes with(JsonNode extensions) {
        ResourceTypes types = STANDARD;
        for (JsonNode extension : extensions) {
            types = types.with((ObjectNode) extension);
        }
        return types;
    }

    private ResourceTypes with(ObjectNode extension) {
        var schema = SchemaDocument.read(extension);
        return extension.path("resource_type").asText().equals(group.name())
                ? new ResourceTypes(user, group.with(schema))
                : new ResourceTypes(user.with(schema), group);
    }

    /** User first: clients that look at one entry only mean people. */
    List<ResourceType> all() {
        return List.of(user, group);
    }
}
