package dev.muster.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.EventLog;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.sql.SqlFailure;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Creates, changes and removes people on the word of a provider, each time with the events that tell applications.
 * Nothing changed, nothing written. Every method is one transaction.
 */
@ApplicationScoped
public class UserProvisioning {

    private final Transactions transactions;
    private final DirectoryUsers users;
    private final Memberships memberships;
    private final CurrentRules rules;
    private final UserEvents userEvents;
    private final EventLog events;
    private final AuditLog audit;

    UserProvisioning(
            Transactions transactions,
            DirectoryUsers users,
            Memberships memberships,
            CurrentRules rules,
            UserEvents userEvents,
            EventLog events,
            AuditLog audit) {
        this.transactions = transactions;
        this.users = users;
        this.memberships = memberships;
        this.rules = rules;
        this.userEvents = userEvents;
        this.events = events;
        this.audit = audit;
    }

    /**
     * Adds a person. Somebody removed here by hand comes back under the old id, and so does an inactive one whose userName
     * and externalId both match: a returning employee is no conflict.
     *
     * @param resource normalized; {@code userName} is required, no {@code active} means active
     */
    public Outcome<DirectoryUser> create(DirectoryAccess directory, ObjectNode resource) {
        try {
            return byNewestRules(directory, () -> transactions.lean(() -> insertOrRevive(directory, resource)));
        } catch (SqlFailure e) {
            // Somebody came back with a name or an externalId that was free a moment ago: now it can be seen who has
            // it.
            if (e.duplicateOf().isEmpty()) {
                throw e;
            }
            return create(directory, resource);
        }
    }

    private Outcome<DirectoryUser> insertOrRevive(DirectoryAccess directory, ObjectNode resource) {
        return insertOrRevive(directory, resource, rules.of(directory.environmentId(), directory.directoryId()));
    }

    private Outcome<DirectoryUser> insertOrRevive(DirectoryAccess directory, ObjectNode resource, Rules current) {
        DirectoryUser user = newUser(directory, resource, current);
        return switch (users.insert(user, current)) {
            case DONE -> {
                events.append(directory.scope(), userEvents.between(null, user));
                yield new Outcome.Done<>(user, true);
            }
            case TAKEN -> revive(directory, resource);
            case OUTDATED ->
                insertOrRevive(directory, resource, rules.read(directory.environmentId(), directory.directoryId()));
        };
    }

    private Outcome<DirectoryUser> revive(DirectoryAccess directory, ObjectNode resource) {
        var holder = users.holder(directory, Profile.of(resource), null).orElse(null);
        if (holder == null) {
            return insertOrRevive(directory, resource); // whoever had the name has just left
        }
        if (holder.removed() || (!holder.active() && holder.sameName() && holder.sameExternalId())) {
            UnaryOperator<ObjectNode> comeBack = old -> withActive(resource, true);
            return changeLocked(directory, holder.id(), Precondition.NONE, comeBack, true);
        }
        return taken(resource, holder);
    }

    /**
     * Applies a change to one person; a user removed here by hand comes back by it.
     *
     * @param change old normalized resource to new one, the old left untouched; may throw to refuse, then nothing happens
     */
    public Outcome<DirectoryUser> change(
            DirectoryAccess directory, UUID id, Precondition precondition, UnaryOperator<ObjectNode> change) {
        var wanted = new AtomicReference<ObjectNode>();
        UnaryOperator<ObjectNode> remembered = old -> {
            wanted.set(change.apply(old));
            return wanted.get();
        };
        try {
            return byNewestRules(
                    directory,
                    () -> transactions.lean(() -> changeLocked(directory, id, precondition, remembered, false)));
        } catch (SqlFailure e) {
            // The unique indexes decide; the failed transaction is over when we ask who was first.
            if (e.duplicateOf().isEmpty()) {
                throw e;
            }
            return transactions
                    .call(() -> users.holder(directory, Profile.of(wanted.get()), id))
                    .map(holder -> taken(wanted.get(), holder))
                    .orElseGet(() -> change(directory, id, precondition, change));
        }
    }

    private Outcome<DirectoryUser> changeLocked(
            DirectoryAccess directory,
            UUID id,
            Precondition precondition,
            UnaryOperator<ObjectNode> change,
            boolean creation) {
        DirectoryUser before = users.lock(directory, id).orElse(null);
        if (before == null) {
            return new Outcome.NotFound<>();
        }
        if (!precondition.holds(before.version())) {
            return new Outcome.VersionMismatch<>(before.version());
        }
        ObjectNode resource = change.apply(before.resource());
        if (resource.equals(before.resource()) && !before.removed()) {
            return new Outcome.Done<>(before, creation);
        }
        DirectoryUser after = update(before, current -> changed(directory, before, resource, current));
        events.append(directory.scope(), userEvents.between(before, after));
        return new Outcome.Done<>(after, creation);
    }

