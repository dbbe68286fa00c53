package dev.muster.scim.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an attribute path leads in a resource.
 *
 * @param extension the extension the attribute belongs to; empty for core attributes and for an extension as a whole
 */
public record Target(Optional<Attribute> extension, Attribute attribute, Optional<Attribute> sub) {

    public static Target of(Attribute attribute) {
        return new Target(Optional.empty(), attribute, Optional.empty());
    }

    public static Target of(Attribute attribute, Attribute sub) {
        return new Target(Optional.empty(), attribute, Optional.of(sub));
    }

    Target within(Attribute container) {
        return new Target(Optional.of(container), attribute, sub);
    }

    /** The attribute whose values are meant in the end. */
    public Attribute leaf() {
        return sub.orElse(attribute);
    }

    /** Extension if any, attribute, sub-attribute if any. */
    public List<Attribute> steps() {
        return Stream.of(extension, Optional.of(attribute), sub)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The keys that lead from a resource to the value, in canonical spelling. */
    public List<String> keys() {
        return steps().stream().map(Attribute::name).toList();
    }

    /** Whether a list lies on the way, so that the target can have several values. */
    public boolean multiValued() {
        return attribute.multiValued() || leaf().multiValued();
    }

    /** Whether each step is described by a schema. */
    public boolean declared() {
        return attribute.declared() && leaf().declared();
    }

    /** Whether it lies in an extension this directory has no schema for. */
    public boolean inUnknownExtension() {
        return extension.map(container -> !container.declared()).orElse(false);
    }

    /** For messages: {@code name.givenName}. */
    public String text() {
        return String.join(".", keys());
    }
}
