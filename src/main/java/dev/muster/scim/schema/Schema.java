package dev.muster.scim.schema;

/**
 * A named set of attributes (RFC 7643 section 7), e.g. core User or an extension.
 *
 * @param required of an extension: whether each resource must have values in it
 */
public record Schema(String urn, String name, String description, boolean required, Attributes attributes) {

    public Schema(String urn, String name, String description, Attributes attributes) {
        this(urn, name, description, false, attributes);
    }

    public boolean named(String otherUrn) {
        return urn.equalsIgnoreCase(otherUrn);
    }

    /** An extension as it stands in a resource: one complex value under the schema's URN. */
    Attribute container() {
        return AttributeDraft.of(AttributeType.COMPLEX, urn, description)
                .made(attributes)
                .build();
    }
}
