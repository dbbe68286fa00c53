package dev.muster.scim.schema;

import static dev.muster.scim.schema.AttributeDraft.complex;
import static dev.muster.scim.schema.AttributeDraft.reference;
import static dev.muster.scim.schema.AttributeDraft.text;

/** The core Group of RFC 7643 section 4.2. */
final class GroupSchema {

    static final Schema GROUP = new Schema(
            "urn:ietf:params:scim:schemas:core:2.0:Group",
            "Group",
            "Group",
            Attributes.of(
                    text("displayName", "The name of the group; unique in the directory without regard to case.")
                            .required()
                            .unique()
                            .upTo(Limits.KEY),
                    members()));

    private GroupSchema() {}

    private static AttributeDraft members() {
        return complex(
                        "members",
                        "The members of the group: users, and groups.",
                        text("value", "The id of the member.").caseExact().immutable(),
                        reference("$ref", "The address of the member.", "User", "Group")
                                .immutable(),
                        text("type", "Whether the member is a user or a group.")
                                .suggests("User", "Group")
                                .immutable(),
                        text("display", "The name of the member.").readOnly())
                .multiValued()
                .relation();
    }
}
