package dev.muster.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.error.ScimType;
import java.util.List;
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

    /** A page of a list, by index. */
    static ObjectNode list(long totalResults, long startIndex, List<ObjectNode> resources) {
        return list(totalResults, resources).put("startIndex", startIndex);
    }

    /** A page of a list. */
    static ObjectNode list(long totalResults, List<ObjectNode> resources) {
        ObjectNode list = of(LIST).put("totalResults", totalResults).put("itemsPerPage", resources.size());
        list.putArray("Resources").addAll(resources);
        return list;
    }

    static ObjectNode of(String schema) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putArray("schemas").add(schema);
        return message;
    }
}
