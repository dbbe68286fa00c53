package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Where the keys at the top of a client's JSON lead; they may be plain, dotted or qualified by a URN. */
public final class BodyKeys {

    private BodyKeys() {}

    /** Empty for a key that is no name at all, such as a path with a filter or {@code a.b.c}. */
    public static Optional<Target> resolve(ResourceType type, String key, JsonNode value) {
        Optional<Attribute> plain = type.attributes().find(key);
        return plain.isPresent() ? plain.map(Target::of) : unusual(type, key, value);
    }

    private static Optional<Target> unusual(ResourceType type, String key, JsonNode value) {
        Optional<Target> target = AttributePath.parse(key).map(type::resolve);
        boolean known = target.map(Target::declared).orElse(false);
        boolean unknownExtension = !known && key.indexOf(':') > 0 && value.isContainerNode();
        boolean oddName = target.isEmpty() && key.indexOf('.') < 0 && key.indexOf('[') < 0;
        return unknownExtension || oddName ? Optional.of(Target.of(Attribute.undeclared(key))) : target;
    }
}
