package dev.muster.directory;

import dev.muster.event.EventLog;
import dev.muster.event.EventType;
import dev.muster.event.NewEvent;
import dev.muster.event.payload.MembershipPayload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Applies a {@link MemberDelta} to a locked group and reports what really changed. */
@ApplicationScoped
class MemberChanges {

    private final Memberships memberships;
    private final Nestings nestings;
    private final UserRoles userRoles;
    private final EventLog events;

    MemberChanges(Memberships memberships, Nestings nestings, UserRoles userRoles, EventLog events) {
        this.memberships = memberships;
        this.nestings = nestings;
        this.userRoles = userRoles;
        this.events = events;
    }

    /**
     * Whether anything changed. What the members' roles become of it is told behind the changes of the members themselves.
     */
    boolean apply(DirectoryAccess directory, DirectoryGroup group, MemberDelta delta) {
        if (group.roleId() == null) {
            return change(directory, group, delta, delta.add().users());
        }
        UserRoles.Held people = userRoles.hold(group, delta);
        boolean changed =
                change(directory, group, delta, people.among(delta.add().users()));
        userRoles.settle(directory, people);
        return changed;
    }

    // Removals come first, so that a person moved within one request is not counted twice.
    private boolean change(
            DirectoryAccess directory, DirectoryGroup group, MemberDelta delta, Collection<UUID> joining) {
        boolean changed = false;
        if (delta.replaceAll()) {
            changed |= removeOthers(directory, group, delta.add());
        }
        changed |= report(
                directory,
                group,
                EventType.DSYNC_GROUP_USER_REMOVED,
                memberships.remove(group, delta.remove().users()));
        changed |= nestings.remove(group, delta.remove().groups()) > 0;
        changed |= report(directory, group, EventType.DSYNC_GROUP_USER_ADDED, memberships.add(group, joining));
        changed |= nestings.add(group, delta.add().groups()) > 0;
        return changed;
    }

    private boolean removeOthers(DirectoryAccess directory, DirectoryGroup group, MemberDelta.Members staying) {
        boolean changed = nestings.removeOthers(group, staying.groups()) > 0;
        List<DirectoryUser> leaving;
        do {
            leaving = memberships.removeSomeOthers(group, staying.users());
            changed |= report(directory, group, EventType.DSYNC_GROUP_USER_REMOVED, leaving);
        } while (leaving.size() == Memberships.BATCH);
        return changed;
    }

    private boolean report(
            DirectoryAccess directory, DirectoryGroup group, EventType type, List<DirectoryUser> people) {
        events.append(
                directory.scope(),
                people.stream()
                        .filter(DirectoryUser::visible)
                        .map(user -> membershipEvent(type, group, user))
                        .toList());
        return !people.isEmpty();
    }

    private static NewEvent membershipEvent(EventType type, DirectoryGroup group, DirectoryUser user) {
        var data = new MembershipPayload(user.payload(), group.payload()).json();
        return NewEvent.ofMembership(type, group.id(), user.id(), data);
    }
}
