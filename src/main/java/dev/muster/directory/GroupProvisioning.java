package dev.muster.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.EventLog;
import dev.muster.event.EventType;
import dev.muster.event.NewEvent;
import dev.muster.event.payload.PreviousAttributes;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.provider.ProviderType;
import dev.muster.sql.SqlFailure;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Creates, changes and removes groups on the word of a provider, each time with the events that tell applications.
 * Nothing changed, nothing written. Every method is one transaction; the group's row lock puts parallel changes of one group
 * in a row, and no change reads the group's members.
 */
@ApplicationScoped
public class GroupProvisioning {

    private static final String EXTERNAL_ID = "directory_group_external_id";

    private final Transactions transactions;
    private final DirectoryGroups groups;
    private final MemberChanges memberChanges;
    private final Nestings nestings;
    private final UserRoles userRoles;
    private final UserRewrites rewrites;
    private final EventLog events;
    private final AuditLog audit;

    GroupProvisioning(
            Transactions transactions,
            DirectoryGroups groups,
            MemberChanges memberChanges,
            Nestings nestings,
            UserRoles userRoles,
            UserRewrites rewrites,
            EventLog events,
            AuditLog audit) {
        this.transactions = transactions;
        this.groups = groups;
        this.memberChanges = memberChanges;
        this.nestings = nestings;
        this.userRoles = userRoles;
        this.rewrites = rewrites;
        this.events = events;
        this.audit = audit;
    }

    /**
     * Adds a group. Its name must be free in the directory, unless both groups carry different externalIds and the
     * provider does not match groups by name.
     *
     * @param resource normalized, without members; {@code displayName} is required
     */
    public Outcome<DirectoryGroup> create(DirectoryAccess directory, ObjectNode resource, MemberDelta.Members members) {
        DirectoryGroup group = newGroup(directory, resource);
        return orTaken(directory, () -> group.resource(), () -> {
            Optional<Outcome<DirectoryGroup>> refusal = refusal(directory, group, members);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            groups.insert(group);
            events.append(
                    directory.scope(),
                    List.of(event(
                            EventType.DSYNC_GROUP_CREATED,
                            group,
                            group.payload().json())));
            memberChanges.apply(directory, group, MemberDelta.adding(members));
            return new Outcome.Done<>(group, true);
        });
    }

    /**
     * Applies a change to one group. A group removed here by hand comes back by it under its id, unless the change only
     * takes members away; if a new group has taken its name, the change goes to that one.
     *
     * @param change old normalized resource to new one, the old left untouched; may throw to refuse, then nothing happens
     */
    public Outcome<DirectoryGroup> change(
            DirectoryAccess directory,
            UUID id,
            Precondition precondition,
            UnaryOperator<ObjectNode> change,
            MemberDelta members) {
        var wanted = new AtomicReference<ObjectNode>();
        return orTaken(directory, wanted::get, () -> {
            DirectoryGroup before = lockLivingOrTombstone(directory, id).orElse(null);
            if (before == null) {
                return new Outcome.NotFound<>();
            }
            if (!precondition.holds(before.version())) {
                return new Outcome.VersionMismatch<>(before.version());
            }
            wanted.set(change.apply(before.resource()));
            return changeLocked(directory, before, wanted.get(), members);
        });
    }

    private Outcome<DirectoryGroup> changeLocked(
            DirectoryAccess directory, DirectoryGroup before, ObjectNode resource, MemberDelta members) {
        boolean attributesChanged = !resource.equals(before.resource());
        if (before.removed() && !attributesChanged && members.onlyRemoves()) {
            return new Outcome.Done<>(before, false);
        }
        DirectoryGroup after = changed(before, resource);
        if (attributesChanged || before.removed()) {
            Optional<Outcome<DirectoryGroup>> refusal = refusal(directory, after, members.add());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            groups.update(after);
            events.append(directory.scope(), List.of(changeEvent(before, after)));
            memberChanges.apply(directory, after, members);
            return new Outcome.Done<>(after, false);
        }
        Optional<UUID> cycle = nestings.cycle(before, members.add().groups());
        if (cycle.isPresent()) {
            return new Outcome.Cycle<>(before.id(), cycle.get());
        }
        if (!memberChanges.apply(directory, after, members)) {
            return new Outcome.Done<>(before, false);
        }
        groups.touch(after);
        return new Outcome.Done<>(after, false);
    }

