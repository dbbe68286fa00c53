package dev.muster.scim.schema;

import static dev.muster.scim.schema.AttributeDraft.complex;
import static dev.muster.scim.schema.AttributeDraft.of;
import static dev.muster.scim.schema.AttributeDraft.reference;
import static dev.muster.scim.schema.AttributeDraft.text;

/** What every resource has whatever its schema (RFC 7643 section 3.1); not listed in schema documents. */
final class CommonAttributes {

    static final Attributes ALL = Attributes.of(
            reference("schemas", "The URNs of the schemas this resource uses.", "uri")
                    .multiValued()
                    .readOnly()
                    .returned(Returned.ALWAYS),
            text("id", "The identifier Muster gave the resource.")
                    .caseExact()
                    .readOnly()
                    .unique()
                    .returned(Returned.ALWAYS),
            text("externalId", "The identifier the provisioning client gave the resource.")
                    .caseExact()
                    .upTo(Limits.KEY),
            meta());

    private CommonAttributes() {}

    private static AttributeDraft meta() {
        return complex(
                        "meta",
                        "Facts about the resource itself.",
                        text("resourceType", "User or Group.").caseExact().readOnly(),
                        of(AttributeType.DATETIME, "created", "When the resource was created.")
                                .readOnly(),
                        of(AttributeType.DATETIME, "lastModified", "When the resource last changed.")
                                .readOnly(),
                        reference("location", "The address of the resource.", "uri")
                                .readOnly(),
                        text("version", "The entity tag of the resource.")
                                .caseExact()
                                .readOnly())
                .readOnly();
    }
}
