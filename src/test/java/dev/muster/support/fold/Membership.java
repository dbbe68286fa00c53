package dev.muster.support.fold;

/** A user in a group, by their ids in the REST API. */
public record Membership(String groupId, String userId) {

    boolean has(String id) {
        return groupId.equals(id) || userId.equals(id);
    }
}
