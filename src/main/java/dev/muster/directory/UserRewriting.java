package dev.muster.directory;

import dev.muster.event.EventLog;
import dev.muster.event.NewEvent;
import dev.muster.tenant.CrossTenant;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Works off {@link UserRewrites}: a batch a transaction, so that a kill loses one batch and nobody waits long for a lock.
 * Every replica works, at different directories. Applications hear of those users only that look different to them now.
 */
@ApplicationScoped
public class UserRewriting {

    static final int BATCH = 200;

    private static final Duration LONGEST_RUN = Duration.ofMinutes(1);

    private final CrossTenant crossTenant;
    private final UserRewrites rewrites;
    private final CurrentRules rules;
    private final DirectoryUsers users;
    private final UserRoles userRoles;
    private final UserEvents userEvents;
    private final EventLog events;

    UserRewriting(
            CrossTenant crossTenant,
            UserRewrites rewrites,
            CurrentRules rules,
            DirectoryUsers users,
            UserRoles userRoles,
            UserEvents userEvents,
            EventLog events) {
        this.crossTenant = crossTenant;
        this.rewrites = rewrites;
        this.rules = rules;
        this.users = users;
        this.userRoles = userRoles;
        this.userEvents = userEvents;
        this.events = events;
    }

    // Rests as long as it worked: the provider's requests matter more.
    @Scheduled(every = "${muster.rewrite-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        long end = System.nanoTime() + LONGEST_RUN.toNanos();
        long begin = System.nanoTime();
        while (begin < end && step()) {
            LockSupport.parkNanos(System.nanoTime() - begin);
            begin = System.nanoTime();
        }
    }

    /** One batch. False when nothing was left to rewrite. */
    public boolean step() {
        return crossTenant.call("rewrites of all tenants take turns", this::batch);
    }

    private boolean batch() {
        var claim = rewrites.claim();
        claim.ifPresent(this::rewrite);
        return claim.isPresent();
    }

    private void rewrite(UserRewrites.Claim claim) {
        List<DirectoryUser> people = users.lockNext(claim.scope(), claim.cursor(), BATCH);
        write(claim, people, recomputed(claim, people));
        rewrites.advance(
                claim,
                people.isEmpty() ? claim.cursor() : people.getLast().id(),
                people.stream().filter(user -> !user.removed()).count(),
                people.size() < BATCH);
    }

    /** The same people as the rules want them; whatever that takes is read for all of them together. */
    private List<DirectoryUser> recomputed(UserRewrites.Claim claim, List<DirectoryUser> people) {
        // Read after the claim: rules that change from now on bring a new request, which waits for this batch.
        Rules current = rules.read(claim.scope().environmentId(), claim.scope().directoryId());
        Map<UUID, List<String>> roles = userRoles.of(
                claim.scope(), people.stream().map(DirectoryUser::id).toList());
        return people.stream()
                .map(user -> user.seenAs(current.attributes().map(user.resource()), roles.get(user.id())))
                .toList();
    }

    private void write(UserRewrites.Claim claim, List<DirectoryUser> before, List<DirectoryUser> after) {
        var changed = new ArrayList<DirectoryUser>();
        var told = new ArrayList<NewEvent>();
        for (int i = 0; i < before.size(); i++) {
            DirectoryUser was = before.get(i);
            DirectoryUser is = after.get(i);
            if (userEvents.looksDifferent(was, is)) {
                changed.add(is.next());
                told.addAll(userEvents.between(was, changed.getLast()));
            } else if (!is.equals(was)) {
                changed.add(is);
            }
        }
        users.updateAll(claim.scope(), changed);
        events.append(claim.scope(), told);
    }
}
