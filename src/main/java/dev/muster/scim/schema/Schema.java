package dev.muster.scim.schema;

/** A named set of attributes (RFC 7643 section 7), e.g. core User or an extension. */
public record Schema(String urn, String name, String description, Attributes attributes) {

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
