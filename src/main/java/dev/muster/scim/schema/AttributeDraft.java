package dev.muster.scim.schema;

import java.util.List;

/**
 * Describes an {@link Attribute}. Without further words it is single-valued, optional, read-write, returned by
 * default, not unique and compared without regard to case.
 */
public final class AttributeDraft {

    private final AttributeType type;
    private final String name;
    private final String description;
    private boolean multiValued;
    private boolean required;
    private boolean caseExact;
    private Mutability mutability = Mutability.READ_WRITE;
    private Returned returned = Returned.DEFAULT;
    private Uniqueness uniqueness = Uniqueness.NONE;
    private List<String> canonicalValues = List.of();
    private List<String> referenceTypes = List.of();
    private Attributes subAttributes = Attributes.NONE;
    private int maxLength = Limits.TEXT;
    private boolean relation;

    private AttributeDraft(AttributeType type, String name, String description) {
        this.type = type;
        this.name = name;
        this.description = description;
    }

    public static AttributeDraft of(AttributeType type, String name, String description) {
        return new AttributeDraft(type, name, description);
    }

    public static AttributeDraft text(String name, String description) {
        return of(AttributeType.STRING, name, description);
    }

    public static AttributeDraft flag(String name, String description) {
        return of(AttributeType.BOOLEAN, name, description);
    }

    public static AttributeDraft reference(String name, String description, String... referenceTypes) {
        var draft = of(AttributeType.REFERENCE, name, description).caseExact();
        draft.referenceTypes = List.of(referenceTypes);
        return draft;
    }

    public static AttributeDraft complex(String name, String description, AttributeDraft... subAttributes) {
        return of(AttributeType.COMPLEX, name, description).made(Attributes.of(subAttributes));
    }

    public AttributeDraft multiValued() {
        multiValued = true;
        return this;
    }

    public AttributeDraft required() {
        required = true;
        return this;
    }

    public AttributeDraft caseExact() {
        caseExact = true;
        return this;
    }

    public AttributeDraft readOnly() {
        mutability = Mutability.READ_ONLY;
        return this;
    }

    public AttributeDraft immutable() {
        mutability = Mutability.IMMUTABLE;
        return this;
    }

    public AttributeDraft secret() {
        mutability = Mutability.WRITE_ONLY;
        returned = Returned.NEVER;
        return this;
    }

    AttributeDraft mutability(Mutability how) {
        mutability = how;
        return this;
    }

    AttributeDraft refersTo(String... types) {
        referenceTypes = List.of(types);
        return this;
    }

    public AttributeDraft returned(Returned when) {
        returned = when;
        return this;
    }

    public AttributeDraft unique() {
        uniqueness = Uniqueness.SERVER;
        return this;
    }

    /** Suggested values; others are accepted. */
    public AttributeDraft suggests(String... values) {
        canonicalValues = List.of(values);
        return this;
    }

    /** Refuses longer texts; for values that stand in an index. */
    public AttributeDraft upTo(int length) {
        maxLength = length;
        return this;
    }

    public AttributeDraft relation() {
        relation = true;
        return this;
    }

    public AttributeDraft made(Attributes of) {
        subAttributes = of;
        return this;
    }

    public Attribute build() {
        return new Attribute(
                name,
                type,
                multiValued,
                required,
                caseExact,
                mutability,
                returned,
                uniqueness,
                canonicalValues,
                referenceTypes,
                description,
                subAttributes,
                maxLength,
                relation);
    }
}
