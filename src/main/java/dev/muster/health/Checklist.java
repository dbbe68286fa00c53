package dev.muster.health;

import dev.muster.directory.DirectoryListing;
import dev.muster.health.HealthReport.Step;
import dev.muster.requestlog.RequestKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The steps of a set-up, ticked by what has come. */
final class Checklist {

    private Checklist() {}

    static List<Step> of(Evidence evidence) {
        DirectoryListing.Counted counted = evidence.counted();
        long people = counted.active() + counted.inactive();
        boolean members = evidence.groups().stream().anyMatch(group -> !group.empty());
        return List.of(
                new Step(
                        "token_created",
                        "Token generated",
                        !evidence.tokens().isEmpty() || evidence.has(RequestKind.ACCEPTED),
                        evidence.tokens().stream()
                                .map(token -> token.createdAt())
                                .min(Instant::compareTo)),
                step(evidence, "url_reached", "Endpoint reached", RequestKind.RECEIVED, people > 0),
                step(evidence, "token_accepted", "Token accepted", RequestKind.ACCEPTED, people > 0),
                step(evidence, "first_user", "First person", RequestKind.USER_CREATED, people > 0),
                step(evidence, "first_update", "First change of a person", RequestKind.USER_CHANGED, false),
                step(evidence, "first_group", "First group", RequestKind.GROUP_CREATED, counted.groups() > 0),
                new Step("first_membership", "First member of a group", members, Optional.empty()),
                step(
                        evidence,
                        "first_deactivation",
                        "First person deactivated or deleted",
                        RequestKind.USER_DELETED,
                        counted.inactive() > 0));
    }

    /** @param apparent whether what is there shows that it was done */
    private static Step step(Evidence evidence, String code, String title, RequestKind kind, boolean apparent) {
        return new Step(code, title, apparent || evidence.has(kind), evidence.first(kind));
    }
}
