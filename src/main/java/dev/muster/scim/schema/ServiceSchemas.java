package dev.muster.scim.schema;

import static dev.muster.scim.schema.AttributeDraft.complex;
import static dev.muster.scim.schema.AttributeDraft.flag;
import static dev.muster.scim.schema.AttributeDraft.of;
import static dev.muster.scim.schema.AttributeDraft.reference;
import static dev.muster.scim.schema.AttributeDraft.text;

import java.util.ArrayList;
import java.util.List;

/** The schemas of what the server says about itself (RFC 7643 section 8.7.2, RFC 9865 section 4). */
public final class ServiceSchemas {

    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

    private static final Schema CONFIG = new Schema(
            CORE + "ServiceProviderConfig",
            "Service Provider Configuration",
            "What the server can do.",
            Attributes.of(
                    reference("documentationUri", "Where people read about the server.", "external")
                            .readOnly(),
                    ability("patch", "Changes by PATCH."),
                    ability(
                            "bulk",
                            "Many operations in one request.",
                            number("maxOperations", "How many operations a request may have."),
                            number("maxPayloadSize", "How many bytes a request may have.")),
                    ability("filter", "Filters.", number("maxResults", "How many resources a page may have.")),
                    ability("changePassword", "Changes of passwords."),
                    ability("sort", "Sorted lists."),
                    ability("etag", "Versions of resources."),
                    complex(
                                    "pagination",
                                    "Pages of lists.",
                                    supported("cursor", "Whether there are pages by cursor."),
                                    supported("index", "Whether there are pages by index."),
                                    text("defaultPaginationMethod", "What a request gets that names neither.")
                                            .readOnly(),
                                    number("defaultPageSize", "How many resources a page has."),
                                    number("maxPageSize", "How many resources a page may have."),
                                    number("cursorTimeout", "How many seconds a cursor is good for."))
                            .readOnly(),
                    complex(
                                    "authenticationSchemes",
                                    "How clients say who they are.",
                                    text("type", "The kind of scheme.")
                                            .required()
                                            .readOnly(),
                                    text("name", "The name of the scheme.")
                                            .required()
                                            .readOnly(),
                                    text("description", "What it is.")
                                            .required()
                                            .readOnly(),
                                    reference("specUri", "Its specification.", "external")
                                            .readOnly(),
                                    reference("documentationUri", "Where people read about it.", "external")
                                            .readOnly(),
                                    flag("primary", "Whether it is the preferred one.")
                                            .readOnly())
                            .multiValued()
                            .required()
                            .readOnly()));

    private static final Schema RESOURCE_TYPE = new Schema(
            CORE + "ResourceType",
            "Resource Type",
            "A kind of resource the server has.",
            Attributes.of(
                    text("id", "The identifier of the type.").readOnly(),
                    text("name", "The name of the type.").required().readOnly(),
                    text("description", "What it is.").readOnly(),
                    reference("endpoint", "Its address below the base URL.", "uri")
                            .required()
                            .readOnly(),
                    reference("schema", "The URN of its core schema.", "uri")
                            .required()
                            .readOnly(),
                    complex(
                                    "schemaExtensions",
                                    "Its extensions.",
                                    reference("schema", "The URN of the extension.", "uri")
                                            .required()
                                            .readOnly(),
                                    flag("required", "Whether each resource must have values in it.")
                                            .required()
                                            .readOnly())
                            .multiValued()
                            .readOnly()));

    private static final Schema SCHEMA = new Schema(
            CORE + "Schema",
            "Schema",
            "The attributes of a kind of resource.",
            Attributes.of(
                    text("id", "The URN of the schema.").required().readOnly(),
                    text("name", "The name of the schema.").readOnly(),
                    text("description", "What it is.").readOnly(),
                    complex("attributes", "Its attributes.")
                            .made(Attributes.of(
                                    characteristics(complex("subAttributes", "The parts of a complex attribute.")
                                            .made(Attributes.of(characteristics(null)))
                                            .multiValued()
                                            .readOnly())))
                            .multiValued()
                            .required()
                            .readOnly()));

    /** In the order of the RFC. */
    public static final List<Schema> ALL = List.of(CONFIG, RESOURCE_TYPE, SCHEMA);

    private ServiceSchemas() {}

    private static AttributeDraft ability(String name, String description, AttributeDraft... more) {
        var parts = new AttributeDraft[more.length + 1];
        parts[0] = supported("supported", "Whether there is such a thing.");
        System.arraycopy(more, 0, parts, 1, more.length);
        return complex(name, description, parts).required().readOnly();
    }

    private static AttributeDraft supported(String name, String description) {
        return flag(name, description).required().readOnly();
    }

    private static AttributeDraft number(String name, String description) {
        return of(AttributeType.INTEGER, name, description).readOnly();
    }

    private static AttributeDraft[] characteristics(AttributeDraft subAttributes) {
        var all = new ArrayList<>(List.of(
                text("name", "The name of the attribute.")
                        .required()
                        .caseExact()
                        .readOnly(),
                text("type", "The type of its values.")
                        .required()
                        .suggests(
                                "string", "boolean", "decimal", "integer", "dateTime", "binary", "reference", "complex")
                        .readOnly(),
                flag("multiValued", "Whether it is a list.").required().readOnly(),
                text("description", "What it is.").readOnly(),
                flag("required", "Whether it must have a value.").readOnly(),
                text("canonicalValues", "Suggested values.").multiValued().readOnly(),
                flag("caseExact", "Whether the case of a text counts.").readOnly(),
                text("mutability", "Whether and when clients may write it.")
                        .suggests("readOnly", "readWrite", "immutable", "writeOnly")
                        .readOnly(),
                text("returned", "When it is part of an answer.")
                        .suggests("always", "never", "default", "request")
                        .readOnly(),
                text("uniqueness", "How far a value must be unique.")
                        .suggests("none", "server", "global")
                        .readOnly(),
                text("referenceTypes", "What a reference may lead to.")
                        .multiValued()
                        .readOnly()));
        if (subAttributes != null) {
            all.add(subAttributes);
        }
        return all.toArray(AttributeDraft[]::new);
    }
}
