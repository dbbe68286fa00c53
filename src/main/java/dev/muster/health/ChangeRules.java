package dev.muster.health;

import static dev.muster.health.Finding.Code.FLAPPING;
import static dev.muster.health.Finding.Code.GROUP_REVIVED;
import static dev.muster.health.Finding.Code.MASS_MEMBER_REMOVAL;

import dev.muster.directory.DirectoryCheck.Group;
import dev.muster.event.EventType;
import dev.muster.event.RecentChanges.Change;
import dev.muster.id.Ulids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the events of groups within the last day tell. */
final class ChangeRules {

    static final List<Rule> ALL = List.of(ChangeRules::revived, ChangeRules::massRemoval, ChangeRules::flapping);

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration STILL_NEW = Duration.ofHours(1);
    private static final int MOST = 10;
    private static final int MANY_MEMBERS = 10;
    private static final int BACK_AND_FORTH = 4;

    private ChangeRules() {}

    private static Stream<Finding> revived(Evidence evidence) {
        return lately(evidence, EventType.DSYNC_GROUP_CREATED)
                .filter(change -> cameBack(evidence, change))
                .limit(MOST)
                .map(change -> revived(evidence, groupOf(change).orElseThrow(), change.at()));
    }

    private static Finding revived(Evidence evidence, UUID id, Instant at) {
        return Finding.of(
                        GROUP_REVIVED,
                        "A group that was removed here was pushed again, and came back.",
                        evidence.provider().displayName() + " still has it on the app.",
                        "Take the group off the app there first, then remove it here.")
                .about(Finding.Subject.group(id, name(evidence, id)))
                .seen(null, at, 1);
    }

    /** A group that comes back keeps its id, so the id is older than the event. */
    private static boolean cameBack(Evidence evidence, Change created) {
        return groupOf(created)
                .filter(id ->
                        Ulids.instant(id).isBefore(created.at().minus(STILL_NEW)) || wasDeleted(evidence, created))
                .isPresent();
    }

    private static boolean wasDeleted(Evidence evidence, Change created) {
        return evidence.changes().stream()
                .anyMatch(change -> change.is(EventType.DSYNC_GROUP_DELETED)
                        && change.entityKey().equals(created.entityKey())
                        && !change.at().isAfter(created.at()));
    }

    private static Stream<Finding> massRemoval(Evidence evidence) {
        Map<UUID, List<Change>> removals = lately(evidence, EventType.DSYNC_GROUP_USER_REMOVED)
                .filter(change -> groupOf(change).isPresent())
                .collect(Collectors.groupingBy(change -> groupOf(change).orElseThrow()));
        return removals.entrySet().stream()
                .flatMap(entry -> massRemoval(evidence, entry.getKey(), entry.getValue()))
                .limit(MOST);
    }

    private static Stream<Finding> massRemoval(Evidence evidence, UUID id, List<Change> removals) {
        Optional<Group> group = group(evidence, id);
        Instant last = removals.getFirst().at();
        long gone = removals.stream()
                .filter(change -> !change.at().isBefore(last.minus(TEN_MINUTES)))
                .count();
        long left = group.map(Group::members).orElse(0);
        if (group.filter(Group::counted).isEmpty() || gone + left < MANY_MEMBERS || gone <= left) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(
                        MASS_MEMBER_REMOVAL,
                        group.get().displayName() + " lost " + gone + " members within ten minutes.",
                        "A rule at the provider went wrong, or the group was emptied there on purpose.",
                        "If this was not intended, put the members back in "
                                + evidence.provider().displayName() + " and push the group.")
                .about(Finding.Subject.group(id, group.get().displayName()))
                .seen(removals.getLast().at(), last, gone));
    }

    private static Stream<Finding> flapping(Evidence evidence) {
        Map<String, Long> times = Stream.concat(
                        lately(evidence, EventType.DSYNC_GROUP_USER_ADDED),
                        lately(evidence, EventType.DSYNC_GROUP_USER_REMOVED))
                .collect(Collectors.groupingBy(Change::entityKey, Collectors.counting()));
        return times.entrySet().stream()
                .filter(entry -> entry.getValue() >= BACK_AND_FORTH)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST)
                .map(entry -> groupOf(entry.getKey())
                        .map(id -> Finding.of(
                                        FLAPPING,
                                        "A membership of " + name(evidence, id) + " was added and removed "
                                                + entry.getValue() + " times within a day.",
                                        "Two rules, or a rule and a direct assignment, disagree.",
                                        "Remove the direct assignment or the rule in "
                                                + evidence.provider().displayName() + ".")
                                .about(Finding.Subject.group(id, name(evidence, id)))
                                .seen(null, null, entry.getValue())))
                .flatMap(Optional::stream);
    }

    private static Stream<Change> lately(Evidence evidence, EventType type) {
        return evidence.changes().stream()
                .filter(change -> change.is(type) && !evidence.longAgo(change.at(), Evidence.DAY));
    }

    private static Optional<Group> group(Evidence evidence, UUID id) {
        return evidence.groups().stream().filter(group -> group.id().equals(id)).findFirst();
    }

    private static String name(Evidence evidence, UUID id) {
        return group(evidence, id).map(Group::displayName).orElse("a group");
    }

    private static Optional<UUID> groupOf(Change change) {
        return groupOf(change.entityKey());
    }

    /** From {@code g:<id>} or {@code m:<id>/<user>}. */
    private static Optional<UUID> groupOf(String entityKey) {
        int end = entityKey.indexOf('/') < 0 ? entityKey.length() : entityKey.indexOf('/');
        return entityKey.startsWith("g:") || entityKey.startsWith("m:")
                ? Optional.of(UUID.fromString(entityKey.substring(2, end)))
                : Optional.empty();
    }
}
