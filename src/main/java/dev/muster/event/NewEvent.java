package dev.muster.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * One event to append.
 *
 * @param entityKey what consumers must see in order: deliveries of one key never overtake each other
 * @param data      the event's {@code data}, exactly as it goes out
 */
public record NewEvent(EventType type, String entityKey, ObjectNode data) {

    public static NewEvent ofUser(EventType type, UUID user, ObjectNode data) {
        return new NewEvent(type, "u:" + user, data);
    }

    public static NewEvent ofGroup(EventType type, UUID group, ObjectNode data) {
        return new NewEvent(type, "g:" + group, data);
    }

    public static NewEvent ofMembership(EventType type, UUID group, UUID user, ObjectNode data) {
        return new NewEvent(type, "m:" + group + "/" + user, data);
    }

    public static NewEvent ofDirectory(EventType type, UUID directory, ObjectNode data) {
        return new NewEvent(type, "d:" + directory, data);
    }

    public static NewEvent ofOrganization(EventType type, UUID organization, ObjectNode data) {
        return new NewEvent(type, "o:" + organization, data);
    }

    public static NewEvent ofRole(EventType type, UUID role, ObjectNode data) {
        return new NewEvent(type, "r:" + role, data);
    }
}
