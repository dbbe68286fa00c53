package dev.muster.webhook;

import dev.muster.vault.Secret;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Who signs for an endpoint at what time: while two secrets overlap, the header with room for one signature keeps the old
 * one, the other carries both.
 */
final class Signers {

    private final Signer settled;
    private final Signer overlapping;
    private final Instant overlapEnd;

    private Signers(Signer settled, Signer overlapping, Instant overlapEnd) {
        this.settled = settled;
        this.overlapping = overlapping;
        this.overlapEnd = overlapEnd;
    }

    static Signers of(Secret current, Optional<Secret> previous, Instant previousUntil, Optional<PrivateKey> ed25519) {
        Signer settled = with(Signer.of(current), ed25519);
        return previous.filter(secret -> previousUntil != null)
                .map(old -> new Signers(settled, with(Signer.of(old, current), ed25519), previousUntil))
                .orElse(new Signers(settled, settled, Instant.MIN));
    }

    Signer at(Instant now) {
        return now.isBefore(overlapEnd) ? overlapping : settled;
    }

    private static Signer with(Signer signer, Optional<PrivateKey> ed25519) {
        return ed25519.map(signer::withEd25519).orElse(signer);
    }
}