    /** Writes what the rules make of the change, if they turn out to be the newest. */
    private DirectoryUser update(DirectoryUser before, Function<Rules, DirectoryUser> change) {
        Rules current = rules.of(before.environmentId(), before.directoryId());
        DirectoryUser after = change.apply(current);
        users.update(before, after, current);
        return after;
    }

    /** Runs a transaction again when it went by rules that are no longer the directory's. */
    private <T> T byNewestRules(DirectoryAccess directory, Supplier<T> transaction) {
        while (true) {
            try {
                return transaction.get();
            } catch (SqlFailure e) {
                if (!CurrentRules.outdated(e)) {
                    throw e;
                }
                transactions.read(() -> rules.read(directory.environmentId(), directory.directoryId()));
            }
        }
    }

    /** The provider deletes the person: gone, the name is free, the id stays dead. */
    public Outcome<DirectoryUser> delete(DirectoryAccess directory, UUID id, Precondition precondition) {
        return transactions.call(() -> {
            memberships.lockGroupsOf(directory, id);
            DirectoryUser user = users.lock(directory, id).orElse(null);
            if (user == null) {
                return new Outcome.NotFound<DirectoryUser>();
            }
            if (!precondition.holds(user.version())) {
                return new Outcome.VersionMismatch<DirectoryUser>(user.version());
            }
            memberships.touchGroupsOf(user);
            users.delete(user);
            events.append(directory.scope(), userEvents.between(user, null));
            return new Outcome.Done<>(user, false);
        });
    }

    /**
     * Somebody on our side removes the person by hand: a tombstone stays, which a later write of the provider revives.
     *
     * @return false when there is no such person
     */
    public boolean remove(DirectoryAccess directory, UUID id) {
        return byNewestRules(directory, () -> transactions.call(() -> removeLocked(directory, id)));
    }

    private boolean removeLocked(DirectoryAccess directory, UUID id) {
        memberships.lockGroupsOf(directory, id);
        DirectoryUser user = users.lock(directory, id).orElse(null);
        if (user == null || user.removed()) {
            return false;
        }
        memberships.touchGroupsOf(user);
        memberships.removeAllOf(user);
        update(user, current -> withState(user, user.resource(), current, user.apiId(), true));
        events.append(directory.scope(), userEvents.between(user, null));
        audit.append("directory_user.removed", IdType.DIRECTORY_USER, user.id());
        return true;
    }

    private DirectoryUser newUser(DirectoryAccess directory, ObjectNode resource, Rules current) {
        UUID id = Ulids.next();
        Instant now = Ulids.instant(id);
        ObjectNode complete = resource.has("active") ? resource : withActive(resource, true);
        boolean visible = visible(directory, complete);
        return new DirectoryUser(
                directory.environmentId(),
                directory.organizationId(),
                directory.directoryId(),
                id,
                visible ? id : null,
                complete,
                current.attributes().map(complete),
                current.rolesOfNewcomers(),
                1,
                now,
                now,
                false);
    }

    private DirectoryUser changed(DirectoryAccess directory, DirectoryUser before, ObjectNode resource, Rules current) {
        UUID apiId = before.apiId();
        if (!visible(directory, resource)) {
            apiId = null;
        } else if (apiId == null) {
            apiId = Ulids.next(); // WorkOS's secure flow: who returns is a new directory_user
        }
        return withState(before, resource, current, apiId, false);
    }

    private static DirectoryUser withState(
            DirectoryUser before, ObjectNode resource, Rules current, UUID apiId, boolean removed) {
        return new DirectoryUser(
                before.environmentId(),
                before.organizationId(),
                before.directoryId(),
                before.id(),
                apiId,
                resource,
                current.attributes().map(resource),
                before.removed() ? current.rolesOfNewcomers() : before.roles(), // a tombstone is in no group
                before.version() + 1,
                before.createdAt(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                removed);
    }

    private static boolean visible(DirectoryAccess directory, ObjectNode resource) {
        return directory.deprovisioning() == Directory.Deprovisioning.SUSPEND
                || resource.path("active").asBoolean(true);
    }

    private static ObjectNode withActive(ObjectNode resource, boolean active) {
        ObjectNode copy = resource.deepCopy();
        copy.put("active", resource.path("active").asBoolean(active));
        return copy;
    }

    private static Outcome<DirectoryUser> taken(ObjectNode resource, DirectoryUsers.Holder holder) {
        String attribute = holder.sameName() ? "userName" : "externalId";
        return new Outcome.Taken<>(attribute, resource.path(attribute).asText(), holder.id());
    }
}
