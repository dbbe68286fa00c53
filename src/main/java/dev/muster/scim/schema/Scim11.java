package dev.muster.scim.schema;

import static dev.muster.scim.error.ScimType.INVALID_SYNTAX;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.error.ScimException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Recognizes SCIM 1.1, whose member lists would turn removals into additions if they were read as SCIM 2.0. */
public final class Scim11 {

    private static final String OLD = "urn:scim:schemas:";
    private static final String CURRENT = "urn:ietf:params:scim:";

    private Scim11() {}

    /** @throws ScimException invalidSyntax if the body names schemas of SCIM 1.1 and none of 2.0 */
    public static void refuse(ObjectNode body) {
        if (urns(body).anyMatch(urn -> urn.startsWith(OLD)) && urns(body).noneMatch(urn -> urn.startsWith(CURRENT))) {
            throw refusal();
        }
    }

    /** The error for anything only SCIM 1.1 has. */
    public static ScimException refusal() {
        return INVALID_SYNTAX.because("This looks like SCIM 1.1; SCIM 2.0 is expected here. In OneLogin choose the app"
                + " 'SCIM Provisioner with SAML (SCIM V2 Enterprise)'.");
    }

    private static Stream<String> urns(ObjectNode body) {
        return body.propertyStream().flatMap(Scim11::urns);
    }

    private static Stream<String> urns(Map.Entry<String, JsonNode> field) {
        Stream<String> named = field.getKey().equalsIgnoreCase("schemas")
                ? Stream.concat(Stream.of(field.getValue()), field.getValue().valueStream())
                        .map(JsonNode::asText)
                : Stream.of(field.getKey());
        return named.map(urn -> urn.toLowerCase(Locale.ROOT));
    }
}
