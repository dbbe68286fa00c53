package dev.muster.health;

import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody has seen a finding and does not want to see it for a while.
 *
 * @param code    of the finding, in lower case
 * @param subject id, else name, of whom it is about; blank for the directory itself
 */
public record MutedFinding(UUID id, UUID directoryId, String code, String subject) {

    /** So that nothing is hidden for ever. */
    static final Duration LIFE = Duration.ofDays(90);

    public String printedId() {
        return IdType.MUTED_FINDING.print(id);
    }

    public Instant mutedAt() {
        return Ulids.instant(id);
    }

    /** From then on the finding is shown again, if there still is one. */
    public Instant expiresAt() {
        return mutedAt().plus(LIFE);
    }

    /** Whether it is about this finding. An incident that was seen again since is another one. */
    boolean hides(Finding finding) {
        boolean again = finding.code().incident()
                && finding.last() != null
                && finding.last().isAfter(mutedAt());
        return code.equals(finding.code().wireName()) && subject.equals(finding.subjectKey()) && !again;
    }
}
