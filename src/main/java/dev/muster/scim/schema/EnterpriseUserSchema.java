package dev.muster.scim.schema;

import static dev.muster.scim.schema.AttributeDraft.complex;
import static dev.muster.scim.schema.AttributeDraft.reference;
import static dev.muster.scim.schema.AttributeDraft.text;

/** The enterprise extension of RFC 7643 section 4.3. */
final class EnterpriseUserSchema {

    static final Schema ENTERPRISE_USER = new Schema(
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            "EnterpriseUser",
            "Enterprise user",
            Attributes.of(
                    text("employeeNumber", "The number the organization gave the person."),
                    text("costCenter", "The cost center."),
                    text("organization", "The organization."),
                    text("division", "The division."),
                    text("department", "The department."),
                    manager()));

    private EnterpriseUserSchema() {}

    private static AttributeDraft manager() {
        // RFC 7643 makes displayName read-only, but the provider is the only one here who knows it.
        return complex("manager", "The user's manager.")
                .made(Attributes.of(
                                text("value", "The id of the manager; need not exist in this directory."),
                                reference("$ref", "The address of the manager.", "User"),
                                text("displayName", "The manager's name."))
                        // The key of SCIM 1.1, which OneLogin's templates still carry.
                        .alias("managerId", "value"));
    }
}
