package dev.muster.scim.schema;

import java.util.List;

/**
 * One attribute or sub-attribute of a schema, with the characteristics of RFC 7643 section 7. Build it with
 * {@link AttributeDraft}.
 *
 * @param maxLength the longest text accepted, in UTF-16 units
 * @param relation kept as rows of its own and not in the resource document: {@code members}, {@code groups}
 */
public record Attribute(
        String name,
        AttributeType type,
        boolean multiValued,
        boolean required,
        boolean caseExact,
        Mutability mutability,
        Returned returned,
        Uniqueness uniqueness,
        List<String> canonicalValues,
        List<String> referenceTypes,
        String description,
        Attributes subAttributes,
        int maxLength,
        boolean relation) {

    public Attribute {
        canonicalValues = List.copyOf(canonicalValues);
        referenceTypes = List.copyOf(referenceTypes);
    }

    /** Stands for a name that no schema describes. */
    public static Attribute undeclared(String name) {
        return AttributeDraft.of(AttributeType.UNDECLARED, name, "").build();
    }

    public boolean declared() {
        return type != AttributeType.UNDECLARED;
    }

    public boolean complex() {
        return type == AttributeType.COMPLEX;
    }

    public boolean readOnly() {
        return mutability == Mutability.READ_ONLY;
    }

    /** Whether a client's value ends up in the resource document at all. */
    public boolean stored() {
        return !readOnly() && !relation && returned != Returned.NEVER && !isSecret(name);
    }

    /** A password is thrown away wherever it stands, also where no schema expects one. */
    static boolean isSecret(String name) {
        return name.equalsIgnoreCase("password");
    }

    /** The sub-attribute of that name in any case, or an undeclared one. */
    public Attribute sub(String subName) {
        return subAttributes.find(subName).orElseGet(() -> undeclared(subName));
    }

    /** What one element of a list of plain values is called in a value path: {@code tags[value eq "x"]}. */
    public Attribute element() {
        var draft = AttributeDraft.of(type, "value", description).upTo(maxLength);
        return caseExact ? draft.caseExact().build() : draft.build();
    }
}
