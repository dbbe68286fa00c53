package dev.muster.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.error.ScimType;
import java.util.Optional;

/** The bodies that are not resources (RFC 7644 section 8.2). */
final class Messages {

    static final String BULK_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
    private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private Messages() {}

    static ObjectNode error(int status, Optional<ScimType> type, String detail) {
        ObjectNode error = of(ERROR);
        error.put("status", Integer.toString(status));
        type.ifPresent(known -> error.put("scimType", known.keyword()));
        return error.put("detail", detail);
    }

    /** A list with all there is. */
    static ObjectNode list(Iterable<? extends JsonNode> resources) {
        ObjectNode list = of(LIST);
        var array = JsonNodeFactory.instance.arrayNode();
        resources.forEach(array::add);
        list.put("totalResults", array.size());
        list.put("startIndex", 1);
        list.put("itemsPerPage", array.size());
        list.set("Resources", array);
        return list;
    }

    /** A list of which the caller fills in the rest. */
    static ObjectNode list(long totalResults) {
        return of(LIST).put("totalResults", totalResults);
    }

    static ObjectNode of(String schema) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putArray("schemas").add(schema);
        return message;
    }
}