    /**
     * The provider deletes the group: gone, the name is free, the id stays dead. What its members' roles become of it is told
     * behind it; of very many in the background.
     */
    public Outcome<DirectoryGroup> delete(DirectoryAccess directory, UUID id, Precondition precondition) {
        return transactions.call(() -> {
            DirectoryGroup group = groups.lock(directory, id).orElse(null);
            if (group == null) {
                return new Outcome.NotFound<DirectoryGroup>();
            }
            if (!precondition.holds(group.version())) {
                return new Outcome.VersionMismatch<DirectoryGroup>(group.version());
            }
            Optional<UserRoles.Held> members = userRoles.holdLeaving(group);
            groups.delete(group);
            if (!group.removed()) {
                events.append(
                        directory.scope(),
                        List.of(event(
                                EventType.DSYNC_GROUP_DELETED,
                                group,
                                group.payload().json())));
            }
            members.ifPresentOrElse(
                    few -> userRoles.settle(directory, few), () -> rewrites.request(directory.directoryId()));
            return new Outcome.Done<>(group, false);
        });
    }

    /**
     * Somebody on our side removes the group by hand. Unlike a provider's deletion it reports each member first, and it
     * leaves a tombstone which a later write of the provider revives.
     *
     * @return false when there is no such group
     */
    public boolean remove(DirectoryAccess directory, UUID id) {
        return transactions.call(() -> {
            DirectoryGroup group = groups.lock(directory, id).orElse(null);
            if (group == null || group.removed()) {
                return false;
            }
            memberChanges.apply(directory, group, MemberDelta.exactly(MemberDelta.Members.NONE));
            groups.update(withState(group, group.resource(), true));
            events.append(
                    directory.scope(),
                    List.of(event(
                            EventType.DSYNC_GROUP_DELETED,
                            group,
                            group.payload().json())));
            audit.append("directory_group.removed", IdType.DIRECTORY_GROUP, group.id());
            return true;
        });
    }

    private Optional<DirectoryGroup> lockLivingOrTombstone(DirectoryAccess directory, UUID id) {
        Optional<DirectoryGroup> group = groups.lock(directory, id);
        return group.filter(found -> found.removed() && found.aliasOf() != null)
                .flatMap(tombstone -> groups.lock(directory, tombstone.aliasOf()))
                .filter(successor -> !successor.removed())
                .or(() -> group);
    }

    private Optional<Outcome<DirectoryGroup>> refusal(
            DirectoryAccess directory, DirectoryGroup group, MemberDelta.Members added) {
        boolean nameIsIdentity = ProviderType.named(directory.type())
                .map(ProviderType::groupNameIsIdentity)
                .orElse(false);
        groups.lockName(directory, group.displayName());
        Optional<UUID> holder = groups.nameHolder(directory, group, nameIsIdentity);
        if (holder.isPresent()) {
            return Optional.of(new Outcome.Taken<>("displayName", group.displayName(), holder.get()));
        }
        return nestings.cycle(group, added.groups()).map(member -> new Outcome.Cycle<>(group.id(), member));
    }

    private static NewEvent changeEvent(DirectoryGroup before, DirectoryGroup after) {
        ObjectNode now = after.payload().json();
        return before.removed()
                ? event(EventType.DSYNC_GROUP_CREATED, after, now)
                : event(
                        EventType.DSYNC_GROUP_UPDATED,
                        after,
                        PreviousAttributes.added(before.payload().json(), now));
    }

    private static NewEvent event(EventType type, DirectoryGroup group, ObjectNode data) {
        return NewEvent.ofGroup(type, group.id(), data);
    }

    private static DirectoryGroup newGroup(DirectoryAccess directory, ObjectNode resource) {
        UUID id = Ulids.next();
        Instant now = Ulids.instant(id);
        String name = resource.path("displayName").asText();
        return new DirectoryGroup(
                directory.environmentId(),
                directory.organizationId(),
                directory.directoryId(),
                id,
                resource.path("externalId").asText(name),
                resource,
                1,
                now,
                now,
                false,
                null,
                null);
    }

    private static DirectoryGroup changed(DirectoryGroup before, ObjectNode resource) {
        return withState(before, resource, false);
    }

    private static DirectoryGroup withState(DirectoryGroup before, ObjectNode resource, boolean removed) {
        return new DirectoryGroup(
                before.environmentId(),
                before.organizationId(),
                before.directoryId(),
                before.id(),
                before.idpId(),
                resource,
                before.version() + 1,
                before.createdAt(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                removed,
                null,
                before.roleId());
    }

    private Outcome<DirectoryGroup> orTaken(
            DirectoryAccess directory, Supplier<ObjectNode> wanted, Supplier<Outcome<DirectoryGroup>> write) {
        try {
            return transactions.lean(write);
        } catch (SqlFailure e) {
            // The unique index decides; the failed transaction is over when we ask who was first.
            if (e.duplicateOf().filter(EXTERNAL_ID::equals).isEmpty()) {
                throw e;
            }
            String externalId = wanted.get().path("externalId").asText();
            return transactions
                    .call(() -> groups.externalIdHolder(directory, externalId))
                    .<Outcome<DirectoryGroup>>map(holder -> new Outcome.Taken<>("externalId", externalId, holder))
                    .orElseGet(() -> orTaken(directory, wanted, write));
        }
    }
}
