package dev.muster.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.schema.Discovery;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Schema;
import dev.muster.scim.schema.ServiceSchemas;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** What the server says about itself (RFC 7644 section 4, RFC 7643 section 5, RFC 9865 section 4). */
@ApplicationScoped
class ScimDiscovery {

    private static final String CONFIG = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

    Answer config(Call call) {
        refuseFilter(call);
        ObjectNode config = Messages.of(CONFIG);
        config.putObject("patch").put("supported", true);
        config.putObject("bulk")
                .put("supported", true)
                .put("maxOperations", ScimBulk.MOST_OPERATIONS)
                .put("maxPayloadSize", ScimBulk.LONGEST_BODY);
        config.putObject("filter").put("supported", true).put("maxResults", Query.MOST);
        config.putObject("changePassword").put("supported", false);
        config.putObject("sort").put("supported", true);
        config.putObject("etag").put("supported", true);
        config.putObject("pagination")
                .put("cursor", true)
                .put("index", true)
                .put("defaultPaginationMethod", "index")
                .put("defaultPageSize", Query.USUAL)
                .put("maxPageSize", Query.MOST)
                .put("cursorTimeout", Cursor.LIFE.toSeconds());
        config.set("authenticationSchemes", schemes());
        config.putObject("meta")
                .put("resourceType", "ServiceProviderConfig")
                .put("location", call.caller().base() + "/ServiceProviderConfig");
        return Answer.of(200, config);
    }

    Answer resourceTypes(Call call) {
        var discovery = new Discovery(call.caller().base());
        return all(call, types(call).map(discovery::resourceType).toList());
    }

    Answer resourceType(Call call) {
        return types(call)
                .filter(type -> type.name().equals(call.id()))
                .map(new Discovery(call.caller().base())::resourceType)
                .findFirst()
                .map(document -> Answer.of(200, document))
                .orElseThrow(() -> Refusal.of(404, "There are the resource types User and Group."));
    }

    Answer schemas(Call call) {
        var discovery = new Discovery(call.caller().base());
        return all(call, known(call).map(discovery::schema).toList());
    }

    Answer schema(Call call) {
        return known(call)
                .filter(schema -> schema.named(call.id()))
                .map(new Discovery(call.caller().base())::schema)
                .findFirst()
                .map(document -> Answer.of(200, document))
                .orElseThrow(() -> Refusal.of(404, "There is no such schema; /Schemas lists those there are."));
    }

    /** Those of the resources first. */
    private static Stream<Schema> known(Call call) {
        return Stream.concat(types(call).flatMap(ResourceType::schemas), ServiceSchemas.ALL.stream());
    }

    private static Stream<ResourceType> types(Call call) {
        return call.caller().types().all().stream();
    }

    private static Answer all(Call call, List<ObjectNode> documents) {
        refuseFilter(call);
        return Answer.of(200, Messages.list(documents.size(), 1, documents));
    }

    /** A client could take the whole for the result of its filter (RFC 7644 section 4). */
    private static void refuseFilter(Call call) {
        if (call.query().get("filter").isPresent()) {
            throw Refusal.of(403, "Filters are not possible here; what is listed is short and always complete.");
        }
    }

    private static ArrayNode schemes() {
        ArrayNode schemes = JsonNodeFactory.instance.arrayNode();
        schemes.addObject()
                .put("type", "oauthbearertoken")
                .put("name", "Bearer token")
                .put("description", "The directory's token in the Authorization header.")
                .put("specUri", "https://www.rfc-editor.org/info/rfc6750")
                .put("primary", true);
        return schemes;
    }
}
