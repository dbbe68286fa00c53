package dev.muster.health;

import static dev.muster.health.Finding.Code.EMPTY_GROUPS;
import static dev.muster.health.Finding.Code.GROUPS_NOT_INCLUDED_SUSPECTED;
import static dev.muster.health.Finding.Code.REAPPLY_SUSPECTED;
import static dev.muster.health.Finding.Code.STALE_GROUP;

import dev.muster.directory.DirectoryCheck.Group;
import dev.muster.id.Ulids;
import dev.muster.requestlog.RequestKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether groups come and hold their people. */
final class GroupRules {

    static final List<Rule> ALL = List.of(GroupRules::noGroups, GroupRules::emptyGroups, GroupRules::staleGroups);

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration STILL_NEW = Duration.ofHours(1);
    private static final int MOST = 10;
    private static final int EXAMPLES = 5;

    private GroupRules() {}

    private static Stream<Finding> noGroups(Evidence evidence) {
        Optional<Instant> people = evidence.first(RequestKind.USER_CREATED);
        boolean none = evidence.counted().groups() == 0 && !evidence.has(RequestKind.GROUP_CREATED);
        if (!none
                || evidence.counted().active() == 0
                || people.filter(at -> evidence.longAgo(at, HALF_AN_HOUR)).isEmpty()) {
            return Stream.empty();
        }
        boolean read = evidence.has(RequestKind.GROUPS_READ);
        return Stream.of(Finding.of(
                        read ? REAPPLY_SUSPECTED : GROUPS_NOT_INCLUDED_SUSPECTED,
                        Words.count(evidence.counted().active(), "person has", "people have")
                                + " come, but never a group" + (read ? ", although groups were looked for." : "."),
                        read
                                ? "The groups were refreshed, but no rule gives people a group, or rules were not applied"
                                        + " again."
                                : "Groups are not included in what is provisioned.",
                        Remedies.sendGroups(evidence.provider()))
                .seen(people.get(), null, 1));
    }

    private static Stream<Finding> emptyGroups(Evidence evidence) {
        List<Group> empty = evidence.groups().stream()
                .filter(Group::empty)
                .filter(group -> evidence.longAgo(Ulids.instant(group.id()), STILL_NEW))
                .toList();
        if (empty.isEmpty() || evidence.counted().active() == 0) {
            return Stream.empty();
        }
        List<String> names =
                empty.stream().limit(EXAMPLES).map(Group::displayName).toList();
        return Stream.of(Finding.of(
                        EMPTY_GROUPS,
                        Words.count(empty.size(), "group has", "groups have") + " no members: "
                                + Words.some(names, empty.size()) + ".",
                        "Its members are not assigned to the app, or the change that adds them was refused.",
                        Remedies.sendMembers(evidence.provider()))
                .seen(null, null, empty.size()));
    }

    // When nobody at all is active it is no matter of groups.
    private static Stream<Finding> staleGroups(Evidence evidence) {
        if (evidence.counted().active() == 0) {
            return Stream.empty();
        }
        return evidence.groups().stream()
                .filter(Group::idle)
                .limit(MOST)
                .map(group -> Finding.of(
                                STALE_GROUP,
                                "All members of " + group.displayName() + " are inactive.",
                                evidence.provider().displayName()
                                        + " may have taken the group off the app: some providers do not"
                                        + " tell of that, and only deactivate the people who came by it.",
                                "If it is gone there, remove the group here. If it is pushed again, it comes back by itself.")
                        .about(Finding.Subject.group(group.id(), group.displayName()))
                        .seen(null, null, group.members()));
    }
}
