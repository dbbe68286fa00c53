package dev.muster.event.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.id.IdType;

/** The data of {@code dsync.group.user_added} and {@code dsync.group.user_removed}. */
public record MembershipPayload(UserPayload user, GroupPayload group) {

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("directory_id", IdType.DIRECTORY.print(group.directoryId()));
        json.set("user", user.json());
        json.set("group", group.json());
        return json;
    }
}
