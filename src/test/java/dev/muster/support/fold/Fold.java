package dev.muster.support.fold;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state of one directory according to its events, taken in their order.
 *
 * <p>The end of a user or group takes its memberships along, and that of a directory everything: none of these has
 * events of its own. Events that cannot be true at their place (a second creation, a change of what was never there, a
 * wrong {@code previous_attributes}) are kept as violations and applied as far as possible.
 */
public final class Fold {

    /** The events a fold needs. */
    public static final List<String> EVENTS = List.of(
            "dsync.user.created",
            "dsync.user.updated",
            "dsync.user.deleted",
            "dsync.group.created",
            "dsync.group.updated",
            "dsync.group.deleted",
            "dsync.group.user_added",
            "dsync.group.user_removed",
            "dsync.deleted");

    private final Map<String, JsonNode> users = new HashMap<>();
    private final Map<String, JsonNode> groups = new HashMap<>();
    private final Set<Membership> memberships = new HashSet<>();
    private final List<String> violations = new ArrayList<>();

    /** A fold of all events there are. */
    public Fold() {}

    /** A fold of the events behind this state. */
    public Fold(DirectoryState start) {
        users.putAll(start.users());
        groups.putAll(start.groups());
        memberships.addAll(start.memberships());
    }

    /** Takes events of one directory, oldest first; may be called again with the ones that follow. */
    public void apply(List<JsonNode> events) {
        events.forEach(this::apply);
    }

    public DirectoryState state() {
        return new DirectoryState(users, groups, memberships);
    }

    /** A line for each event that could not be true at its place. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    private void apply(JsonNode event) {
        switch (event.path("event").asText()) {
            case "dsync.user.created" -> created(users, event);
            case "dsync.user.updated" -> updated(users, event);
            case "dsync.user.deleted" -> deleted(users, event);
            case "dsync.group.created" -> created(groups, event);
            case "dsync.group.updated" -> updated(groups, event);
            case "dsync.group.deleted" -> deleted(groups, event);
            case "dsync.group.user_added" -> added(event);
            case "dsync.group.user_removed" -> removed(event);
            case "dsync.deleted" -> clear();
            default -> throw new IllegalArgumentException("Not an event of a fold: " + event);
        }
    }

    private void created(Map<String, JsonNode> resources, JsonNode event) {
        if (resources.put(id(event), DirectoryState.common(event.path("data"))) != null) {
            violation("created twice", event);
        }
    }

    private void updated(Map<String, JsonNode> resources, JsonNode event) {
        JsonNode data = event.path("data");
        JsonNode before = resources.put(id(event), DirectoryState.common(data));
        if (before == null) {
            violation("updated, but not there", event);
        } else if (!PreviousAttributes.areTrue(before, data)) {
            violation("previous_attributes should be " + PreviousAttributes.expected(before, data), event);
        }
    }

    private void deleted(Map<String, JsonNode> resources, JsonNode event) {
        if (resources.remove(id(event)) == null) {
            violation("deleted, but not there", event);
        }
        memberships.removeIf(membership -> membership.has(id(event)));
    }

    private void added(JsonNode event) {
        Membership membership = membership(event);
        if (!bothThere(membership)) {
            violation("added, but the user or the group is not there", event);
        } else if (!memberships.add(membership)) {
            violation("added twice", event);
        }
        touch(event);
    }

    /** A removal may still follow the end of the user or the group. */
    private void removed(JsonNode event) {
        Membership membership = membership(event);
        if (!memberships.remove(membership) && bothThere(membership)) {
            violation("removed, but not in", event);
        }
        touch(event);
    }

    /** A group's time moves with its members, and only their events tell. */
    private void touch(JsonNode event) {
        JsonNode group = DirectoryState.common(event.path("data").path("group"));
        JsonNode before = groups.replace(group.path("id").asText(), group);
        if (before != null && !PreviousAttributes.expected(before, group).isEmpty()) {
            violation("brings a change of the group that no event told", event);
        }
    }

    private void clear() {
        users.clear();
        groups.clear();
        memberships.clear();
    }

    private boolean bothThere(Membership membership) {
        return groups.containsKey(membership.groupId()) && users.containsKey(membership.userId());
    }

    private void violation(String what, JsonNode event) {
        violations.add(what + ": " + event);
    }

    private static String id(JsonNode event) {
        return event.path("data").path("id").asText();
    }

    private static Membership membership(JsonNode event) {
        JsonNode data = event.path("data");
        return new Membership(
                data.path("group").path("id").asText(),
                data.path("user").path("id").asText());
    }
}
