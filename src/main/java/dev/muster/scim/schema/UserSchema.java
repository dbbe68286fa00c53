package dev.muster.scim.schema;

import static dev.muster.scim.schema.AttributeDraft.complex;
import static dev.muster.scim.schema.AttributeDraft.flag;
import static dev.muster.scim.schema.AttributeDraft.of;
import static dev.muster.scim.schema.AttributeDraft.reference;
import static dev.muster.scim.schema.AttributeDraft.text;

/** The core User of RFC 7643 section 4.1. */
final class UserSchema {

    static final Schema USER = new Schema(
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "User",
            "User account",
            Attributes.of(
                    text("userName", "The name the user signs in with; unique in the directory without regard to case.")
                            .required()
                            .unique()
                            .upTo(Limits.KEY),
                    name(),
                    text("displayName", "The name shown to other people."),
                    text("nickName", "The casual way to address the user."),
                    reference("profileUrl", "The address of the user's profile page.", "external"),
                    text("title", "The user's title, such as \"Vice President\"."),
                    text("userType", "The relation to the organization, such as \"Contractor\" or \"Employee\"."),
                    text("preferredLanguage", "The preferred language, as in an Accept-Language header."),
                    text("locale", "The locale for dates, currency and numbers."),
                    text("timezone", "The time zone, by its name in the Olson database."),
                    flag("active", "Whether the user may use the organization's applications."),
                    text("password", "Accepted and thrown away: Muster never stores or returns it.")
                            .secret(),
                    plural("emails", "E-mail addresses.", text("value", "The address."), "work", "home", "other"),
                    plural(
                            "phoneNumbers",
                            "Telephone numbers.",
                            text("value", "The number."),
                            "work",
                            "home",
                            "mobile",
                            "fax",
                            "pager",
                            "other"),
                    plural(
                            "ims",
                            "Instant messaging addresses.",
                            text("value", "The address."),
                            "aim",
                            "gtalk",
                            "icq",
                            "xmpp",
                            "msn",
                            "skype",
                            "qq",
                            "yahoo"),
                    plural(
                            "photos",
                            "Pictures of the user.",
                            reference("value", "The address of the picture.", "external"),
                            "photo",
                            "thumbnail"),
                    addresses(),
                    groups(),
                    plural("entitlements", "Things the user is entitled to.", text("value", "The entitlement.")),
                    plural("roles", "Roles of the user.", text("value", "The role.")),
                    plural(
                            "x509Certificates",
                            "Certificates of the user.",
                            of(AttributeType.BINARY, "value", "The certificate, DER in Base64.")
                                    .caseExact())));

    private UserSchema() {}

    private static AttributeDraft name() {
        return complex(
                "name",
                "The parts of the user's name.",
                text("formatted", "The full name as it is shown."),
                text("familyName", "The family name, last name in most Western languages."),
                text("givenName", "The given name, first name in most Western languages."),
                text("middleName", "The middle names."),
                text("honorificPrefix", "What stands before the name, such as \"Ms.\"."),
                text("honorificSuffix", "What stands after the name, such as \"III\"."));
    }

    private static AttributeDraft addresses() {
        return complex(
                        "addresses",
                        "Postal addresses.",
                        text("formatted", "The whole address as it is written on a letter."),
                        text("streetAddress", "Street, house number, P.O. box."),
                        text("locality", "The city."),
                        text("region", "The state or region."),
                        text("postalCode", "The postal code."),
                        text("country", "The country."),
                        text("type", "What the address is for.").suggests("work", "home", "other"),
                        flag("primary", "Whether this is the preferred address; true at most once."))
                .multiValued();
    }

    private static AttributeDraft groups() {
        return complex(
                        "groups",
                        "The groups the user is in; changed through the groups.",
                        text("value", "The id of the group.").caseExact().readOnly(),
                        reference("$ref", "The address of the group.", "User", "Group")
                                .readOnly(),
                        text("display", "The name of the group.").readOnly(),
                        text("type", "Whether the user is in the group itself or in one of its groups.")
                                .suggests("direct", "indirect")
                                .readOnly())
                .multiValued()
                .readOnly()
                .relation();
    }

    private static AttributeDraft plural(String name, String description, AttributeDraft value, String... types) {
        return complex(
                        name,
                        description,
                        value,
                        text("display", "A name for people."),
                        text("type", "What the value is for.").suggests(types),
                        flag("primary", "Whether this is the preferred value; true at most once."))
                .multiValued();
    }
}
