package dev.muster.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.schema.BodyKeys;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Target;

/**
 * A group's attributes as sent, split into its members and the rest.
 *
 * @param members a missing node if there is no such key in any spelling
 */
record MemberFields(JsonNode members, ObjectNode others) {

    static MemberFields split(ObjectNode sent) {
        JsonNode members = MissingNode.getInstance();
        ObjectNode others = JsonNodeFactory.instance.objectNode();
        for (var field : sent.properties()) {
            if (isCore(field.getKey()) && field.getValue() instanceof ObjectNode inner) {
                MemberFields nested = split(inner);
                members = nested.members.isMissingNode() ? members : nested.members;
                others.setAll(nested.others);
            } else if (isMembers(field.getKey(), field.getValue())) {
                members = field.getValue();
            } else {
                others.set(field.getKey(), field.getValue());
            }
        }
        return new MemberFields(members, others);
    }

    static boolean isMembers(Target target) {
        return target.attribute().relation();
    }

    private static boolean isMembers(String key, JsonNode value) {
        return BodyKeys.resolve(ResourceType.GROUP, key, value)
                .map(MemberFields::isMembers)
                .orElse(false);
    }

    private static boolean isCore(String key) {
        return ResourceType.GROUP.core().named(key);
    }
}
