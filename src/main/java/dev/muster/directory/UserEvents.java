package dev.muster.directory;

import dev.muster.event.EventType;
import dev.muster.event.NewEvent;
import dev.muster.event.payload.MembershipPayload;
import dev.muster.event.payload.PreviousAttributes;
import dev.muster.event.payload.UserPayload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What applications are told about a person: the difference between two states as they see them. */
@ApplicationScoped
class UserEvents {

    private final Memberships memberships;

    UserEvents(Memberships memberships) {
        this.memberships = memberships;
    }

    /** Null or an invisible state stands for "not there". */
    List<NewEvent> between(DirectoryUser before, DirectoryUser after) {
        boolean was = before != null && before.visible();
        boolean is = after != null && after.visible();
        if (was && is) {
            return List.of(updated(before, after));
        }
        if (was) {
            return List.of(deleted(before, after));
        }
        return is ? appeared(before, after) : List.of();
    }

    /** Whether applications see anything else than before; a value that is null is as good as none. */
    boolean looksDifferent(DirectoryUser before, DirectoryUser after) {
        return before.visible()
                && !PreviousAttributes.between(
                                before.payload().json(), after.payload().json())
                        .isEmpty();
    }

    static NewEvent updated(DirectoryUser before, DirectoryUser after) {
        var data = PreviousAttributes.added(
                before.payload().json(), after.payload().json());
        return NewEvent.ofUser(EventType.DSYNC_USER_UPDATED, after.id(), data);
    }

    // When deactivation hides the person, the state at the end is inactive, not the one before.
    private static NewEvent deleted(DirectoryUser before, DirectoryUser after) {
        UserPayload last = before.payload();
        var data = last.json();
        if (after != null && !after.active()) {
            data.put("state", "inactive");
        }
        return NewEvent.ofUser(EventType.DSYNC_USER_DELETED, before.id(), data);
    }

    // Who comes back from hiding still has the groups the provider once pushed and will not push again.
    private List<NewEvent> appeared(DirectoryUser before, DirectoryUser after) {
        var events = new ArrayList<NewEvent>();
        UserPayload user = after.payload();
        events.add(NewEvent.ofUser(EventType.DSYNC_USER_CREATED, after.id(), user.json()));
        if (before != null) {
            for (DirectoryGroup group : memberships.groupsOf(after)) {
                var data = new MembershipPayload(user, group.payload()).json();
                events.add(NewEvent.ofMembership(EventType.DSYNC_GROUP_USER_ADDED, group.id(), after.id(), data));
            }
        }
        return events;
    }
}
