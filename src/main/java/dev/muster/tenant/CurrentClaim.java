package dev.muster.tenant;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The claim under which this request works, if its client may send it again; see {@link IdempotentAnswers}. */
@RequestScoped
class CurrentClaim {

    private IdempotentAnswers.Claimed claim;

    void set(IdempotentAnswers.Claimed claimed) {
        claim = claimed;
    }

    Optional<IdempotentAnswers.Claimed> peek() {
        return Optional.ofNullable(claim);
    }
}
